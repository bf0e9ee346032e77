import assert from 'node:assert/strict'
import { join } from 'node:path'
import { test } from 'node:test'
import { checkBoundaries, readProject } from './boundaries.ts'
import { checkServerSizes, sizesOf } from './check-sizes.ts'
import { readImports } from './read-imports.ts'
import { sourceFile } from './source-file.ts'

/** The violations in these files. Paths are those in packages/server/src, unless they begin with packages or scripts. */
function check(files: Record<string, string>): string[] {
  const server = 'packages/server/src/'
  const full = (path: string) => (/^(?:packages|scripts)\//.test(path) ? path : server + path)
  const sources = Object.entries(files).map(([path, text]): [string, string] => [full(path), text])
  return checkBoundaries(new Map(sources))
    .filter((violation) => !violation.includes(' of lines is '))
    .map((violation) => violation.replaceAll(server, ''))
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
    'main.ts': importing(
      './stop-server.ts',
      './load-whole-server.ts',
      './token-app.ts',
      './token-context.ts',
      './config/config.ts',
      './modules/set-up/first-start/first-start.ts',
    ),
    'stop-server.ts': importing('./load-whole-server.ts', './token-context.ts', './http/listening.ts'),
    'load-whole-server.ts': importing('./app.ts', './context.ts', './base-app.ts', './token-context.ts'),
    'token-app.ts': importing('./base-app.ts', './token-context.ts', './authorization-server/endpoints.ts'),
    'base-app.ts': importing('./token-context.ts', './http/api/routes.ts'),
    'app.ts': importing(
      './base-app.ts',
      './context.ts',
      './modules/directory/directory-routes.ts',
      './access/guard.ts',
      './authorization-server/endpoints.ts',
      './http/api/routes.ts',
      './modules/directory/directory.ts',
      './modules/wing.ts',
    ),
    'context.ts': importing(
      './token-context.ts',
      './db/database.ts',
      './modules/directory/directory.ts',
      './access/guard.ts',
    ),
    'token-context.ts': importing('./db/database.ts', './modules/foundation/foundation.ts'),
    'modules/directory/directory-routes.ts': importing('./users/users-routes.ts', './directory.ts'),
    'access/guard.ts': importing(
      '../modules/foundation/permissions/principal.ts',
      '../http/api/routes.ts',
      './token.ts',
    ),
    'authorization-server/endpoints.ts': importing('oidc-provider', '../modules/api-clients/clients/get-api-client.ts'),
    'modules/directory/directory.ts': importing(
      './users/users-routes.ts',
      '../foundation/foundation.ts',
      '../wing.ts',
      '../../http/api/routes.ts',
    ),
    'modules/directory/users/users-routes.ts': importing('./delete-user.ts'),
    'modules/directory/users/delete-user.ts': importing(
      './users-repository.ts',
      '../groups/group.ts',
      '../../foundation/audit/record-change.ts',
      '../../members/organization-roles/role.ts',
      '../../../db/keys.ts',
    ),
    'http/api/routes.ts': importing('../../problems/problem.ts', '../../config/clock.ts', 'fastify'),
    'db/postgres.ts': importing('pg', 'kysely'),
    'db/sqlite.ts': importing('node:sqlite'),
  }
  assert.deepEqual(check(files), [])
})

