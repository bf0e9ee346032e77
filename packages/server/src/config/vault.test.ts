import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { createHmac, hkdfSync, randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { readdir, readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import { temporaryFolder } from '@portico/testing/folders.ts'
import { SettingError } from './settings.ts'
import { createVault, openVault } from './vault.ts'

describe('the vault', () => {
  const vault = createVault(randomBytes(32))

  test('gives back what was encrypted, and never encrypts alike twice', () => {
    for (const plain of ['', 'a', 'Ünïcode 🔑', 'x'.repeat(100_000)]) {
      const encrypted = vault.encrypt(plain, 'row 1')
      assert.equal(vault.decrypt(encrypted, 'row 1'), plain)
      assert.notEqual(vault.encrypt(plain, 'row 1'), encrypted)
    }
  })

  test('shows nothing of what was encrypted', () => {
    // Long enough never to stand in the random bytes by chance.
    const plain = 'a private text'
    assert.ok(!Buffer.from(vault.encrypt(plain, 'row 1'), 'base64url').includes(plain))
  })

  test('refuses a value that was put into another place, and one under another key', () => {
    const encrypted = vault.encrypt('private', 'row 1')
    assert.throws(() => vault.decrypt(encrypted, 'row 2'))
    assert.throws(() => createVault(randomBytes(32)).decrypt(encrypted, 'row 1'))
  })

  test('refuses a value in which any byte was changed, and one that was cut short', () => {
    const bytes = Buffer.from(vault.encrypt('private', 'row 1'), 'base64url')
    for (let index = 0; index < bytes.length; index++) {
      const changed = Buffer.from(bytes)
      changed.writeUInt8((bytes[index] ?? 0) ^ 1, index)
      assert.throws(() => vault.decrypt(changed.toString('base64url'), 'row 1'), `byte ${index}`)
    }
    for (let length = 0; length < bytes.length; length++) {
      assert.throws(() => vault.decrypt(bytes.subarray(0, length).toString('base64url'), 'row 1'), `length ${length}`)
    }
  })

  test('hashes alike under one key, unlike under another', () => {
    const key = randomBytes(32)
    const [one, same, other] = [createVault(key), createVault(key), createVault(randomBytes(32))]
    assert.equal(one.hash('secret'), same.hash('secret'))
    assert.notEqual(one.hash('secret'), one.hash('secre'))
    assert.notEqual(one.hash('secret'), other.hash('secret'))
    assert.equal(one.fingerprint, same.fingerprint)
    assert.notEqual(one.fingerprint, other.fingerprint)
    assert.ok(!key.toString('base64url').includes(one.fingerprint))
  })

  test('hashes as RFC 2104 says, with a key derived from the master key', () => {
    const key = randomBytes(32)
    const hashKey = Buffer.from(hkdfSync('sha256', key, '', 'portico secret hash', 32))
    for (const value of ['', 'a', 'ptcs_0123', 'é'.repeat(100)]) {
      assert.equal(createVault(key).hash(value), createHmac('sha256', hashKey).update(value).digest('base64url'))
    }
  })

  test('hashes as it always did: client secrets that are stored stay valid', () => {
    const { hash } = createVault(Buffer.alloc(32, 7))
    assert.equal(hash(''), '8G1k9pR7tm9CxMrsr3D1_5i7w8orDC2pm8d5ViZ1VGI')
    assert.equal(hash('a'), 'Sub9Um_ypSM_LBUIcDZV5u_GQpjBg3wghd7M2msbSGQ')
    assert.equal(hash('ptcs_0123'), 'qZJwuhusns2s9liRLW0iBM1Uc5l-p60Ov7CuDtb75Uo')
    assert.equal(hash('é'.repeat(100)), 'UUhoJMVw6UC7jUD-PLho7MPe1udU_fcFXY9Yvl9tgcM')
  })
})

describe('the master key', () => {
  test('is made once, in a file that only its owner can read', async () => {
    const folder = join(await temporaryFolder(), 'new', 'data')
    const first = await openVault(folder, {}, { create: true })
    const file = await stat(join(folder, 'master.key'))
    assert.equal(file.mode & 0o777, 0o600)
    assert.equal((await stat(folder)).mode & 0o777, 0o700)
    assert.equal((await openVault(folder, {}, { create: true })).fingerprint, first.fingerprint)
    assert.equal((await openVault(folder, {}, { create: false })).fingerprint, first.fingerprint)
    assert.deepEqual(await readdir(folder), ['master.key'])
  })

  test('is one key when several processes make it at the same moment', async () => {
    const folder = await temporaryFolder()
    const secrets = JSON.stringify(new URL('./vault.ts', import.meta.url))
    const script = `const { openVault } = await import(${secrets})
      await new Promise((resolve) => process.stdin.once('data', resolve))
      const { fingerprint } = await openVault(${JSON.stringify(folder)}, {}, { create: true })
      process.stdout.write(fingerprint)
      process.exit()`
    const children = Array.from({ length: 4 }, () =>
      spawn(process.execPath, ['--input-type=module', '--eval', `process.stdout.write('ready ')\n${script}`]),
    )
    const outputs = children.map((child) => {
      let text = ''
      child.stdout.on('data', (data) => {
        text += data
      })
      return once(child, 'close').then(() => text.replace('ready ', ''))
    })
    await Promise.all(children.map((child) => once(child.stdout, 'data')))
    for (const child of children) child.stdin.write('go')
    const fingerprints = await Promise.all(outputs)
    const { fingerprint } = await openVault(folder, {}, { create: false })
    assert.deepEqual(fingerprints, Array(4).fill(fingerprint))
    assert.deepEqual(await readdir(folder), ['master.key'])
  })

  test('comes from PORTICO_MASTER_KEY in base64 or hex, and then no file is made', async () => {
    const folder = await temporaryFolder()
    const key = randomBytes(32)
    const { fingerprint } = createVault(key)
    for (const text of [key.toString('base64'), key.toString('base64url'), key.toString('hex')]) {
      const vault = await openVault(folder, { PORTICO_MASTER_KEY: text }, { create: true })
      assert.equal(vault.fingerprint, fingerprint, text)
    }
    assert.deepEqual(await readdir(folder), [])
  })

  test('of a wrong size is refused, without being repeated', async () => {
    const folder = await temporaryFolder()
    for (const text of ['', 'short', randomBytes(31).toString('base64'), randomBytes(33).toString('hex')]) {
      const refused = ({ message }: Error, source: string): boolean =>
        message === `${source}: the master key must be 32 bytes in base64 or hex.`
      const named = openVault(folder, { PORTICO_MASTER_KEY: text }, { create: true })
      await assert.rejects(
        named,
        (error: Error) => error instanceof SettingError && refused(error, 'PORTICO_MASTER_KEY'),
      )
      const file = join(folder, 'master.key')
      await writeFile(file, text)
      await assert.rejects(openVault(folder, {}, { create: true }), (error: Error) => refused(error, file))
      assert.equal(await readFile(file, 'utf8'), text)
    }
  })

  test('is not made anew for a database that was written with one', async () => {
    const folder = await temporaryFolder()
    await assert.rejects(openVault(folder, {}, { create: false }), (error: Error) => {
      assert.ok(error instanceof SettingError)
      assert.ok(error.message.includes(join(folder, 'master.key')), error.message)
      return true
    })
    assert.deepEqual(await readdir(folder), [])
  })
})
