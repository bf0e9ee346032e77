import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { onBothEngines } from '@portico/testing/databases.ts'
import { createDirectory, type Directory } from '@portico/testing/directory.ts'
import { plansOf } from '@portico/testing/plans-of.ts'
import type { Parts } from '../../../db/parts.ts'
import type { Principal } from '../../foundation/permissions/principal.ts'
import { type Environments, limitedScope } from '../../foundation/permissions/scope.ts'
import { selectAssets } from './assets-repository.ts'
import { parseDeployedAssetSort } from './deployed-asset-sort.ts'
import type { DeployedAssetsQuery } from './deployed-assets-schemas.ts'
import { listDeployedAssets } from './list-deployed-assets.ts'
import { seedAssets } from './seed-assets.ts'

const unknownKey = '018f2b6a-7c1d-7e2f-9a3b-4c5d6e7f8091'
const types = [
  'AppViewSourceCode',
  'AppDebug',
  'AppChange',
  'AppDelete',
  'AppDeploy',
  'AppRelease',
  'AppMonitor',
  'AppMonitorUserInfo',
  'AppSecurityView',
  'CodeQualityManage',
  'CodeQualityView',
  'AppUserView',
  'AppAccessManage',
  'AppGroupManage',
  'CfgView',
  'ConnConfig',
  'AppCfgChange',
]
const viewStage = 'Portfolio management > View stage'

