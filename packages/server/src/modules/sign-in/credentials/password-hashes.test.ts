import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { HashSource } from './hash-turns.ts'
import { createPasswordHashes, type PasswordHashes } from './password-hashes.ts'

const source: HashSource = { address: null }
const verify = (hashes: PasswordHashes, hash: string | undefined, password: string) =>
  hashes.inTurn(source, (turn) => turn.verify(hash, password))

describe('the hashes of passwords', () => {
  test('are salted argon2id in the PHC format, and tell the right password from others', async () => {
    const hashes = createPasswordHashes()
    const [one, another] = await Promise.all([
      hashes.make('Grüße-aus-7-Häfen', source),
      hashes.make('Grüße-aus-7-Häfen', source),
    ])
    assert.match(one, /^\$argon2id\$v=19\$m=47104,t=1,p=1\$[A-Za-z0-9+/]{22}\$[A-Za-z0-9+/]{43}$/)
    assert.notEqual(one, another)
    assert.equal(await verify(hashes, one, 'Grüße-aus-7-Häfen'.normalize('NFD')), true, 'in any Unicode form')
    assert.equal(await verify(hashes, one, 'grüße-aus-7-Häfen'), false)
    assert.equal(await verify(hashes, one, ''), false)
  })

  test('where there is none, as much is computed, and nothing is right', async () => {
    const hashes = createPasswordHashes()
    assert.equal(await verify(hashes, undefined, 'whatever'), false)
    assert.equal(hashes.computed(), 1)
  })

  test('those of other parameters stay valid, and are outdated', async () => {
    const hashes = createPasswordHashes()
    // Made by the reference implementation: argon2id, 64 MiB, two passes, `password` with the salt `somesalt`.
    const reference = '$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc'
    assert.equal(await verify(hashes, reference, 'password'), true)
    assert.equal(hashes.isOutdated(reference), true)
    assert.equal(hashes.isOutdated(await hashes.make('x', source)), false)
  })
})
