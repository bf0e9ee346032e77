import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { onBothEngines } from '@portico/testing/databases.ts'
import { createDirectory, type Directory } from '@portico/testing/directory.ts'
import { testClock } from '@portico/testing/server.ts'
import { newKey } from '../../src/db/keys.ts'
import type { Parts } from '../../src/db/parts.ts'
import { listApplicationRoles } from '../../src/modules/applications/application-roles/list-application-roles.ts'
import { listLibraries } from '../../src/modules/applications/asset-revisions/list-libraries.ts'
import { listNewestRevisions } from '../../src/modules/applications/asset-revisions/list-newest-revisions.ts'
import { createAsset } from '../../src/modules/applications/assets/create-asset.ts'
import { getAsset } from '../../src/modules/applications/assets/get-asset.ts'
import { listAssets } from '../../src/modules/applications/assets/list-assets.ts'
import { listDeployedAssets } from '../../src/modules/applications/assets/list-deployed-assets.ts'
import { listPortfolios } from '../../src/modules/applications/portfolios/list-portfolios.ts'
import { getHeldRoles } from '../../src/modules/directory/users/get-held-roles.ts'
import { listUsers } from '../../src/modules/directory/users/list-users.ts'
import type { PermissionName } from '../../src/modules/foundation/permissions/permission-catalogue.ts'
import type { Principal } from '../../src/modules/foundation/permissions/principal.ts'
import { limitedScope, type Scope } from '../../src/modules/foundation/permissions/scope.ts'

/** More than a statement of either engine takes parameters */
const many = 66_000
const permissions = [
  'Asset management > Open',
  'Asset management > Debug',
  'End-user management > View end users',
] as const satisfies PermissionName[]

onBothEngines('Whoever holds permissions for each of very many assets', (_engine, open) => {
  let parts: Parts<'clock'>
  let directory: Directory
  let member: Principal
  let library: string
  const keys: string[] = []
  const of = (answer: { results: { key: string }[] }) => answer.results.map(({ key }) => key).sort()

  before(async () => {
    const { db } = await open()
    parts = { db, clock: testClock() }
    directory = await createDirectory(db, parts.clock)
    keys.push(...(await directory.assets('Everywhere', 'Tested')))
    library = (await createAsset(parts, directory.administrator, { name: 'Library', type: 'LowCodeLibrary' })).key
    await directory.assets('Hidden')
    const { portfolioKey, test } = directory
    const place = (environments: 'all' | ReadonlySet<string>) => ({ portfolioKey, environments })
    const everywhere = [keys[0] ?? '', library, ...Array.from({ length: many }, () => newKey())]
    const inTest = [keys[1] ?? '', ...Array.from({ length: many / 2 }, () => newKey())]
    const assets = new Map([
      ...everywhere.map((key) => [key, place('all')] as const),
      ...inTest.map((key) => [key, place(new Set([test.key]))] as const),
    ])
    const access = new Map<PermissionName, Scope>(
      permissions.map((permission) => [permission, limitedScope({ assets })]),
    )
    const environments = new Set([directory.development.key, test.key])
    access.set('Portfolio management > View stage', limitedScope({ environments }))
    member = { ...directory.administrator, access }
  })

  test('sees these assets in all lists of them, and the portfolio in which they lie', async () => {
    assert.deepEqual(of(await listAssets(parts, member, {})), [...keys, library].sort())
    assert.equal((await getAsset(parts, member, keys[1] ?? '')).name, 'Tested')
    const newest = await listNewestRevisions(parts, member, { permissionFilter: 'AppDebug' })
    assert.deepEqual(newest.results.map(({ assetKey }) => assetKey).sort(), [...keys, library].sort())
    assert.deepEqual(of(await listLibraries(parts, member, { permissionFilter: 'AppDebug' })), [library])
    const { results } = await listDeployedAssets(parts, member, { permissionFilter: 'AppDebug' })
    assert.deepEqual(
      results.map(({ key, deployments }) => [key, deployments.length]).sort(),
      [
        [keys[0], 2],
        [keys[1], 1],
      ].sort(),
    )
    assert.deepEqual(of(await listPortfolios(parts, member, {})), [directory.portfolioKey])
  })

  test('sees their roles, and the users who hold one', async () => {
    const { development, test } = directory
    const roles = await directory.roles(
      ...keys.map((assetKey, n) => ({ assetKey, name: `Role ${n}`, environmentKeys: [development.key, test.key] })),
    )
    const users = await directory.users(...roles.map((_, n) => ({ name: `User ${n}` })))
    await directory.grant(...roles.map(({ key }, n): [string, string] => [users[n] ?? '', key]))
    const seen = roles.filter(({ assetKey, environmentKey }) => assetKey === keys[0] || environmentKey === test.key)
    assert.equal(seen.length, 3)
    assert.deepEqual(of(await listApplicationRoles(parts, member, {})), seen.map(({ key }) => key).sort())
    // As many as the applications of an organization may name together
    const named = [roles[0]?.key ?? '', ...Array.from({ length: many }, () => newKey())]
    const held = await getHeldRoles(parts, directory.organizationKey, users[0] ?? '', { keys: named })
    assert.deepEqual(
      held.map(({ key }) => key),
      named.slice(0, 1),
    )
    const holders = users.filter((_, n) => seen.includes(roles[n] as (typeof roles)[number]))
    assert.deepEqual(of(await listUsers(parts, member, {})), holders.sort())
  })
})
