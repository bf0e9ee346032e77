import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { portalPaths } from '../../server/src/http/pages/portal-pages.ts'

const app = join(import.meta.dirname, '../src/app')

test('the server answers at every path of the portal’s pages', () => {
  const pages = readFileSync(join(app, 'pages.tsx'), 'utf8')
  const paths = [...pages.matchAll(/^\s+(?:page|outside)\(\s*'([^']+)'/gm)].map(([, path]) => path ?? '')
  assert.ok(paths.length > 5)
  for (const path of paths) assert.ok(portalPaths.includes(path.replaceAll('$', ':')), path)
})

test('the sidebar leads to pages that there are', () => {
  const items = readFileSync(join(app, 'navigation.ts'), 'utf8')
  for (const [, path] of items.matchAll(/path: '([^']+)'/g)) assert.ok(portalPaths.includes(path ?? ''), path)
})
