import assert from 'node:assert/strict'
import { appendFileSync, cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { staleDocuments } from './docs.ts'

const root = join(import.meta.dirname, '..')
const copy = mkdtempSync(join(tmpdir(), 'portico-docs-'))
after(() => rmSync(copy, { recursive: true }))

test('the documents that are made from the code are up to date', async () => {
  assert.deepEqual(await staleDocuments(root), [])
})

test('a page that is missing, stale or left over is found', async () => {
  cpSync(join(root, 'docs'), join(copy, 'docs'), { recursive: true })
  cpSync(join(root, 'README.md'), join(copy, 'README.md'))
  rmSync(join(copy, 'docs/problems/PTC-USR-40401.md'))
  appendFileSync(join(copy, 'docs/permissions.md'), 'more\n')
  writeFileSync(join(copy, 'docs/problems/PTC-OLD-40001.md'), '')
  assert.deepEqual(
    (await staleDocuments(copy)).map((line) => line.split(':', 2).join(':')),
    [
      'docs/permissions.md: is stale',
      'docs/problems/PTC-USR-40401.md: is missing',
      'docs/problems/PTC-OLD-40001.md: is left over, no problem has this code',
    ],
  )
})
