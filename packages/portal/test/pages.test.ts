import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { readPortalPaths } from '../../server/src/http/pages/portal-pages.ts'

test('the build gives the server the path of each page', () => {
  const pages = readFileSync(join(import.meta.dirname, '../src/app/pages.tsx'), 'utf8')
  const paths = [...pages.matchAll(/^\s+(?:page|publicPage)\(\s*'([^']+)'/gm)].map(([, path]) => path ?? '')
  assert.ok(paths.length > 5)
  assert.deepEqual(
    readPortalPaths(join(import.meta.dirname, '../dist')),
    paths.map((path) => path.replaceAll('$', ':')),
  )
})

test('no form cuts what is pasted into a field: it is kept, and refused in words', () => {
  const source = join(import.meta.dirname, '../src')
  const cutting = globSync('{pages,components}/**/*.tsx', { cwd: source })
    .filter((file) => readFileSync(join(source, file), 'utf8').includes('maxLength'))
    .sort()
  // What is searched for is stored nowhere.
  assert.deepEqual(cutting, ['components/lists/search-field.tsx', 'pages/users/users-filters.tsx'])
})
