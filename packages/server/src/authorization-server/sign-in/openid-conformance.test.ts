import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'

test('every row of the conformance list names a test that exists', () => {
  const list = readFileSync(new URL('../../../../../docs/openid-conformance.md', import.meta.url), 'utf8')
  const rows = [...list.matchAll(/\| `([\w.-]+)`: (.+) \|$/gm)]
  assert.ok(rows.length >= 20)
  for (const [, file = '', name = ''] of rows) {
    const [path = file] = globSync(`**/${file}`, { cwd: import.meta.dirname })
    const source = readFileSync(join(import.meta.dirname, path), 'utf8')
    assert.ok(source.includes(`test('${name}'`), `${file} has no test '${name}'`)
  }
})
