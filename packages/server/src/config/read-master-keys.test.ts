import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { readdir, readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import { temporaryFolder } from '@portico/testing/folders.ts'
import { masterKeyOf } from './master-key.ts'
import { readMasterKeys } from './read-master-keys.ts'
import { SettingError } from './settings.ts'

describe('the master key', () => {
  test('is made once, in a file that only its owner can read', async () => {
    const folder = join(await temporaryFolder(), 'new', 'data')
    const first = await readMasterKeys(folder, {}, { create: true })
    const file = await stat(join(folder, 'master.key'))
    assert.equal(file.mode & 0o777, 0o600)
    assert.equal((await stat(folder)).mode & 0o777, 0o700)
    assert.equal((await readMasterKeys(folder, {}, { create: true })).current.fingerprint, first.current.fingerprint)
    assert.equal((await readMasterKeys(folder, {}, { create: false })).current.fingerprint, first.current.fingerprint)
    assert.deepEqual(await readdir(folder), ['master.key'])
  })

  test('is one key when several processes make it at the same moment', async () => {
    const folder = await temporaryFolder()
    const secrets = JSON.stringify(new URL('./read-master-keys.ts', import.meta.url))
    const script = `const { readMasterKeys } = await import(${secrets})
      await new Promise((resolve) => process.stdin.once('data', resolve))
      const { current: { fingerprint } } = await readMasterKeys(${JSON.stringify(folder)}, {}, { create: true })
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
    const {
      current: { fingerprint },
    } = await readMasterKeys(folder, {}, { create: false })
    assert.deepEqual(fingerprints, Array(4).fill(fingerprint))
    assert.deepEqual(await readdir(folder), ['master.key'])
  })

  test('comes from PORTICO_MASTER_KEY in base64 or hex, and then no file is made', async () => {
    const folder = await temporaryFolder()
    const key = randomBytes(32)
    const { fingerprint } = masterKeyOf(key)
    for (const text of [key.toString('base64'), key.toString('base64url'), key.toString('hex')]) {
      const { current } = await readMasterKeys(folder, { PORTICO_MASTER_KEY: text }, { create: true })
      assert.equal(current.fingerprint, fingerprint, text)
    }
    assert.deepEqual(await readdir(folder), [])
  })

  test('of a wrong size is refused, without being repeated', async () => {
    const folder = await temporaryFolder()
    for (const text of ['', 'short', randomBytes(31).toString('base64'), randomBytes(33).toString('hex')]) {
      const refused = ({ message }: Error, source: string): boolean =>
        message === `the master key in ${source} must be 32 bytes in base64 or hex.`
      const named = readMasterKeys(folder, { PORTICO_MASTER_KEY: text }, { create: true })
      await assert.rejects(
        named,
        (error: Error) => error instanceof SettingError && refused(error, 'PORTICO_MASTER_KEY'),
      )
      const file = join(folder, 'master.key')
      await writeFile(file, text)
      await assert.rejects(readMasterKeys(folder, {}, { create: true }), (error: Error) => refused(error, file))
      assert.equal(await readFile(file, 'utf8'), text)
    }
  })

  test('is not made anew for a database that was written with one', async () => {
    const folder = await temporaryFolder()
    await assert.rejects(readMasterKeys(folder, {}, { create: false }), (error: Error) => {
      assert.ok(error instanceof SettingError)
      assert.ok(error.message.includes(join(folder, 'master.key')), error.message)
      return true
    })
    assert.deepEqual(await readdir(folder), [])
  })
})
