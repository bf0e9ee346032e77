import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { onBothEngines } from '@portico/testing/databases.ts'
import { createDirectory, type Directory, storingNothing } from '@portico/testing/directory.ts'
import { loopTurns } from '@portico/testing/loop-turns.ts'
import type { Parts } from '../../../db/parts.ts'
import type { Db } from '../../../db/transaction.ts'
import { createPortfolio } from '../portfolios/create-portfolio.ts'
import type { AssetsQuery } from './assets-schemas.ts'
import { createAsset } from './create-asset.ts'
import { deleteAsset } from './delete-asset.ts'
import { getAsset } from './get-asset.ts'
import { listAssets } from './list-assets.ts'
import { updateAsset } from './update-asset.ts'

const unknownKey = '018f2b6a-7c1d-7e2f-9a3b-4c5d6e7f8091'

onBothEngines('Assets', (engine, open) => {
  const clock = { now: () => Date.parse('2026-11-23T15:00:00.000Z') }
  let db: Db
  let directory: Directory
  let foreignKey: string
  let parts: Parts<'clock'>

  before(async () => {
    ;({ db } = await open())
    parts = { db, clock }
    directory = await createDirectory(db, clock)
    const other = await createDirectory(db, clock)
    ;[foreignKey = ''] = await other.assets('Foreign')
  })

  const admin = () =>
    directory.principal('Asset management > Change', 'Asset management > Delete', 'Portfolio management > View stage')
  const entryOf = async (action: string, key: string) => {
    const { old_values, new_values } = await db
      .selectFrom('audit_entries')
      .select(['old_values', 'new_values'])
      .where('action', '=', action)
      .where('entity_key', '=', key)
      .executeTakeFirstOrThrow()
    return [old_values && JSON.parse(old_values), new_values && JSON.parse(new_values)]
  }

  test('are created with nothing but a name, in the main portfolio', async () => {
    const { key } = await createAsset(parts, admin(), { name: 'Plain' })
    assert.deepEqual(await getAsset(parts, admin(), key.toUpperCase()), {
      key,
      name: 'Plain',
      type: 'WebApplication',
      description: null,
      portfolioKey: directory.portfolioKey,
      latestRevision: 1,
      highestTag: null,
      createdAt: '2026-11-23T15:00:00.000Z',
      applicationRoles: [],
      deployments: [],
    })
    const { portfolioKey } = directory
    assert.deepEqual(await entryOf('asset.created', key), [
      null,
      { portfolioKey, name: 'Plain', type: 'WebApplication', description: null },
    ])
  })

  test('are changed: what is absent stays, null clears the description', async () => {
    const { key } = await createAsset(parts, admin(), { name: 'Changing', description: 'Old', type: 'LowCodeLibrary' })
    await updateAsset(parts, admin(), key, { description: null, name: 'CHANGING' })
    const { name, type, description } = await getAsset(parts, admin(), key)
    assert.deepEqual([name, type, description], ['CHANGING', 'LowCodeLibrary', null])
    assert.deepEqual(await entryOf('asset.updated', key), [
      { name: 'Changing', description: 'Old' },
      { name: 'CHANGING', description: null },
    ])
    await storingNothing(db, () => updateAsset(parts, admin(), key, { name: 'CHANGING' }))
  })

  test('have names that nobody else has, also when two ask for one at the same moment', async () => {
    const { key } = await createAsset(parts, admin(), { name: 'Original' })
    const { key: other } = await createAsset(parts, admin(), { name: 'Other' })
    await storingNothing(db, async () => {
      await assert.rejects(createAsset(parts, admin(), { name: 'ORIGINAL' }), { problem: 'asset_name_taken' })
      await assert.rejects(updateAsset(parts, admin(), other, { name: 'original' }), { problem: 'asset_name_taken' })
      await assert.rejects(createAsset(parts, admin(), { name: 'New', portfolioKey: unknownKey }), {
        problem: 'portfolio_unknown',
      })
    })
    const outcomes = await Promise.allSettled([
      createAsset(parts, admin(), { name: 'Race' }),
      createAsset(parts, admin(), { name: 'RACE' }),
      updateAsset(parts, admin(), key, { name: 'race' }),
    ])
    const refused = outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason.problem] : []))
    assert.deepEqual(refused, ['asset_name_taken', 'asset_name_taken'])
  })

  test('of another organization are not there', async () => {
    await storingNothing(db, async () => {
      for (const key of [foreignKey, unknownKey]) {
        await assert.rejects(getAsset(parts, admin(), key), { problem: 'asset_not_found' })
        await assert.rejects(updateAsset(parts, admin(), key, { name: 'Mine' }), { problem: 'asset_not_found' })
        await assert.rejects(deleteAsset(parts, admin(), key), { problem: 'asset_not_found' })
      }
    })
  })

  test('are listed by name, filtered, and page by page', async () => {
    const { key: portfolioKey } = await createPortfolio(parts, admin(), { name: 'For lists' })
    for (const [name, type] of [
      ['b', 'LowCodeLibrary'],
      ['A', 'Workflow'],
      ['c%', 'LowCodeLibrary'],
    ] as const) {
      await createAsset(parts, admin(), { name, type, portfolioKey })
    }
    const names = async (query: AssetsQuery) =>
      (await listAssets(parts, admin(), { portfolioKey, ...query })).results.map(({ name }) => name)
    assert.deepEqual(await names({}), ['A', 'b', 'c%'])
    assert.deepEqual(await names({ sort: '-name' }), ['c%', 'b', 'A'])
    assert.deepEqual(await names({ type: ['LowCodeLibrary'] }), ['b', 'c%'])
    assert.deepEqual(await names({ type: ['LowCodeLibrary', 'Workflow'], nameContains: '%' }), ['c%'])
    assert.deepEqual(await names({ portfolioKey: unknownKey }), [])
    const { results, page } = await listAssets(parts, admin(), { portfolioKey, limit: 2, offset: 2 })
    assert.deepEqual([results.map(({ name }) => name), page.totalResults], [['c%'], 3])
  })

  test('show deployments where the caller may view the environment', async () => {
    const [key = ''] = await directory.assets('Deployed')
    const environmentsSeen = async (environments: 'all' | Set<string>) => {
      const principal = directory.principal('Asset management > Open', [
        'Portfolio management > View stage',
        environments,
      ])
      return new Set((await getAsset(parts, principal, key)).deployments.map(({ environmentKey }) => environmentKey))
    }
    const { development, test, production } = directory
    assert.deepEqual(await environmentsSeen('all'), new Set([development.key, test.key, production.key]))
    assert.deepEqual(await environmentsSeen(new Set([test.key])), new Set([test.key]))
    assert.deepEqual(await environmentsSeen(new Set()), new Set())
  })

  test('are deleted with their roles and deployments, unless somebody holds a role', async () => {
    const [key = ''] = await directory.assets('Doomed')
    const roles = await directory.roles(
      { assetKey: key, name: 'one', environmentKeys: [directory.test.key, directory.production.key] },
      { assetKey: key, name: 'two', environmentKeys: [directory.test.key] },
    )
    const [user = '', member = ''] = await directory.users({ name: 'a' }, { name: 'b' })
    await directory.grant([user, roles[0]?.key ?? ''], [user, roles[2]?.key ?? ''])
    await directory.groups({ environmentKey: directory.test.key, applicationRoleKeys: [roles[2]?.key ?? ''] })
    await directory.grantOrganizationRole({
      userKey: member,
      organizationRoleKey: directory.developerKey,
      assetKey: key,
    })
    await storingNothing(db, () =>
      assert.rejects(deleteAsset(parts, admin(), key), {
        problem: 'asset_held',
        message: /Doomed .*1 user and 1 group hold its end-user roles, and 1 user holds organization roles/,
      }),
    )
    for (const table of ['user_application_roles', 'group_application_roles', 'user_organization_roles'] as const) {
      await db.deleteFrom(table).where('organization_key', '=', directory.organizationKey).execute()
    }
    await deleteAsset(parts, admin(), key)
    await assert.rejects(getAsset(parts, admin(), key), { problem: 'asset_not_found' })
    for (const table of ['asset_application_roles', 'application_roles', 'asset_deployments'] as const) {
      assert.deepEqual(await db.selectFrom(table).select('asset_key').where('asset_key', '=', key).execute(), [])
    }
    const [deleted, nothing] = await entryOf('asset.deleted', key)
    assert.deepEqual([deleted.name, deleted.applicationRoles, nothing], ['Doomed', ['one', 'two'], null])
  })

  test('are deleted with the organization roles for them that have ended, and kept for those that begin later', async () => {
    const [ended = '', later = ''] = await directory.assets('Ended', 'Later')
    const [user = ''] = await directory.users({ name: 'past' })
    const role = { userKey: user, organizationRoleKey: directory.developerKey }
    await directory.grantOrganizationRole(
      { ...role, assetKey: ended, endTime: '2026-11-23T15:00:00.000Z' },
      { ...role, assetKey: later, startTime: '2026-11-24T15:00:00.000Z' },
    )
    await deleteAsset(parts, admin(), ended)
    await assert.rejects(getAsset(parts, admin(), ended), { problem: 'asset_not_found' })
    await assert.rejects(deleteAsset(parts, admin(), later), { problem: 'asset_held' })
  })
  // More than SQLite takes parameters in one statement; PostgreSQL takes twice as many.
  const many = engine === 'sqlite' ? 16_500 : 1_300

  test('are deleted in slices, however many roles they have', async () => {
    const [key = ''] = await directory.assets('Large')
    const environmentKeys = [directory.test.key, directory.production.key]
    const names = Array.from({ length: many }, (_, n) => ({ assetKey: key, name: `${n}`, environmentKeys }))
    const roles = await directory.roles(...names)
    const last =
      roles
        .map((role) => role.key)
        .sort()
        .at(-1) ?? ''
    const [user = ''] = await directory.users({ name: 'last' })
    await directory.grant([user, last])
    await assert.rejects(deleteAsset(parts, admin(), key), { problem: 'asset_held', message: /1 user holds its/ })
    await db.deleteFrom('user_application_roles').where('application_role_key', '=', last).execute()
    const { turns } = await loopTurns(() => deleteAsset(parts, admin(), key))
    assert.ok(turns >= (2 * many) / 500, `${turns} turns`)
    assert.deepEqual(await db.selectFrom('application_roles').select('key').where('asset_key', '=', key).execute(), [])
  })
})
