import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { onBothEngines } from '@portico/testing/databases.ts'
import { createDirectory, type Directory, storingNothing } from '@portico/testing/directory.ts'
import { testClock } from '@portico/testing/server.ts'
import type { Parts } from '../../../db/parts.ts'
import { accessOf } from '../../foundation/permissions/grants.ts'
import type { PermissionName } from '../../foundation/permissions/permission-catalogue.ts'
import type { Principal } from '../../foundation/permissions/principal.ts'
import { limitedScope, type Scope } from '../../foundation/permissions/scope.ts'
import { createAsset } from '../assets/create-asset.ts'
import { deployAsset } from '../assets/deploy-asset.ts'
import { createPortfolio } from '../portfolios/create-portfolio.ts'
import { createAssetRevision } from './create-asset-revision.ts'
import { getHighestTagRevision, getNewestRevision } from './get-asset-revision.ts'
import { listAssetRevisions } from './list-asset-revisions.ts'
import { listNewestRevisions } from './list-newest-revisions.ts'
import { searchAssetRevisions } from './search-asset-revisions.ts'
import { updateAssetRevision } from './update-asset-revision.ts'

onBothEngines('Who reads which assets', (_engine, open) => {
  let parts: Parts<'clock'>
  let directory: Directory
  const keys: Record<string, string> = {}
  let portfolioKey: string

  const as = (permission: PermissionName, scope: Scope): Principal => ({
    ...directory.administrator,
    access: accessOf([{ permission, scope }]),
  })
  const inTest = () => limitedScope({ environments: new Set([directory.test.key]) })
  const oneAsset = (name: string) => {
    const asset = { portfolioKey: directory.portfolioKey, environments: 'all' as const }
    return limitedScope({ assets: new Map([[keys[name] ?? '', asset]]) })
  }

  before(async () => {
    const { db } = await open()
    parts = { db, clock: testClock() }
    directory = await createDirectory(db, parts.clock)
    const admin = directory.administrator
    portfolioKey = (await createPortfolio(parts, admin, { name: 'Other' })).key
    for (const name of ['Everywhere', 'Tested', 'Undeployed']) {
      keys[name] = (await createAsset(parts, admin, { name })).key
      await createAssetRevision(parts, admin, keys[name] ?? '', { tag: '1.0.0' })
    }
    keys.Elsewhere = (await createAsset(parts, admin, { name: 'Elsewhere', portfolioKey })).key
    const deploy = (name: string, environmentKey: string) =>
      deployAsset(parts, admin, keys[name] ?? '', { environmentKey })
    await deploy('Everywhere', directory.development.key)
    await deploy('Everywhere', directory.test.key)
    await deploy('Tested', directory.test.key)
  })

  const cases: [what: string, principal: () => Principal, names: string[]][] = [
    ['all with Open', () => as('Asset management > Open', 'all'), ['Elsewhere', 'Everywhere', 'Tested', 'Undeployed']],
    [
      'those of a portfolio',
      () => as('Asset management > Open', limitedScope({ portfolios: new Set([portfolioKey]) })),
      ['Elsewhere'],
    ],
    ['a single one', () => as('Release management > Release', oneAsset('Tested')), ['Tested']],
    [
      'those deployed in a stage, by who views end users there',
      () => as('End-user management > View end users', inTest()),
      ['Everywhere', 'Tested'],
    ],
    [
      'those that could be deployed to a stage',
      () => as('Release management > Deploy assets', inTest()),
      ['Everywhere', 'Tested', 'Undeployed'],
    ],
    [
      'none in a stage without assets',
      () =>
        as(
          'End-user management > Manage end-user groups',
          limitedScope({ environments: new Set([directory.production.key]) }),
        ),
      [],
    ],
  ]
  for (const [what, principal, names] of cases) {
    test(`is told: ${what}`, async () => {
      const caller = principal()
      const { results, page } = await listNewestRevisions(parts, caller, { sort: 'name' })
      assert.deepEqual([results.map(({ name }) => name), page.totalResults], [names, names.length])
      const search = { assetVersionFilters: Object.values(keys).map((key) => ({ key })) }
      const found = (await searchAssetRevisions(parts, caller, search)).results.map(({ name }) => name)
      assert.deepEqual(found.sort(), names)
      for (const [name, key] of Object.entries(keys)) {
        if (names.includes(name)) {
          assert.equal((await getNewestRevision(parts, caller, key)).name, name)
          continue
        }
        const hidden = { problem: 'asset_not_found' }
        await assert.rejects(getNewestRevision(parts, caller, key), hidden)
        await assert.rejects(getHighestTagRevision(parts, caller, key), hidden)
        await assert.rejects(listAssetRevisions(parts, caller, key, {}), hidden)
        await storingNothing(parts.db, () =>
          assert.rejects(
            updateAssetRevision(parts, caller, { assetKey: key, revisionNumber: 1 }, { tag: '7.0.0' }),
            hidden,
          ),
        )
      }
    })
  }

  test('permissionFilter leaves those for which the caller holds the permission', async () => {
    const both: Principal = {
      ...directory.administrator,
      access: accessOf([
        { permission: 'Asset management > Open', scope: 'all' },
        { permission: 'Release management > Release', scope: oneAsset('Undeployed') },
        { permission: 'End-user management > View end users', scope: inTest() },
      ]),
    }
    const filtered = async (permissionFilter: 'AppRelease' | 'AppUserView' | 'AppViewSourceCode' | 'ConnConfig') =>
      (await listNewestRevisions(parts, both, { permissionFilter })).results.map(({ name }) => name)
    assert.deepEqual(await filtered('AppRelease'), ['Undeployed'])
    assert.deepEqual(await filtered('AppUserView'), ['Everywhere', 'Tested'])
    assert.equal((await filtered('AppViewSourceCode')).length, 4)
    assert.deepEqual(await filtered('ConnConfig'), [])
  })

  test('tagging needs the permission for this very asset', async () => {
    const releaser: Principal = {
      ...directory.administrator,
      access: accessOf([
        { permission: 'Asset management > Open', scope: 'all' },
        { permission: 'Release management > Release', scope: oneAsset('Tested') },
      ]),
    }
    const tag = (name: string) =>
      updateAssetRevision(parts, releaser, { assetKey: keys[name] ?? '', revisionNumber: 1 }, { tag: '0.1.0' })
    await storingNothing(parts.db, () => assert.rejects(tag('Everywhere'), { problem: 'permission_missing' }))
    await tag('Tested')
    const changer = as('Asset management > Change', oneAsset('Tested'))
    await assert.rejects(createAssetRevision(parts, changer, keys.Everywhere ?? '', {}), { problem: 'asset_not_found' })
    assert.deepEqual(await createAssetRevision(parts, changer, keys.Tested ?? '', {}), { revision: 3 })
  })
})
