import assert from 'node:assert/strict'
import { test } from 'node:test'
import { checkUnusedTypes } from './check-unused-types.ts'
import { sourceFile } from './source-file.ts'

const exporting = 'packages/server/src/db/rows.ts'
const found = (importer: string, path = exporting): number =>
  checkUnusedTypes([
    sourceFile(path, 'export const readRow = 1\nexport interface Packed {}\nexport type Rows = 1'),
    sourceFile('packages/server/src/app.test.ts', importer),
  ]).length

test('an exported type that another file imports may stay', () => {
  assert.equal(found("import { type Packed, readRow } from './db/rows.ts'"), 0)
  assert.equal(found("import type {\n  Other,\n  Packed as Renamed,\n} from './db/rows.ts'"), 0)
  assert.equal(found("export type { Packed } from './db/rows.ts'"), 0)
  assert.equal(found("const packed: import('./db/rows.ts').Packed = {}"), 0)
  assert.equal(found('', 'packages/sdk/src/rows.ts'), 0)
})

test('one that no other file imports is found, also where an importer has the word', () => {
  assert.equal(found(''), 1)
  assert.equal(found("import { readRow } from './db/rows.ts'\n// As Packed says\n"), 1)
  assert.equal(found("import { readRow } from './db/rows.ts'\n\ninterface Packed {}\nconst text = 'Packed'"), 1)
  assert.equal(found("import { readRow } from './db/rows.ts'\nimport type { Packed } from './other.ts'"), 1)
  assert.equal(found("import { readRow, other as Packed } from './db/rows.ts'"), 1)
})
