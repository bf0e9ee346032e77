import assert from 'node:assert/strict'
import { createHmac, createSecretKey, randomBytes } from 'node:crypto'
import { describe, test } from 'node:test'
import { testVault } from '@portico/testing/vault.ts'
import { keyIdOf } from './cipher.ts'
import { encryptedColumns } from './encrypted-columns.ts'
import { masterKeyOf } from './master-key.ts'
import { MasterKeys } from './master-keys.ts'
import { createVault, hashPurposes } from './vault.ts'

const content = 'mails.content_encrypted'
const row = { organization_key: 'organization', key: 'row 1' }

describe('the vault', () => {
  const vault = testVault()

  test('gives back what was encrypted, and never encrypts alike twice', () => {
    for (const plain of ['', 'a', 'Ünïcode 🔑', 'x'.repeat(100_000)]) {
      const encrypted = vault.encrypt(content, row, plain)
      assert.equal(vault.decrypt(content, row, encrypted), plain)
      assert.notEqual(vault.encrypt(content, row, plain), encrypted)
      assert.equal(vault.decryptCookie('one', vault.encryptCookie('one', plain)), plain)
    }
  })

  test('shows the id of the key, and nothing of what was encrypted', () => {
    // Long enough never to stand in the random bytes by chance.
    const plain = 'a private text'
    const encrypted = vault.encrypt(content, row, plain)
    assert.match(encrypted, /^ptc1\.[0-9a-f]{16}\.[\w-]+$/)
    assert.equal(keyIdOf(encrypted), vault.keys.current.id)
    assert.ok(!Buffer.from(encrypted.split('.')[2] ?? '', 'base64url').includes(plain))
    assert.equal(keyIdOf(plain), undefined)
  })

  test('refuses a value that was put into another row, column, table or cookie, and one under another key', () => {
    const encrypted = vault.encrypt(content, row, 'private')
    const code = 'one_time_codes.code_encrypted'
    for (const open of [
      () => vault.decrypt(content, { ...row, key: 'row 2' }, encrypted),
      () => vault.decrypt(content, { ...row, organization_key: 'another' }, encrypted),
      () => vault.decrypt(code, row, encrypted),
      () => vault.decrypt('signing_keys.private_key_encrypted', row, encrypted),
      () => vault.decryptCookie('one', encrypted),
      () => vault.decryptCookie('two', vault.encryptCookie('one', 'private')),
      () => testVault().decrypt(content, row, encrypted),
      // Two columns of one row, with one key
      () => {
        const user = { organization_key: 'organization', user_key: 'user' }
        const secret = vault.encrypt('authenticators.secret_encrypted', user, 'private')
        vault.decrypt('authenticators.recovery_codes_encrypted', user, secret)
      },
    ]) {
      assert.throws(open)
    }
  })

  test('refuses a value in which any character was changed, and one that was cut short', () => {
    const encrypted = vault.encrypt(content, row, 'private')
    for (let index = 0; index < encrypted.length; index++) {
      const other = encrypted[index] === 'A' ? 'E' : 'A'
      const changed = encrypted.slice(0, index) + other + encrypted.slice(index + 1)
      assert.throws(() => vault.decrypt(content, row, changed), `character ${index}`)
      assert.throws(() => vault.decrypt(content, row, encrypted.slice(0, index)), `length ${index}`)
    }
  })

  test('has a key of its own for each purpose', () => {
    const key = masterKeyOf(randomBytes(32))
    const purposes = new Set(Object.values(encryptedColumns).map(({ purpose }) => purpose))
    const keys = [...purposes, 'cookies'].map((purpose) =>
      key.derive(`encryption of ${purpose}`).export().toString('hex'),
    )
    assert.equal(new Set(keys).size, purposes.size + 1)
    assert.equal(new Set(hashPurposes.map((purpose) => vault.hash(purpose, 'same'))).size, hashPurposes.length)
  })

  test('opens under every key that it knows, encrypts under the current one, and forgets', () => {
    const [former, next] = [masterKeyOf(randomBytes(32)), masterKeyOf(randomBytes(32))]
    const keys = new MasterKeys(former, [next])
    const { encrypt, decrypt } = testVault(keys)
    const before = encrypt(content, row, 'before')
    assert.equal(keys.use(next.id), true)
    const after = encrypt(content, row, 'after')
    assert.deepEqual([keyIdOf(before), keyIdOf(after)], [former.id, next.id])
    assert.deepEqual([decrypt(content, row, before), decrypt(content, row, after)], ['before', 'after'])
    keys.forgetOthers()
    assert.throws(() => decrypt(content, row, before), RegExp(`the master key ${former.id}, which is not known`))
    assert.equal(decrypt(content, row, after), 'after')
    assert.equal(keys.use(former.id), false)
  })

  test('hashes as RFC 2104 says, with the key of the purpose', () => {
    const key = createSecretKey(randomBytes(32))
    const { hash } = createVault(new MasterKeys(masterKeyOf(randomBytes(32))), new Map([['links', key]]))
    for (const value of ['', 'a', 'ptcs_0123', 'é'.repeat(100)]) {
      assert.equal(hash('links', value), createHmac('sha256', key).update(value).digest('base64url'))
    }
    assert.throws(() => hash('records', 'a'), /no key for hashes of records/)
  })
})
