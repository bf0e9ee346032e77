import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'

test('every row of the conformance list names a test that exists', () => {
  const list = readFileSync(new URL('../../../../../docs/openid-conformance.md', import.meta.url), 'utf8')
  const rows = [...list.matchAll(/\| `([\w.-]+)`: (.+) \|$/gm)]
  assert.ok(rows.length >= 20)
  for (const [, file = '', name = ''] of rows) {
    const source = readFileSync(new URL(file, import.meta.url), 'utf8')
    assert.ok(source.includes(`test('${name}'`), `${file} has no test '${name}'`)
  }
})
