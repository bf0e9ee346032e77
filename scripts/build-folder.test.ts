import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdirSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { temporaryFolder } from '@portico/testing/folders.ts'
import { buildFolder } from './build-folder.ts'

test('a build deletes what one that was broken off has left, and leaves alone one that runs', async () => {
  const parent = await temporaryFolder()
  const { pid: ended } = spawnSync(process.execPath, ['--version'])
  for (const name of [`.build-${ended}`, `.build-${process.ppid}`, 'dist'])
    mkdirSync(join(parent, name, 'static'), { recursive: true })
  assert.equal(buildFolder(parent), join(parent, `.build-${process.pid}`))
  assert.deepEqual(readdirSync(parent).sort(), [`.build-${process.ppid}`, 'dist'])
})
