import assert from 'node:assert/strict'
import { test } from 'node:test'
import { checkFileName, checkThreadEntry, exportsOf, wordsOf } from './check-file-names.ts'
import { sourceFile } from './source-file.ts'

const room = 'packages/server/src/modules/directory/groups'
const names = (path: string, text: string): string[] => checkFileName(sourceFile(path, text))

const fine: [string, string][] = [
  [`${room}/delete-group.ts`, 'export function deleteGroup() {}'],
  [`${room}/delete-group.ts`, 'export async function deleteGroup() {}\nexport interface Deleted {}'],
  [`${room}/group.ts`, 'export interface Group {}'],
  [`${room}/groups-schemas.ts`, 'export const GroupDetails = {}\nexport const Claim = {}'],
  [`${room}/claim-mappings-repository.ts`, 'export const lockMapping = 1\nexport const countAll = 2'],
  [`${room}/groups-schemas.ts`, 'export const Members = 1'],
  [`${room}/group-users-routes.ts`, 'export const groupUserRoutes = 1'],
  [`${room}/role-words.ts`, 'export const roleInWords = 1\nexport const other = 2'],
  [`${room}/group-rules.ts`, 'export const longestName = 1\nexport const requireGroup = 2'],
  ['packages/server/src/modules/foundation/mail/mail-worker.ts', 'export const createMailWorker = 1'],
  ['packages/server/src/modules/directory/directory.ts', 'export function openDirectory() {}\nexport const x = 1'],
  ['packages/server/src/modules/applications/applications.ts', 'export const applicationsRoutes = 1'],
  ['packages/server/src/http/health.ts', 'export function serveHealth() {}'],
  ['packages/server/src/http/api/openapi.ts', 'export function publishOpenApi() {}'],
  ['packages/server/src/db/keys.ts', 'export const newKey = 1\nexport const normalKey = 2'],
  ['packages/server/src/db/migrations/0001-tables.ts', 'export const up = 1'],
  ['packages/server/src/db/schema/members-schema.ts', 'export interface SessionTable {}'],
  ['packages/cli/src/commands/keys.ts', 'export const keysCommand = 1'],
  ['packages/cli/src/main.ts', 'export const anything = 1'],
  ['packages/portal/src/components/item-link.tsx', 'export function ItemLink() {}'],
  ['packages/portal/src/pages/groups/queries.ts', 'export const groupQuery = 1\nexport const x = 2'],
  ['packages/portal/src/api/shared-queries.ts', 'export const environmentsQuery = 1\nexport const usersQuery = 2'],
  ['packages/portal/vite.config.ts', ''],
]

for (const [path, text] of fine) {
  test(`${path} may export ${text.replaceAll('\n', '; ')}`, () => assert.deepEqual(names(path, text), []))
}

const wrong: [string, string, string][] = [
  [`${room}/group-removal.ts`, 'export function deleteGroup() {}', 'deleteGroup'],
  [`${room}/groups-service.ts`, 'export const a = 1\nexport const lockGroup = 2', 'a, lockGroup'],
  [`${room}/member-rules.ts`, 'export const a = 1\nexport const lockGroup = 2', 'a, lockGroup'],
  [`${room}/claim-mappings-repository.ts`, 'export const selectUser = 1', 'selectUser'],
  [`${room}/sign-ins-routes.ts`, 'export const signInDayRoutes = 1', 'signInDayRoutes'],
  [`${room}/group-types.ts`, 'export type One = 1\nexport type Two = 2', 'One, Two'],
  ['packages/server/src/modules/directory/directory.ts', 'export const groupRoutes = 1', 'groupRoutes'],
  ['packages/portal/src/app/focus.ts', 'export const useFocusOnNavigation = 1', 'useFocusOnNavigation'],
]

for (const [path, text, exported] of wrong) {
  test(`${path} may not export ${exported} only`, () => {
    assert.deepEqual(names(path, text), [`${path}: exports ${exported}: name it after what it exports`])
  })
}

test('tests and what lies outside of the packages are named freely', () => {
  assert.deepEqual(names(`${room}/a.test.ts`, 'export const b = 1'), [])
  assert.deepEqual(names('packages/testing/src/a.ts', 'export const b = 1').length, 1)
  assert.deepEqual(names('scripts/docs.ts', 'export const b = 1'), [])
})

test('the entries of threads, and no other files, are named as such', () => {
  const faults = (name: string, text: string): number =>
    checkThreadEntry(sourceFile(`packages/server/src/${name}.ts`, text)).length
  assert.equal(faults('reads/reader-thread', 'threadMain(load, run)'), 0)
  assert.equal(faults('reads/reader-thread', 'threadMain<Data, Loaded>(load, run)'), 0)
  assert.equal(faults('config/thread-main', 'export function threadMain<Data>(load, run) {}'), 0)
  assert.equal(faults('reads/reader', 'threadMain(load, run)'), 1)
  assert.equal(faults('reads/steps-in-thread', '/** For `threadMain()` */\nexport const stepsInThread = 1'), 1)
})

test('all forms of exports are read, and a schema with its type is one value', () => {
  const text = [
    'export const A = 1',
    'export type A = number',
    'export abstract class B {}',
    'export default function c() {}',
    'export type { D, E as F }',
    'export { g, type H, i as j }',
    'const k = 1',
  ]
  assert.deepEqual(exportsOf(text.join('\n')), { values: ['A', 'B', 'c', 'g', 'j'], types: ['D', 'F', 'H'] })
})

test('a word and its plural are the same, whatever the case', () => {
  for (const [one, many] of [
    ['OIDCProvider', 'oidc-providers'],
    ['auditEntry', 'audit-entries'],
    ['accessStatus', 'access-statuses'],
    ['cookieAddress', 'CookieAddresses'],
    ['databaseCache', 'database-caches'],
    ['key', 'keys'],
  ] as const) {
    assert.deepEqual(wordsOf(one), wordsOf(many))
  }
  assert.notDeepEqual(wordsOf('user'), wordsOf('use'))
})
