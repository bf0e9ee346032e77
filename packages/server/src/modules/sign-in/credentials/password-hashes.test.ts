import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { Problem } from '../../../problems/problem.ts'
import { createPasswordHashes } from './password-hashes.ts'

describe('the hashes of passwords', () => {
  test('are salted argon2id in the PHC format, and tell the right password from others', async () => {
    const hashes = createPasswordHashes()
    const [one, another] = await Promise.all([hashes.make('Grüße-aus-7-Häfen'), hashes.make('Grüße-aus-7-Häfen')])
    assert.match(one, /^\$argon2id\$v=19\$m=47104,t=1,p=1\$[A-Za-z0-9+/]{22}\$[A-Za-z0-9+/]{43}$/)
    assert.notEqual(one, another)
    assert.equal(await hashes.verify(one, 'Grüße-aus-7-Häfen'.normalize('NFD')), true, 'in any Unicode form')
    assert.equal(await hashes.verify(one, 'grüße-aus-7-Häfen'), false)
    assert.equal(await hashes.verify(one, ''), false)
  })

  test('where there is none, as much is computed, and nothing is right', async () => {
    const hashes = createPasswordHashes()
    assert.equal(await hashes.verify(undefined, 'whatever'), false)
    assert.equal(hashes.computed(), 1)
  })

  test('those of other parameters stay valid, and are outdated', async () => {
    const hashes = createPasswordHashes()
    // Made by the reference implementation: argon2id, 64 MiB, two passes, `password` with the salt `somesalt`.
    const reference = '$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc'
    assert.equal(await hashes.verify(reference, 'password'), true)
    assert.equal(hashes.isOutdated(reference), true)
    assert.equal(hashes.isOutdated(await hashes.make('x')), false)
  })

  test('are computed two at a time, and a flood is refused', async () => {
    const hashes = createPasswordHashes()
    const outcomes = await Promise.allSettled(Array.from({ length: 80 }, () => hashes.verify(undefined, 'flood')))
    const refused = outcomes.filter((outcome) => outcome.status === 'rejected').map(({ reason }) => reason)
    assert.equal(refused.length, 80 - 2 - 64)
    for (const problem of refused) {
      assert.ok(problem instanceof Problem)
      assert.deepEqual([problem.problem, problem.headers['retry-after']], ['sign_in_busy', '3'])
    }
    assert.equal(await hashes.verify(undefined, 'later'), false, 'and then it works again')
  })
})
