import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
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
