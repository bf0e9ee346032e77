import assert from 'node:assert/strict'
import { createHmac } from 'node:crypto'
import { describe, test } from 'node:test'
import type { Vault } from '../../../config/vault.ts'
import { newClientSecret } from './client-secret.ts'
import { knownSecret, matchingSecret, secretCheck } from './secret-check.ts'
import type { StoredSecret } from './stored-secret.ts'

/** A vault that counts what it hashes */
function countingVault() {
  const hashed: string[] = []
  const hash = (purpose: string, value: string): string =>
    createHmac('sha256', purpose).update(value).digest('base64url')
  const vault = {
    hash(purpose: string, value: string) {
      hashed.push(value)
      return hash(purpose, value)
    },
  } as unknown as Vault
  const stored = (secret: string): StoredSecret => ({
    key: `key of ${secret}`,
    hash: hash('client secrets', secret),
    lastFour: secret.slice(-4),
    expiresAt: '2030-01-01T00:00:00.000Z',
    createdAt: '2026-01-01T00:00:00.000Z',
    createdBy: null,
    isCurrent: true,
    usedAt: null,
    lastUsedAt: null,
  })
  return { vault, hashed, stored }
}

describe('a given secret', () => {
  test('is found among those of the client, again and again', () => {
    const { vault, hashed, stored } = countingVault()
    const [former, current] = [newClientSecret(), newClientSecret()]
    const secrets = [former, current].map(stored).map(knownSecret)
    for (const given of [current, former, current, former, current])
      assert.equal(matchingSecret(vault, secrets, given)?.key, `key of ${given}`)
    assert.deepEqual(hashed, [current, former])
  })

  test('is not taken for another one that was given before', () => {
    const { vault, hashed, stored } = countingVault()
    const secret = newClientSecret()
    const secrets = [knownSecret(stored(secret))]
    assert.ok(matchingSecret(vault, secrets, secret))
    const [last] = secret.slice(-1)
    const wrong = ['', secret.slice(0, -1), `${secret} `, secret.toUpperCase(), newClientSecret(), stored(secret).hash]
    wrong.push(secret.slice(0, -1) + (last === '0' ? '1' : '0'))
    for (const given of [...wrong, ...wrong]) assert.equal(matchingSecret(vault, secrets, given), undefined, given)
    // A wrong one is never remembered.
    assert.deepEqual(hashed, [secret, ...wrong, ...wrong])
    assert.equal(matchingSecret(vault, secrets, secret)?.key, `key of ${secret}`)
  })

  test('means nothing to another client', () => {
    const { vault, stored } = countingVault()
    const [one, other] = [newClientSecret(), newClientSecret()]
    const ofOther = [knownSecret(stored(other))]
    assert.ok(matchingSecret(vault, [knownSecret(stored(one))], one))
    assert.equal(matchingSecret(vault, ofOther, one), undefined)
    assert.equal(matchingSecret(vault, [], one), undefined)
  })

  test('is told of as used once a minute', () => {
    const { vault, stored } = countingVault()
    const [steady, rare] = [newClientSecret(), newClientSecret()]
    let now = Date.parse('2026-06-01T00:00:00.000Z')
    const uses: string[] = []
    const check = secretCheck({ vault, clock: { now: () => now } }, [steady, rare].map(stored), (key) => uses.push(key))
    const usesOf = (secret: string): number => uses.filter((key) => key === `key of ${secret}`).length
    for (let second = 0; second < 60; second++) {
      assert.equal(check(steady), 'valid')
      now += 999
    }
    assert.deepEqual([usesOf(steady), usesOf(rare)], [1, 0])
    now += 60
    check(rare)
    assert.deepEqual([check(steady), check(`${steady}0`), check(newClientSecret())], ['valid', 'wrong', 'wrong'])
    assert.deepEqual([usesOf(steady), usesOf(rare), uses.length], [2, 1, 3])
  })
})
