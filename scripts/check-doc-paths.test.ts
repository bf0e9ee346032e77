import assert from 'node:assert/strict'
import { globSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { checkDocPaths } from './check-doc-paths.ts'

const root = join(import.meta.dirname, '..')
const temporary = mkdtempSync(join(tmpdir(), 'portico-doc-paths-'))
after(() => rmSync(temporary, { recursive: true }))

test('every path, function and link in the documents exists', () => {
  const documents = globSync(['*.md', 'docs/**/*.md', 'packages/*/*.md', 'examples/*.md', 'bench/*.md'], { cwd: root })
  assert.ok(documents.length > 20)
  assert.deepEqual(checkDocPaths(root, documents), [])
})

test('the table of wings in docs/architecture.md has every wing and every room', () => {
  const modules = join(root, 'packages/server/src/modules')
  const foldersIn = (folder: string) =>
    readdirSync(folder, { withFileTypes: true }).flatMap((entry) => (entry.isDirectory() ? [entry.name] : []))
  const tree = foldersIn(modules).map((wing) => [wing, foldersIn(join(modules, wing)).sort()])
  const text = readFileSync(join(root, 'docs/architecture.md'), 'utf8')
  const [, table = ''] = /^\| Wing \| Rooms \|\n.*\n((?:\|.*\n)+)/m.exec(text) ?? []
  const rows = table.trim().split('\n')
  const told = rows.map((row) => [...row.matchAll(/`([\w-]+)`/g)].map(([, name = '']) => name))
  assert.deepEqual(Object.fromEntries(told.map(([wing, ...rooms]) => [wing, rooms.sort()])), Object.fromEntries(tree))
})

test('what is not there is found', () => {
  const [room, docs] = [join(temporary, 'packages/server/src/modules/users'), join(temporary, 'docs')]
  for (const folder of [room, docs]) mkdirSync(folder, { recursive: true })
  writeFileSync(join(room, 'users-routes.ts'), 'export const userRoutes = 1')
  writeFileSync(join(docs, 'other.md'), '# Some heading: with signs\n')
  writeFileSync(
    join(docs, 'page.md'),
    [
      'Good: `modules/users/users-routes.ts`, `users-routes.ts`, `modules/users/`, `<x>-routes.ts`, `data/`, `GET /users`, `userRoutes()`',
      '[good](other.md#some-heading-with-signs) [good](https://example.com/nothing.md)',
      'Bad: `modules/groups/groups-routes.ts`, `nothing.ts`, `modules/groups/`, `<x>-service.ts`, `listUsers()`',
      '[bad](nothing.md) [bad](other.md#nothing)',
      '```\n`in/a/block.ts`\n```',
    ].join('\n'),
  )
  assert.deepEqual(checkDocPaths(temporary, ['docs/page.md']), [
    'docs/page.md: there is no modules/groups/groups-routes.ts',
    'docs/page.md: there is no nothing.ts',
    'docs/page.md: there is no modules/groups/',
    'docs/page.md: there is no <x>-service.ts',
    'docs/page.md: there is no function listUsers',
    'docs/page.md: links to nothing.md, which does not exist',
    'docs/page.md: other.md#nothing: there is no such heading',
  ])
})
