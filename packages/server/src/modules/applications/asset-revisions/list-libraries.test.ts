import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { onBothEngines } from '@portico/testing/databases.ts'
import { createDirectory, type Directory } from '@portico/testing/directory.ts'
import { insertRows } from '../../../db/insert-rows.ts'
import type { Parts } from '../../../db/parts.ts'
import { toTimestamp } from '../../../db/timestamp.ts'
import type { Principal } from '../../foundation/permissions/principal.ts'
import { seedAssets } from '../assets/seed-assets.ts'
import { createPortfolio } from '../portfolios/create-portfolio.ts'
import { tagOrder } from './asset-revision.ts'
import { createAssetRevision } from './create-asset-revision.ts'
import { getHighestTagRevision } from './get-asset-revision.ts'
import type { LibrariesQuery } from './libraries-schemas.ts'
import { listLibraries } from './list-libraries.ts'

const unknownKey = '018f2b6a-7c1d-7e2f-9a3b-4c5d6e7f8091'

onBothEngines('Libraries', (_engine, open) => {
  let now = Date.parse('2026-11-23T15:00:00.000Z')
  const clock = { now: () => now }
  let directory: Directory
  let parts: Parts<'clock'>
  let keys: string[]
  let elsewhere: string

  before(async () => {
    const { db } = await open()
    parts = { db, clock }
    directory = await createDirectory(db, clock)
    const { portfolioKey, organizationKey, administrator } = directory
    elsewhere = (await createPortfolio(parts, administrator, { name: 'Elsewhere' })).key
    const assets = [
      { portfolioKey, name: 'b lib', type: 'LowCodeLibrary' as const, environmentKeys: [] },
      { portfolioKey, name: 'A lib', type: 'MobileLibrary' as const, environmentKeys: [] },
      { portfolioKey: elsewhere, name: 'c lib', type: 'LowCodeLibrary' as const, environmentKeys: [] },
      { portfolioKey, name: 'app', environmentKeys: [] },
      { portfolioKey, name: 'lib for agents', type: 'KnowledgeBase' as const, environmentKeys: [] },
    ]
    keys = (await seedAssets(parts, organizationKey, assets)).map(({ key }) => key)
    for (const [index, tag] of [
      [0, '1.0.0'],
      [0, undefined],
      [2, '0.9.0'],
    ] as const) {
      now += 60_000
      await createAssetRevision(parts, administrator, keys[index] ?? '', tag ? { tag } : {})
    }
    await (await createDirectory(db, clock)).assets('Foreign')
  })

  /** `name: revisions` */
  const list = async (query: LibrariesQuery, principal: Principal = directory.administrator): Promise<string[]> => {
    const { results, page } = await listLibraries(parts, principal, query)
    assert.equal(page.count, results.length)
    return results.map(({ revisions }) => `${revisions[0]?.name}: ${revisions.map(({ revision }) => revision).join()}`)
  }

  test('are listed with their newest revision, the one with the highest tag, or all', async () => {
    assert.deepEqual(await list({}), ['A lib: 1', 'b lib: 3', 'c lib: 2'])
    assert.deepEqual(await list({ revisions: 'Latest' }), ['A lib: 1', 'b lib: 3', 'c lib: 2'])
    assert.deepEqual(await list({ revisions: 'HighestTag' }), ['b lib: 2', 'c lib: 2'])
    assert.deepEqual(await list({ revisions: 'All' }), ['A lib: 1', 'b lib: 3,2,1', 'c lib: 2,1'])
    const { results } = await listLibraries(parts, directory.administrator, { key: keys[0], revisions: 'All' })
    const [newest, tagged] = results[0]?.revisions ?? []
    assert.deepEqual([results[0]?.type, results[0]?.portfolioKey], ['LowCodeLibrary', directory.portfolioKey])
    assert.deepEqual([newest?.isLatest, newest?.tag, tagged?.isLatest, tagged?.tag], [true, null, false, '1.0.0'])
    assert.equal(newest?.publishDateTime, '2026-11-23T15:02:00.000Z')
  })

  test('with very many revisions take no longer, and show the newest hundred', async () => {
    const { db } = parts
    const { organizationKey, portfolioKey, administrator } = await createDirectory(db, clock)
    const [{ key } = { key: '' }] = await seedAssets(parts, organizationKey, [
      { portfolioKey, name: 'Busy', type: 'LowCodeLibrary', environmentKeys: [] },
    ])
    const rows = Array.from({ length: 6_000 }, (_, index) => ({
      ...{ organization_key: organizationKey, asset_key: key, revision: index + 2 },
      ...{ tag: `1.0.${index}`, tag_order: tagOrder(`1.0.${index}`), tagged_at: null, tagged_by: null },
      ...{ commit_message: null, commit_message_folded: null, release_notes: null },
      ...{ created_at: toTimestamp(now), created_by: null },
    }))
    await insertRows(db, 'asset_revisions', rows)
    await db.updateTable('assets').set({ latest_revision: 6_001 }).where('key', '=', key).execute()
    const begun = performance.now()
    const shown = async (query: LibrariesQuery) =>
      (await listLibraries(parts, administrator, query)).results[0]?.revisions.map(({ revision }) => revision)
    assert.deepEqual(await shown({ revisions: 'HighestTag' }), [6_001])
    const all = await shown({ revisions: 'All' })
    assert.deepEqual([all?.length, all?.[0], all?.at(-1)], [100, 6_001, 5_902])
    assert.equal((await getHighestTagRevision(parts, administrator, key)).revision, 6_001)
    // Each compared with all others, they took two minutes.
    assert.ok(performance.now() - begun < 10_000)
  })

  test('are filtered, sorted and paged', async () => {
    const cases: [LibrariesQuery, string][] = [
      [{ sort: ['Name:desc'] }, 'c b A'],
      [{ sort: ['publishdatetime:DESC'] }, 'c b A'],
      [{ sort: ['PublishDateTime:asc', 'Name:asc'] }, 'A b c'],
      [{ nameContains: 'B L' }, 'b'],
      [{ key: `${keys[1]?.toUpperCase()},${keys[3]}` }, 'A'],
      [{ type: ['lowcodelibrary', 'WidgetLibrary'] }, 'b c'],
      [{ type: ['MobileLibrary'] }, 'A'],
      [{ type: ['ExternalLibrary'] }, ''],
      [{ portfolioKey: elsewhere }, 'c'],
      [{ portfolioKey: unknownKey }, ''],
      [{ limit: 1, offset: 1 }, 'b'],
      [{ permissionFilter: 'AppChange' }, 'A b c'],
      [{ permissionFilter: `AppChange.${directory.test.key}` }, 'A b'],
      [{ permissionFilter: `AppChange.${unknownKey}` }, ''],
    ]
    for (const [query, expected] of cases) {
      const names = (await list(query)).map((line) => line.split(' ')[0])
      assert.equal(names.join(' '), expected, JSON.stringify(query))
    }
    const refused: [LibrariesQuery, string, RegExp][] = [
      [{ sort: ['Name'] }, 'invalid_parameter', /sort .*PublishDateTime:desc/],
      [{ type: ['WebApplication'] }, 'invalid_parameter', /type .*LowCodeLibrary/],
      [{ key: 'x' }, 'invalid_parameter', /key/],
      [{ permissionFilter: 'Change' }, 'permission_filter_unknown', /AppChange/],
    ]
    for (const [query, problem, message] of refused) await assert.rejects(list(query), { problem, message })
  })

  test('are those of the portfolios in which the caller holds a permission', async () => {
    const { test: stage } = directory
    const viewer = directory.principal(['Portfolio management > View stage', new Set([stage.key])])
    assert.deepEqual(await list({}, viewer), ['A lib: 1', 'b lib: 3'])
    assert.deepEqual(await list({ permissionFilter: 'AppChange' }, viewer), [])
    const supporter = directory.principal('Support > Open support cases')
    assert.equal((await list({}, supporter)).length, 3)
    const deployer = directory.principal(['Release management > Deploy assets', new Set([stage.key])])
    assert.equal((await list({ permissionFilter: `AppDeploy.${stage.key}` }, deployer)).length, 2)
    assert.deepEqual(await list({ permissionFilter: `AppDeploy.${directory.production.key}` }, deployer), [])
  })
})
