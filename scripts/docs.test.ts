import assert from 'node:assert/strict'
import { appendFileSync, cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { catalogue } from '../packages/server/src/problems/catalogue.ts'
import { staleDocuments } from './docs.ts'
import { migrationsIndex } from './migrations-index.ts'

const root = join(import.meta.dirname, '..')
const copy = mkdtempSync(join(tmpdir(), 'portico-docs-'))
after(() => rmSync(copy, { recursive: true }))

test('the documents that are made from the code are up to date', async () => {
  assert.deepEqual(await staleDocuments(root), [])
})

test('a page that is missing or stale is found', async () => {
  const folders = ['docs', 'packages/server/src/db/migrations', 'packages/server/src/config', 'packages/portal/src/app']
  for (const folder of folders) cpSync(join(root, folder), join(copy, folder), { recursive: true })
  appendFileSync(join(copy, 'packages/portal/src/app/pages.tsx'), "page('/new-things/$key', {")
  writeFileSync(join(copy, 'packages/server/src/db/migrations/0099-new-things.ts'), '')
  rmSync(join(copy, 'docs/problems.md'))
  appendFileSync(join(copy, 'docs/permissions.md'), 'more\n')
  assert.deepEqual(
    (await staleDocuments(copy)).map((line) => line.split(':', 2).join(':')),
    [
      'docs/permissions.md: is stale',
      'docs/problems.md: is missing',
      'packages/server/src/db/migrations/index.ts: is stale',
      'packages/server/src/config/portal-page-names.ts: is stale',
    ],
  )
})

test('the list of migrations has a new one under its name', () => {
  const [, text] = migrationsIndex(copy)
  assert.match(text, /import \{ newThings \} from '.\/0099-new-things.ts'/)
  assert.match(text, / {2}'0099-new-things': newThings\(engine\),\n\}\)/)
})

test('docs/problems.md has a row for each problem, with its status, title and help', async () => {
  const page = readFileSync(join(root, 'docs/problems.md'), 'utf8')
  for (const [name, { code, status, title, help }] of Object.entries(catalogue)) {
    const rows = page.split('\n').filter((line) => line.includes(`\`${code}\`<br>\`${name}\``))
    assert.equal(rows.length, 1, code)
    assert.ok(rows[0]?.includes(`| ${status} | **${title}.** ${help.slice(0, 12)}`), code)
  }
})