onBothEngines('Deployed assets', (engine, open) => {
  const clock = { now: () => Date.parse('2026-11-23T15:00:00.000Z') }
  let directory: Directory
  let keys: string[]
  let parts: Parts

  before(async () => {
    const { db } = await open()
    parts = { db }
    directory = await createDirectory(db, clock)
    const { development, test, production, portfolioKey, organizationKey } = directory
    const assets = await seedAssets({ db, clock }, organizationKey, [
      { portfolioKey, name: 'b', type: 'Workflow', environmentKeys: [development.key, test.key] },
      { portfolioKey, name: 'A', type: 'MobileApplication', environmentKeys: [production.key] },
      { portfolioKey, name: 'c', environmentKeys: [] },
    ])
    keys = assets.map(({ key }) => key)
    await (await createDirectory(db, clock)).assets('Foreign')
  })

  /** `name: environments` */
  const list = async (query: DeployedAssetsQuery, environments: Environments = 'all') => {
    const { results, page } = await listDeployedAssets(parts, directory.principal([viewStage, environments]), query)
    const known = [directory.development, directory.test, directory.production]
    assert.equal(page.count, results.length)
    return results.map(({ deployments }) => {
      const names = deployments.map(({ environmentKey }) => known.find(({ key }) => key === environmentKey)?.name)
      return `${deployments[0]?.name}: ${names.sort().join(', ')}`
    })
  }

  test('are listed with where they are', async () => {
    const principal = directory.principal(viewStage)
    const { results, page } = await listDeployedAssets(parts, principal, {})
    assert.deepEqual([page.totalResults, results.map(({ key }) => key)], [2, [keys[1], keys[0]]])
    const { deploymentKey, ...deployment } = results[0]?.deployments[0] ?? {}
    assert.match(deploymentKey ?? '', /^[0-9a-f-]{36}$/)
    assert.deepEqual([results[0]?.type, results[0]?.isBuiltIn], ['MobileApplication', false])
    assert.deepEqual(deployment, {
      environmentKey: directory.production.key,
      name: 'A',
      revision: 1,
      buildKey: keys[1],
      deploymentDateTime: '2026-11-23T15:00:00.000Z',
      description: null,
      iconUrl: null,
      deploymentUserId: null,
      url: null,
      tag: null,
      taggingUserKey: null,
      taggingDateTime: null,
      portfolioKey: directory.portfolioKey,
    })
  })

  test('show what is deployed in the environments that the caller views', async () => {
    const { test, production } = directory
    assert.deepEqual(await list({}, new Set([test.key])), ['b: Test'])
    assert.deepEqual(await list({ environmentKey: production.key }, new Set([test.key])), [])
    assert.deepEqual(await list({}, new Set()), [])
  })

  test('are filtered and sorted', async () => {
    const { development, test, production, portfolioKey } = directory
    const [b = '', a = ''] = keys
    const cases: [DeployedAssetsQuery, string[]][] = [
      [{ sort: '-name' }, ['b: Development, Test', 'A: Production']],
      [{ sort: 'type' }, ['A: Production', 'b: Development, Test']],
      [{ environmentKey: test.key.toUpperCase() }, ['b: Test']],
      [{ environmentKey: `${test.key}, ${production.key}` }, ['A: Production', 'b: Test']],
      [{ key: a }, ['A: Production']],
      [{ key: `${a},${b}`, environmentKey: development.key }, ['b: Development']],
      [{ type: ['workflow', 'Agent'] }, ['b: Development, Test']],
      [{ type: ['lowcodelibrary', 'MobileLibrary'] }, []],
      [{ nameContains: 'a' }, ['A: Production']],
      [{ portfolioKey: portfolioKey.toUpperCase(), nameContains: 'B' }, ['b: Development, Test']],
      [{ portfolioKey: unknownKey }, []],
      [{ limit: 1, offset: 1 }, ['b: Development, Test']],
    ]
    for (const [query, expected] of cases) assert.deepEqual(await list(query), expected, JSON.stringify(query))
  })

  test('are those on which the caller has a permission, where one is named', async () => {
    const { test, development, production } = directory
    const [b = '', a = ''] = keys
    const deploys = 'Release management > Deploy assets'
    const viewEndUsers = 'End-user management > View end users'
    const scope = limitedScope({
      assets: new Map([[a, { portfolioKey: directory.portfolioKey, environments: 'all' }]]),
    })
    const { access, ...rest } = directory.principal(
      viewStage,
      [deploys, new Set([test.key])],
      'Asset management > Debug',
    )
    const principal = { ...rest, access: new Map([...access, [viewEndUsers, scope]]) as Principal['access'] }
    const found = async (permissionFilter: string, query: DeployedAssetsQuery = { key: `${a},${b}` }) =>
      (await listDeployedAssets(parts, principal, { ...query, permissionFilter })).results.flatMap(({ deployments }) =>
        deployments.map(({ name, environmentKey }) => `${name} ${environmentKey}`),
      )
    assert.deepEqual(await found('AppDeploy'), [`b ${test.key}`])
    assert.deepEqual(await found(`appdeploy.${test.key.toUpperCase()}`), [`b ${test.key}`])
    assert.deepEqual(await found(`AppDeploy.${development.key}`), [])
    assert.deepEqual(await found(`AppDebug.${production.key}`), [`A ${production.key}`])
    assert.equal((await found('AppDebug')).length, 3)
    assert.deepEqual(await found('AppUserView'), [`A ${production.key}`])
    assert.deepEqual(await found(`AppUserView.${production.key}`), [`A ${production.key}`])
    assert.deepEqual(await found(`AppUserView.${test.key}`), [])
    assert.deepEqual(await found(`AppDebug.${unknownKey}`), [])
    for (const type of types) await found(type)
    for (const type of ['AppDelete', 'CfgView', 'AppSecurityView', 'AppGroupManage'])
      assert.deepEqual(await found(type), [])
    for (const other of ['Fly', 'Deploy assets', 'AppDebug.', 'AppDebug.x', `.${test.key}`, `AppDebug.${test.key}.x`]) {
      await assert.rejects(found(other), {
        problem: 'permission_filter_unknown',
        message: new RegExp(`permissionFilter .*${[...types].map((type) => `(?=.*${type})`).join('')}`),
      })
    }
  })

  test('are found by the keys of the single assets that a caller may view, not among all of the organization', async () => {
    // PostgreSQL chooses by how many there are.
    if (engine === 'postgres') return
    const { organizationKey, test } = directory
    const deployed = { environmentKeys: [], assets: keys.map((key) => ({ key, environmentKeys: [test.key] })) }
    const page = { sort: parseDeployedAssetSort(undefined), limit: 100, offset: 0 }
    const plans = await plansOf(parts.db, (db) => selectAssets(db, organizationKey, { deployed }, page))
    for (const plan of plans) assert.match(plan, /SEARCH a USING [A-Z ]*PRIMARY KEY \(organization_key=\? AND key=\?\)/)
    assert.ok(plans.length >= 2)
  })

  test('refuse types that are none', async () => {
    for (const type of [['Robot'], ['Workflow', 'Library']]) {
      await assert.rejects(list({ type }), {
        problem: 'invalid_parameter',
        message: /type .*WebApplication.*LowCodeLibrary.*Agent/,
      })
    }
  })

  test('refuse keys that are none', async () => {
    for (const query of [{ key: 'one' }, { environmentKey: `${unknownKey},` }]) {
      await assert.rejects(list(query), {
        problem: 'invalid_parameter',
        message: new RegExp(Object.keys(query)[0] ?? ''),
      })
    }
  })
})