const floors: [string, string, string][] = [
  ['app.ts', './main.ts', 'app may not import main'],
  ['main.ts', './app.ts', 'main may not import app'],
  ['main.ts', './access/guard.ts', 'main may not import access'],
  ['token-app.ts', './context.ts', 'token-app may not import context'],
  ['token-context.ts', './context.ts', 'token-context may not import context'],
  ['context.ts', './app.ts', 'context may not import app'],
  ['context.ts', './http/routes.ts', 'context may not import http'],
  ['access/guard.ts', '../authorization-server/mount.ts', 'access may not import authorization-server'],
  ['authorization-server/mount.ts', '../access/guard.ts', 'authorization-server may not import access'],
  ['modules/directory/users/user.ts', '../../../context.ts', 'modules may not import context'],
  ['modules/directory/users/user.ts', '../../../access/guard.ts', 'modules may not import access'],
  ['http/paging.ts', '../modules/directory/users/users-schemas.ts', 'http may not import modules'],
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
  const violation = ['db/b.ts: imports http/b.ts: db may not import http']
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
    assert.deepEqual(check({ ...target, 'db/b.ts': text }), violation, text)
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

test('a file on no floor and a wing without a place are asked for one', () => {
  assert.deepEqual(check({ 'attic/a.ts': importing('../db/keys.ts') }), [
    'attic/a.ts: attic is on no floor: give it one in scripts/check-imports.ts',
  ])
  assert.deepEqual(check({ 'modules/attic/boxes/a.ts': importing('../../directory/users/user.ts') }), [
    'modules/attic/boxes/a.ts: wing attic has no place: give it one in scripts/check-imports.ts',
  ])
})

const upward: [string, string][] = [
  ['foundation', 'applications'],
  ['applications', 'members'],
  ['members', 'api-clients'],
  ['members', 'directory'],
  ['api-clients', 'directory'],
  ['directory', 'api-clients'],
  ['directory', 'sign-in'],
  ['sign-in', 'set-up'],
]

for (const [wing, other] of upward) {
  test(`${wing} may not use ${other}`, () => {
    const path = `modules/${wing}/room/a.ts`
    assert.deepEqual(check({ [path]: importing(`../../${other}/room/b.ts`) }), [
      `${path}: imports modules/${other}/room/b.ts: ${wing} may not use ${other}`,
    ])
  })
}

test('every wing may use foundation, and set-up all of them', () => {
  const wings = ['foundation', 'applications', 'members', 'api-clients', 'directory', 'sign-in', 'set-up']
  for (const wing of wings) {
    assert.deepEqual(check({ [`modules/${wing}/room/a.ts`]: importing('../../foundation/audit/record-change.ts') }), [])
    assert.deepEqual(check({ 'modules/set-up/sample/a.ts': importing(`../../${wing}/room/b.ts`) }), [])
  }
})

test('the rooms of a wing form no circle', () => {
  const files = {
    'modules/directory/users/a.ts': importing('../groups/b.ts'),
    'modules/directory/users/c.ts': '',
    'modules/directory/groups/b.ts': '',
    'modules/directory/groups/d.ts': importing('../users/c.ts'),
  }
  assert.deepEqual(check(files), [
    'modules/directory/users: rooms go in a circle: directory/users → directory/groups → directory/users',
  ])
  assert.deepEqual(check({ ...files, 'modules/directory/groups/d.ts': importing('../../foundation/audit/c.ts') }), [])
})

test('a repository belongs to its room', () => {
  const rule = 'imports modules/directory/groups/groups-repository.ts: a repository belongs to its room'
  const path = 'modules/directory/users/delete-user.ts'
  assert.deepEqual(check({ [path]: importing('../groups/groups-repository.ts') }), [`${path}: ${rule}`])
  const command = importing('../../server/src/modules/directory/groups/groups-repository.ts')
  assert.deepEqual(check({ 'packages/cli/src/main.ts': command }), [`packages/cli/src/main.ts: ${rule}`])
})

test('only assemblies import routes files', () => {
  const routes = 'modules/directory/users/users-routes.ts'
  for (const [path, name] of [
    ['main.ts', `./${routes}`],
    ['modules/directory/groups/a.ts', '../users/users-routes.ts'],
    ['modules/sign-in/sign-in.ts', '../directory/users/users-routes.ts'],
  ] as const) {
    const fault = `${path}: imports ${routes}: only assemblies import routes files`
    assert.deepEqual(check({ [path]: importing(name) }), path.startsWith('modules/sign-in') ? [] : [fault])
  }
})

test('app.ts and context.ts know assemblies and no room', () => {
  for (const name of ['app', 'context', 'token-context']) {
    assert.deepEqual(check({ [`${name}.ts`]: importing('./modules/directory/users/user.ts') }), [
      `${name}.ts: imports modules/directory/users/user.ts: ${name}.ts knows the wings' assemblies, and no room`,
    ])
  }
})

test('rooms do not know assemblies', () => {
  assert.deepEqual(check({ 'modules/directory/users/a.ts': importing('../directory.ts') }), [
    'modules/directory/users/a.ts: imports modules/directory/directory.ts: rooms are put together by assemblies, and do not know them',
  ])
})

test('routes know nothing of access', () => {
  assert.deepEqual(check({ 'modules/directory/users/users-routes.ts': importing('../../../access/guard.ts') }), [
    'modules/directory/users/users-routes.ts: imports access/guard.ts: routes declare their permission and know nothing of access',
  ])
})

test('oidc-provider and the database drivers have one home each', () => {
  assert.deepEqual(check({ 'access/a.ts': importing('oidc-provider/lib/x.js', 'pg', 'node:sqlite') }), [
    'access/a.ts: imports oidc-provider: only authorization-server/ does',
    'access/a.ts: imports pg: only db/ does',
    'access/a.ts: imports node:sqlite: only db/ does',
  ])
  assert.deepEqual(check({ 'packages/cli/src/a.ts': importing('pg') }).length, 1)
})

test('the portal knows servers through the SDK alone', () => {
  const portal = 'packages/portal/src/api/apis.ts'
  const fine = ['@portico/sdk', '@portico/sdk/generated/identity.ts', './transport.ts', 'openapi-fetch']
  assert.deepEqual(check({ [portal]: importing(...fine) }), [])
  for (const name of ['@portico/server/main.ts', '../../../cli/src/main.ts']) {
    assert.match(check({ [portal]: importing(name) })[0] ?? '', /: the portal knows servers through the SDK/, name)
  }
})

test('the server stands alone', () => {
  for (const name of ['../../cli/src/main.ts', '@portico/cli', '@portico/cli/main.ts']) {
    const [violation] = check({ 'main.ts': importing(name) })
    assert.match(violation ?? '', /^main\.ts: imports packages\/cli\/src\/.*: the server stands alone$/)
  }
})

test('the SDK depends on openapi-fetch alone, and commands for servers elsewhere know only the SDK', () => {
  const sdk = 'packages/sdk/src/a.ts'
  assert.deepEqual(check({ [sdk]: importing('./b.ts', 'openapi-fetch'), 'packages/sdk/src/b.ts': '' }), [])
  for (const name of ['node:fs', 'undici', '@portico/server/problems/catalogue.ts', '../../cli/src/main.ts']) {
    assert.match(check({ [sdk]: importing(name) })[0] ?? '', /: the SDK (?:runs in browsers too|stands alone)/, name)
  }
  assert.deepEqual(check({ 'packages/sdk/src/users-csv/read-csv.ts': importing('csv-parse') }), [])
  const command = 'packages/cli/src/remote/a.ts'
  assert.deepEqual(check({ [command]: importing('@portico/sdk', '../print.ts', 'node:fs') }), [])
  assert.equal(check({ [command]: importing('@portico/server/config/config.ts') }).length, 1)
})

test('only db asks which database runs', () => {
  const rule = 'asks which database runs: only db does'
  assert.deepEqual(check({ 'http/a.ts': "if (engine === 'postgres') go()" }), [`http/a.ts: ${rule}`])
  assert.deepEqual(check({ 'http/a.ts': "switch (x) { case 'sqlite': }" }), [`http/a.ts: ${rule}`])
  assert.deepEqual(check({ 'modules/members/a.ts': importing('../../db/is-postgres.ts') }), [
    `modules/members/a.ts: ${rule}`,
  ])
  assert.deepEqual(check({ 'http/a.ts': 'adapter instanceof PostgresAdapter' }), [`http/a.ts: ${rule}`])
  assert.deepEqual(check({ 'db/a.ts': "if (engine === 'postgres') go()" }), [])
})

test('a type is exported where another file imports it', () => {
  const type = 'export interface Group {}\nexport const groupsRead = []\n'
  const rule = 'db/groups-read.ts: no other file imports the type Group: do not export it'
  const importing = (what: string) => ({ 'db/b.ts': `import { ${what} } from './groups-read.ts'\n` })
  assert.deepEqual(check({ 'db/groups-read.ts': type, ...importing('groupsRead') }), [rule])
  assert.deepEqual(check({ 'db/groups-read.ts': type, ...importing('type Group') }), [])
  assert.deepEqual(check({ 'db/group.ts': 'export interface Group {}\n' }), [])
})

test('imports that go in a circle are shown with the whole circle', () => {
  const files = { 'db/a.ts': importing('./b.ts'), 'db/b.ts': importing('./c.ts'), 'db/c.ts': importing('./a.ts') }
  assert.deepEqual(check(files), ['db/a.ts: imports go in a circle: db/a.ts → db/b.ts → db/c.ts → db/a.ts'])
})

test('names say what is inside', () => {
  for (const name of ['utils/text.ts', 'http/helpers.ts', 'modules/directory/common/a.ts', 'db/date-utils.ts']) {
    assert.match(check({ [name]: '' })[0] ?? '', /: nothing is named [\w-]+: say what is inside$/, name)
  }
  assert.equal(check({ 'packages/server/test/helpers/a.ts': '' }).length, 1)
})

test('files stop at 300 lines, tests excepted', () => {
  assert.deepEqual(check({ 'db/a.ts': 'x\n'.repeat(300) }), [])
  assert.deepEqual(check({ 'db/a.ts': 'x\n'.repeat(301) }), ['db/a.ts: has 301 lines: files stop at 300'])
  assert.deepEqual(check({ 'db/a.test.ts': 'x\n'.repeat(301) }), [])
})

test('context.ts stops at 150 lines and app.ts at 200', () => {
  assert.deepEqual(check({ 'context.ts': 'x\n'.repeat(150), 'app.ts': 'x\n'.repeat(200) }), [])
  assert.deepEqual(check({ 'context.ts': 'x\n'.repeat(151), 'app.ts': 'x\n'.repeat(201) }), [
    'context.ts: has 151 lines: it stops at 150',
    'app.ts: has 201 lines: it stops at 200',
  ])
})

test('half of the files of the server have at most 60 lines, nine of ten at most 160', () => {
  const files = (...lines: number[]) =>
    lines.map((count, index) => sourceFile(`packages/server/src/db/${index}.ts`, 'x\n'.repeat(count)))
  assert.deepEqual(checkServerSizes(files(60, 60, 160)), [])
  assert.deepEqual(checkServerSizes(files(10, 61, 161)), [
    'packages/server/src: the median of lines is 61: it stops at 60',
    'packages/server/src: the p90 of lines is 161: it stops at 160',
  ])
})

test('the sizes of files are counted, the middle one and the one at nine tenths', () => {
  const files = Array.from({ length: 10 }, (_, index) => sourceFile(`${index}.ts`, 'x\n'.repeat((index + 1) * 10)))
  assert.deepEqual(sizesOf(files), { files: 10, median: 50, p90: 90, max: 100 })
  assert.deepEqual(sizesOf([]), { files: 0, median: 0, p90: 0, max: 0 })
})

test('tests may import what they like, and only they import tests', () => {
  const text = importing('../access/guard.ts', 'pg', '@portico/testing/server.ts')
  assert.deepEqual(
    check({ 'db/a.test.ts': text, 'packages/server/test/support/clock.ts': text, 'packages/testing/src/a.ts': text }),
    [],
  )
  for (const name of ['../test/support/server.ts', '@portico/testing/server.ts']) {
    assert.match(
      check({ 'main.ts': importing(name) })[0] ?? '',
      /^main\.ts: imports packages\/.*: only tests import tests$/,
    )
  }
})
