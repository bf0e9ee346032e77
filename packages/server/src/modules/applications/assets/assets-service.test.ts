import assert from 'node:assert/strict'
import { before, it } from 'node:test'
import { onBothEngines } from '@portico/testing/databases.ts'
import { createDirectory, type Directory, storingNothing } from '@portico/testing/directory.ts'
import type { Db } from '../../../db/transaction.ts'
import { createPortfolioService } from '../portfolios/portfolios-service.ts'
import { type AssetService, createAssetService } from './assets-service.ts'

const unknownKey = '018f2b6a-7c1d-7e2f-9a3b-4c5d6e7f8091'

onBothEngines('Assets', (_engine, open) => {
  const clock = { now: () => Date.parse('2026-11-23T15:00:00.000Z') }
  let db: Db
  let directory: Directory
  let foreignKey: string
  let service: AssetService

  before(async () => {
    ;({ db } = await open())
    service = createAssetService({ db, clock })
    directory = await createDirectory(db, clock)
    const other = await createDirectory(db, clock)
    ;[foreignKey = ''] = await other.assets('Foreign')
  })

  const admin = () => directory.principal('Asset management > Change', 'Portfolio management > View stage')
  const entryOf = async (action: string, key: string) => {
    const { old_values, new_values } = await db
      .selectFrom('audit_entries')
      .select(['old_values', 'new_values'])
      .where('action', '=', action)
      .where('entity_key', '=', key)
      .executeTakeFirstOrThrow()
    return [old_values && JSON.parse(old_values), new_values && JSON.parse(new_values)]
  }

  it('are created with nothing but a name, in the main portfolio', async () => {
    const { key } = await service.create(admin(), { name: 'Plain' })
    assert.deepEqual(await service.read(admin(), key.toUpperCase()), {
      key,
      name: 'Plain',
      type: 'WebApplication',
      description: null,
      portfolioKey: directory.portfolioKey,
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

  it('are changed: what is absent stays, null clears the description', async () => {
    const { key } = await service.create(admin(), { name: 'Changing', description: 'Old', type: 'Library' })
    await service.update(admin(), key, { description: null, name: 'CHANGING' })
    const { name, type, description } = await service.read(admin(), key)
    assert.deepEqual([name, type, description], ['CHANGING', 'Library', null])
    assert.deepEqual(await entryOf('asset.updated', key), [
      { name: 'Changing', description: 'Old' },
      { name: 'CHANGING', description: null },
    ])
    await storingNothing(db, () => service.update(admin(), key, { name: 'CHANGING' }))
  })

  it('have names that nobody else has, also when two ask for one at the same moment', async () => {
    const { key } = await service.create(admin(), { name: 'Original' })
    const { key: other } = await service.create(admin(), { name: 'Other' })
    await storingNothing(db, async () => {
      await assert.rejects(service.create(admin(), { name: 'ORIGINAL' }), { problem: 'asset_name_taken' })
      await assert.rejects(service.update(admin(), other, { name: 'original' }), { problem: 'asset_name_taken' })
      await assert.rejects(service.create(admin(), { name: 'New', portfolioKey: unknownKey }), {
        problem: 'portfolio_unknown',
      })
    })
    const outcomes = await Promise.allSettled([
      service.create(admin(), { name: 'Race' }),
      service.create(admin(), { name: 'RACE' }),
      service.update(admin(), key, { name: 'race' }),
    ])
    const refused = outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason.problem] : []))
    assert.deepEqual(refused, ['asset_name_taken', 'asset_name_taken'])
  })

  it('of another organization are not there', async () => {
    await storingNothing(db, async () => {
      for (const key of [foreignKey, unknownKey]) {
        await assert.rejects(service.read(admin(), key), { problem: 'asset_not_found' })
        await assert.rejects(service.update(admin(), key, { name: 'Mine' }), { problem: 'asset_not_found' })
        await assert.rejects(service.delete(admin(), key), { problem: 'asset_not_found' })
      }
    })
  })

  it('are listed by name, filtered, and page by page', async () => {
    const portfolios = createPortfolioService({ db, clock })
    const { key: portfolioKey } = await portfolios.create(admin(), { name: 'For lists' })
    for (const [name, type] of [
      ['b', 'Library'],
      ['A', 'Workflow'],
      ['c%', 'Library'],
    ] as const) {
      await service.create(admin(), { name, type, portfolioKey })
    }
    const names = async (query: Parameters<AssetService['list']>[1]) =>
      (await service.list(admin(), { portfolioKey, ...query })).results.map(({ name }) => name)
    assert.deepEqual(await names({}), ['A', 'b', 'c%'])
    assert.deepEqual(await names({ sort: '-name' }), ['c%', 'b', 'A'])
    assert.deepEqual(await names({ type: ['Library'] }), ['b', 'c%'])
    assert.deepEqual(await names({ type: ['Library', 'Workflow'], nameContains: '%' }), ['c%'])
    assert.deepEqual(await names({ portfolioKey: unknownKey }), [])
    const { results, page } = await service.list(admin(), { portfolioKey, limit: 2, offset: 2 })
    assert.deepEqual([results.map(({ name }) => name), page.totalResults], [['c%'], 3])
  })

  it('show deployments where the caller may view the environment', async () => {
    const [key = ''] = await directory.assets('Deployed')
    const environmentsSeen = async (environments: 'all' | Set<string>) => {
      const principal = directory.principal(['Portfolio management > View stage', environments])
      return new Set((await service.read(principal, key)).deployments.map(({ environmentKey }) => environmentKey))
    }
    const { development, test, production } = directory
    assert.deepEqual(await environmentsSeen('all'), new Set([development.key, test.key, production.key]))
    assert.deepEqual(await environmentsSeen(new Set([test.key])), new Set([test.key]))
    assert.deepEqual(await environmentsSeen(new Set()), new Set())
  })

  it('are deleted with their roles and deployments, unless somebody holds a role', async () => {
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
      assert.rejects(service.delete(admin(), key), {
        problem: 'asset_held',
        message: /Doomed .*1 user and 1 group hold its application roles, and 1 user holds organization roles/,
      }),
    )
    for (const table of ['user_application_roles', 'group_application_roles', 'user_organization_roles'] as const) {
      await db.deleteFrom(table).where('organization_key', '=', directory.organizationKey).execute()
    }
    await service.delete(admin(), key)
    await assert.rejects(service.read(admin(), key), { problem: 'asset_not_found' })
    for (const table of ['asset_application_roles', 'application_roles', 'asset_deployments'] as const) {
      assert.deepEqual(await db.selectFrom(table).select('asset_key').where('asset_key', '=', key).execute(), [])
    }
    const [deleted, nothing] = await entryOf('asset.deleted', key)
    assert.deepEqual([deleted.name, deleted.applicationRoles, nothing], ['Doomed', ['one', 'two'], null])
  })

  it('are deleted with the organization roles for them that have ended, and kept for those that begin later', async () => {
    const [ended = '', later = ''] = await directory.assets('Ended', 'Later')
    const [user = ''] = await directory.users({ name: 'past' })
    const role = { userKey: user, organizationRoleKey: directory.developerKey }
    await directory.grantOrganizationRole(
      { ...role, assetKey: ended, endTime: '2026-11-23T15:00:00.000Z' },
      { ...role, assetKey: later, startTime: '2026-11-24T15:00:00.000Z' },
    )
    await service.delete(admin(), ended)
    await assert.rejects(service.read(admin(), ended), { problem: 'asset_not_found' })
    await assert.rejects(service.delete(admin(), later), { problem: 'asset_held' })
  })
})
