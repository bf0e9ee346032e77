import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { cpSync, globSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { temporaryFolder } from '@portico/testing/folders.ts'

const root = join(import.meta.dirname, '..')

test('an installation without development tools ends well, and says what was not built', async () => {
  const folder = await temporaryFolder()
  for (const file of globSync('{scripts/*.ts,packages/portico/*.{json,mjs},package.json}', { cwd: root }))
    cpSync(join(root, file), join(folder, file))
  const { status, stderr } = spawnSync(process.execPath, ['scripts/build.ts'], { cwd: folder, encoding: 'utf8' })
  assert.equal(status, 0, stderr)
  assert.match(stderr, /^The web portal was not built: .*\n.*it runs from its sources\.\n$/)
})
