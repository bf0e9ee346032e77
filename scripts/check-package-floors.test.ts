import assert from 'node:assert/strict'
import { test } from 'node:test'
import { checkPackageFloors } from './check-package-floors.ts'

const check = (path: string, target: string, text = ''): string[] =>
  checkPackageFloors({ path: `packages/${path}`, text, imports: [`packages/${target}`] })

test('imports that go down are fine', () => {
  for (const [path, target] of [
    ['portal/src/main.tsx', 'portal/src/app/router.tsx'],
    ['portal/src/app/pages.tsx', 'portal/src/pages/users/users-page.tsx'],
    ['portal/src/pages/users/users-page.tsx', 'portal/src/pages/users/queries.ts'],
    ['portal/src/pages/users/import/import-run.ts', 'portal/src/pages/users/queries.ts'],
    ['portal/src/pages/users/users-page.tsx', 'portal/src/components/lists/data-table.tsx'],
    ['portal/src/components/forms/use-form.ts', 'portal/src/api/problem.ts'],
    ['portal/src/api/apis.ts', 'sdk/src/generated/identity.ts'],
    ['cli/src/program.ts', 'cli/src/commands/start.ts'],
    ['cli/src/remote/users.ts', 'cli/src/print.ts'],
    ['cli/src/commands/start.ts', 'server/src/main.ts'],
    ['server/src/db/database.ts', 'server/src/main.ts'],
  ] as const) {
    assert.deepEqual(check(path, target), [], `${path} → ${target}`)
  }
})

test('imports that go up, or beside, are found', () => {
  for (const [path, target, rule] of [
    ['portal/src/pages/users/users-page.tsx', 'portal/src/app/router.tsx', 'pages may not import app'],
    ['portal/src/components/lists/pager.tsx', 'portal/src/pages/users/queries.ts', 'components may not import pages'],
    ['portal/src/api/apis.ts', 'portal/src/components/forms/use-form.ts', 'api may not import components'],
    ['portal/src/app/router.tsx', 'portal/src/main.tsx', 'app may not import main'],
    ['portal/src/pages/users/users-page.tsx', 'portal/src/pages/groups/queries.ts', 'pages know no other area'],
    ['cli/src/commands/start.ts', 'cli/src/remote/lists.ts', 'commands may not import remote'],
    ['cli/src/remote/lists.ts', 'cli/src/commands/start.ts', 'remote may not import commands'],
    ['cli/src/print.ts', 'cli/src/remote/lists.ts', '* may not import remote'],
    ['cli/src/commands/start.ts', 'cli/src/program.ts', 'commands may not import program'],
  ] as const) {
    assert.deepEqual(check(path, target), [`packages/${path}: imports packages/${target}: ${rule}`])
  }
})

test('a folder of the portal that is on no floor is found', () => {
  assert.deepEqual(check('portal/src/lib/text.ts', 'portal/src/api/apis.ts'), [
    'packages/portal/src/lib/text.ts: lib is on no floor: give it one in scripts/check-package-floors.ts',
  ])
})

test('a query in a page is found', () => {
  const path = 'portal/src/pages/users/users-page.tsx'
  const rule = `packages/${path}: has a query: it belongs into its area's queries.ts`
  assert.deepEqual(check(path, 'portal/src/api/apis.ts', "useQuery({ queryKey: ['users'], queryFn })"), [rule])
  assert.deepEqual(check('portal/src/pages/users/queries.ts', 'portal/src/api/apis.ts', 'queryKey'), [])
})
