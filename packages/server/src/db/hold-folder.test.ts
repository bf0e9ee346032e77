import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { temporaryFolder } from '@portico/testing/folders.ts'
import { openDatabase } from './database.ts'
import { FolderInUse, holdFolder } from './hold-folder.ts'

/** A process that holds the folder until it is killed. */
async function holder(folder: string) {
  const module = JSON.stringify(new URL('./hold-folder.ts', import.meta.url))
  const script = `const { holdFolder } = await import(${module})
    holdFolder(${JSON.stringify(folder)})
    process.stdout.write('held')
    setInterval(() => {}, 1000)`
  const child = spawn(process.execPath, ['--input-type=module', '--eval', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  await once(child.stdout, 'data')
  return child
}

test('a folder has one holder, and is free again when that one lets go', async () => {
  const folder = await temporaryFolder()
  const lock = holdFolder(folder)
  assert.throws(
    () => holdFolder(folder),
    (error: Error) => {
      assert.ok(error instanceof FolderInUse)
      assert.ok(error.message.includes(folder) && error.message.includes('--data'), error.message)
      return true
    },
  )
  lock.release()
  holdFolder(folder).release()
})

test('nobody else can hold it: the file is this user’s alone, also one that was not', async () => {
  const folder = await temporaryFolder()
  const file = join(folder, 'server.lock')
  const mode = () => statSync(file).mode & 0o777
  holdFolder(folder).release()
  assert.equal(mode(), 0o600)
  chmodSync(file, 0o644)
  const lock = holdFolder(folder)
  assert.equal(mode(), 0o600)
  assert.throws(() => holdFolder(folder), FolderInUse)
  lock.release()
})

test('the lock of a process that is killed goes with it', async () => {
  const folder = await temporaryFolder()
  const child = await holder(folder)
  assert.throws(() => holdFolder(folder), FolderInUse)
  child.kill('SIGKILL')
  await once(child, 'exit')
  holdFolder(folder).release()
})

test('only those who ask for it are kept out of the database', async () => {
  const place = { database: 'sqlite', dataFolder: await temporaryFolder() }
  const server = await openDatabase({ ...place, exclusive: true })
  await assert.rejects(openDatabase({ ...place, exclusive: true }), FolderInUse)
  const command = await openDatabase(place)
  await command.close()
  await server.close()
  await (await openDatabase({ ...place, exclusive: true })).close()
})
