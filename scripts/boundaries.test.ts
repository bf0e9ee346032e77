import assert from 'node:assert/strict'
import { join } from 'node:path'
import { test } from 'node:test'
import { checkBoundaries, readProject } from './boundaries.ts'
import { readImports } from './imports.ts'

/** The violations in these files. Paths are those in packages/server/src, unless they begin with packages or scripts. */
function check(files: Record<string, string>): string[] {
  const server = 'packages/server/src/'
  const full = (path: string) => (/^(?:packages|scripts)\//.test(path) ? path : server + path)
  const sources = Object.entries(files).map(([path, text]): [string, string] => [full(path), text])
  return checkBoundaries(new Map(sources)).map((violation) => violation.replaceAll(server, ''))
}

/** A file that imports these. */
function importing(...names: string[]): string {
  return names.map((name) => `import { x } from '${name}'\n`).join('')
}

test('the project keeps its rules', () => {
  assert.deepEqual(checkBoundaries(readProject(join(import.meta.dirname, '..'))), [])
})

test('imports that go down are fine', () => {
  const files = {
    'main.ts': importing('./app.ts', './context.ts', './config/config.ts'),
    'app.ts': importing('./context.ts', './access/guard.ts', './oidc/endpoints.ts', './modules/users/users-routes.ts'),
    'context.ts': importing('./db/database.ts', './modules/users/users-service.ts', './access/guard.ts'),
    'access/guard.ts': importing('../modules/permissions/principal.ts', '../http/routes.ts', './token.ts'),
    'oidc/endpoints.ts': importing('oidc-provider', '../modules/api-clients/api-clients-service.ts'),
    'modules/users/users-service.ts': importing(
      '../groups/groups-service.ts',
      './users-repository.ts',
      '../../db/keys.ts',
    ),
    'modules/groups/groups-service.ts': importing(
      '../organizations/organizations-service.ts',
      '../audit/audit-service.ts',
    ),
    'http/routes.ts': importing('../problems/problem.ts', '../config/clock.ts', 'fastify'),
    'db/postgres.ts': importing('pg', 'kysely'),
    'db/sqlite.ts': importing('node:sqlite'),
  }
  assert.deepEqual(check(files), [])
})

const floors: [string, string, string][] = [
  ['app.ts', './main.ts', 'app may not import main'],
  ['context.ts', './app.ts', 'context may not import app'],
  ['context.ts', './http/routes.ts', 'context may not import http'],
  ['access/guard.ts', '../oidc/endpoints.ts', 'access may not import oidc'],
  ['oidc/endpoints.ts', '../access/guard.ts', 'oidc may not import access'],
  ['modules/users/users-service.ts', '../../context.ts', 'modules may not import context'],
  ['modules/users/users-service.ts', '../../access/guard.ts', 'modules may not import access'],
  ['http/paging.ts', '../modules/users/users-schemas.ts', 'http may not import modules'],
  ['db/database.ts', '../http/paging.ts', 'db may not import http'],
  ['config/config.ts', '../db/database.ts', 'config may not import db'],
  ['problems/problem.ts', '../config/config.ts', 'problems may not import config'],
]

for (const [path, name, rule] of floors) {
  test(`${rule}`, () => {
    const [violation, ...others] = check({ [path]: importing(name) })
    assert.ok(violation?.startsWith(`${path}: imports `) && violation.endsWith(`: ${rule}`), violation)
    assert.deepEqual(others, [])
  })
}

test('a type counts like a value, and so do exports and imports in the middle of the code', () => {
  const violation = ['db/a.ts: imports http/b.ts: db may not import http']
  const target = { 'http/b.ts': '' }
  for (const text of [
    "import type { B } from '../http/b.ts'",
    "import {\n  type B,\n  // of the web\n  c,\n} from '../http/b.ts'",
    "import '../http/b.ts'",
    "export * from '../http/b.ts'",
    "export type { B } from '../http/b.ts'",
    "const b = await import('../http/b.ts')",
    "type B = import('../http/b.ts').B",
  ]) {
    assert.deepEqual(check({ ...target, 'db/a.ts': text }), violation, text)
  }
})

test('text that only looks like an import is none', () => {
  const text = [
    "// import { a } from './comment.ts'",
    "/*\nimport { b } from './comment.ts'\n*/",
    "const url = 'https://x' // import('./comment.ts')",
    "import c from './real.ts'",
  ]
  assert.deepEqual(readImports('scripts/a.ts', text.join('\n')), ['scripts/real.ts'])
})

test('a file on no floor and a module without a place are asked for one', () => {
  assert.deepEqual(check({ 'attic/a.ts': importing('../db/keys.ts') }), [
    'attic/a.ts: attic is on no floor: give it one in scripts/boundaries.ts',
  ])
  assert.deepEqual(check({ 'modules/attic/a.ts': importing('../users/users-service.ts') }), [
    'modules/attic/a.ts: module attic has no place: give it one in scripts/boundaries.ts',
  ])
})

const modules: [string, string][] = [
  ['organizations', 'portfolios'],
  ['portfolios', 'assets'],
  ['assets', 'application-roles'],
  ['application-roles', 'groups'],
  ['groups', 'users'],
  ['organization-roles', 'api-clients'],
  ['permissions', 'organization-roles'],
  ['permissions', 'audit'],
  ['users', 'setup'],
  ['users', 'api-clients'],
]

for (const [module, other] of modules) {
  test(`${module} may not use ${other}`, () => {
    const path = `modules/${module}/${module}-service.ts`
    const target = `modules/${other}/${other}-service.ts`
    assert.deepEqual(check({ [path]: importing(`../${other}/${other}-service.ts`) }), [
      `${path}: imports ${target}: ${module} may not use ${other}`,
    ])
  })
}

test('every module may use audit and permissions', () => {
  for (const module of ['users', 'api-clients', 'tokens', 'signing-keys', 'identity-providers', 'setup']) {
    const text = importing('../audit/audit-service.ts', '../permissions/principal.ts')
    assert.deepEqual(check({ [`modules/${module}/a.ts`]: text }), [])
  }
})

test('a repository belongs to its module', () => {
  const rule = 'imports modules/groups/groups-repository.ts: a repository belongs to its module'
  const text = importing('../groups/groups-repository.ts')
  assert.deepEqual(check({ 'modules/users/users-service.ts': text }), [`modules/users/users-service.ts: ${rule}`])
  const command = importing('../../server/src/modules/groups/groups-repository.ts')
  assert.deepEqual(check({ 'packages/cli/src/main.ts': command }), [`packages/cli/src/main.ts: ${rule}`])
})

test('only app.ts imports routes files', () => {
  const rule = 'imports modules/users/users-routes.ts: only app.ts imports routes files'
  assert.deepEqual(check({ 'context.ts': importing('./modules/users/users-routes.ts') }), [`context.ts: ${rule}`])
})

test('routes know nothing of access', () => {
  assert.deepEqual(check({ 'modules/users/users-routes.ts': importing('../../access/guard.ts') }), [
    'modules/users/users-routes.ts: imports access/guard.ts: routes declare their permission and know nothing of access',
  ])
})

test('oidc-provider and the database drivers have one home each', () => {
  assert.deepEqual(check({ 'access/a.ts': importing('oidc-provider/lib/x.js', 'pg', 'node:sqlite') }), [
    'access/a.ts: imports oidc-provider: only oidc/ does',
    'access/a.ts: imports pg: only db/ does',
    'access/a.ts: imports node:sqlite: only db/ does',
  ])
  assert.deepEqual(check({ 'packages/cli/src/a.ts': importing('pg') }).length, 1)
})

test('the portal knows servers by the generated types alone', () => {
  const portal = 'packages/portal/src/api/client.ts'
  const fine = ['@portico/sdk/generated/identity.ts', './transport.ts', 'openapi-fetch']
  assert.deepEqual(check({ [portal]: importing(...fine) }), [])
  for (const name of ['@portico/sdk', '@portico/server/main.ts', '../../../cli/src/main.ts']) {
    assert.match(check({ [portal]: importing(name) })[0] ?? '', /: the portal knows servers by the SDK's/, name)
  }
})

test('the server stands alone', () => {
  for (const name of ['../../cli/src/main.ts', '@portico/cli', '@portico/cli/main.ts']) {
    const [violation] = check({ 'main.ts': importing(name) })
    assert.match(violation ?? '', /^main\.ts: imports packages\/cli\/src\/.*: the server stands alone$/)
  }
})

test('the SDK takes nothing along but openapi-fetch, and commands for servers elsewhere know only the SDK', () => {
  const sdk = 'packages/sdk/src/a.ts'
  assert.deepEqual(check({ [sdk]: importing('./b.ts', 'openapi-fetch'), 'packages/sdk/src/b.ts': '' }), [])
  for (const name of ['node:fs', 'undici', '@portico/server/problems/catalogue.ts', '../../cli/src/main.ts']) {
    assert.match(check({ [sdk]: importing(name) })[0] ?? '', /: the SDK (?:runs in browsers too|stands alone)/, name)
  }
  const command = 'packages/cli/src/remote/a.ts'
  assert.deepEqual(check({ [command]: importing('@portico/sdk', '../output.ts', 'node:fs') }), [])
  assert.equal(check({ [command]: importing('@portico/server/config/config.ts') }).length, 1)
})

test('only db asks which database runs', () => {
  const rule = 'asks which database runs: only db does'
  assert.deepEqual(check({ 'http/a.ts': "if (engine === 'postgres') go()" }), [`http/a.ts: ${rule}`])
  assert.deepEqual(check({ 'http/a.ts': "switch (x) { case 'sqlite': }" }), [`http/a.ts: ${rule}`])
  assert.deepEqual(check({ 'db/a.ts': "if (engine === 'postgres') go()" }), [])
})

test('imports that go in a circle are shown with the whole circle', () => {
  const files = { 'db/a.ts': importing('./b.ts'), 'db/b.ts': importing('./c.ts'), 'db/c.ts': importing('./a.ts') }
  assert.deepEqual(check(files), ['db/a.ts: imports go in a circle: db/a.ts → db/b.ts → db/c.ts → db/a.ts'])
})

test('names say what is inside', () => {
  for (const name of ['utils/text.ts', 'http/helpers.ts', 'modules/users/common/a.ts', 'db/date-utils.ts']) {
    assert.match(check({ [name]: '' })[0] ?? '', /: nothing is named [\w-]+: say what is inside$/, name)
  }
  assert.equal(check({ 'packages/server/test/helpers/a.ts': '' }).length, 1)
})

test('files stop at 300 lines, tests excepted', () => {
  assert.deepEqual(check({ 'db/a.ts': 'x\n'.repeat(300) }), [])
  assert.deepEqual(check({ 'db/a.ts': 'x\n'.repeat(301) }), ['db/a.ts: has 301 lines: files stop at 300'])
  assert.deepEqual(check({ 'db/a.test.ts': 'x\n'.repeat(301) }), [])
})

test('tests may import what they like, and only they import tests', () => {
  const text = importing('../access/guard.ts', 'pg', '../../test/support/server.ts')
  assert.deepEqual(check({ 'db/a.test.ts': text, 'packages/server/test/support/server.ts': text }), [])
  assert.deepEqual(check({ 'main.ts': importing('../test/support/server.ts') }), [
    'main.ts: imports packages/server/test/support/server.ts: only tests import tests',
  ])
})
