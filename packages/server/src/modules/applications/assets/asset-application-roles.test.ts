import assert from 'node:assert/strict'
import { before, beforeEach, it } from 'node:test'
import { onBothEngines } from '@portico/testing/databases.ts'
import { createDirectory, type Directory, storingNothing } from '@portico/testing/directory.ts'
import type { Db } from '../../../db/transaction.ts'
import { createUserApplicationRoleService } from '../../directory/assignments/user-application-roles-service.ts'
import { createApplicationRoleService } from '../application-roles/application-roles-service.ts'
import { createEnvironmentService } from '../portfolios/environments-service.ts'
import { createPortfolioService } from '../portfolios/portfolios-service.ts'
import {
  type AssetApplicationRoleService,
  createAssetApplicationRoleService,
} from './asset-application-roles-service.ts'
import { type AssetService, createAssetService } from './assets-service.ts'
import { createDeploymentService, type DeploymentService } from './deployment-service.ts'

const unknownKey = '018f2b6a-7c1d-7e2f-9a3b-4c5d6e7f8091'
const deployAssets = 'Release management > Deploy assets'

onBothEngines('The application roles of an asset', (_engine, open) => {
  const clock = { now: () => Date.parse('2026-11-23T15:00:00.000Z') }
  let db: Db
  let directory: Directory
  let key: string
  let assets: AssetService
  let roles: AssetApplicationRoleService
  let deployments: DeploymentService

  before(async () => {
    ;({ db } = await open())
    assets = createAssetService({ db, clock })
    roles = createAssetApplicationRoleService({ db, clock })
    deployments = createDeploymentService({ db, clock })
  })

  beforeEach(async () => {
    directory = await createDirectory(db, clock)
    ;({ key } = await assets.create(admin(), { name: 'Asset' }))
  })

  const admin = () =>
    directory.principal(
      'Asset management > Change',
      deployAssets,
      'User and access management > Manage users',
      'Portfolio management > Manage portfolio',
    )
  /** `name environment`, as the list of application roles has them */
  const listed = async () => {
    const { results } = await createApplicationRoleService({ db }).list(admin(), { assetKey: key })
    const environments = [directory.development, directory.test, directory.production]
    return results
      .map(({ name, environmentKey }) => `${name} ${environments.find((one) => one.key === environmentKey)?.name}`)
      .sort()
  }
  const roleKeyIn = async (externalKey: string, environmentKey: string): Promise<string> => {
    const { results } = await createApplicationRoleService({ db }).list(admin(), { assetKey: key, environmentKey })
    return results.find((role) => role.externalKey === externalKey)?.key ?? ''
  }
  const entries = async (action: string) => {
    const rows = await db
      .selectFrom('audit_entries')
      .select(['entity_key', 'entity_name', 'old_values', 'new_values', 'environment_key'])
      .where('organization_key', '=', directory.organizationKey)
      .where('action', '=', action)
      .execute()
    return rows.map(({ old_values, new_values, ...row }) => ({
      ...row,
      before: old_values && JSON.parse(old_values),
      after: new_values && JSON.parse(new_values),
    }))
  }

  it('exist where it is deployed, whichever comes first', async () => {
    const { development, test } = directory
    await roles.create(admin(), key, { name: 'Early', claim: 'early' })
    assert.deepEqual(await listed(), [])
    const first = await deployments.deploy(admin(), key, development.key.toUpperCase())
    assert.deepEqual(await listed(), ['Early Development'])
    const { externalKey } = await roles.create(admin(), key, { name: 'Late' })
    await deployments.deploy(admin(), key, test.key)
    assert.deepEqual(await listed(), ['Early Development', 'Early Test', 'Late Development', 'Late Test'])

    await storingNothing(db, async () => {
      assert.deepEqual(await deployments.deploy(admin(), key, development.key), first)
    })
    const { applicationRoles } = await assets.read(admin(), key)
    assert.deepEqual(
      applicationRoles.map(({ name, claim }) => [name, claim]),
      [
        ['Early', 'early'],
        ['Late', null],
      ],
    )
    const claims = (await createApplicationRoleService({ db }).list(admin(), { nameContains: 'early' })).results
    assert.deepEqual(
      claims.map(({ claim }) => claim),
      ['early', 'early'],
    )
    const [created] = (await entries('application-role.created')).filter(({ entity_key }) => entity_key === externalKey)
    assert.deepEqual(created?.after, {
      name: 'Late',
      claim: null,
      assetKey: key,
      environmentKeys: [development.key],
    })
    assert.deepEqual(
      (await entries('asset.deployed')).map(({ environment_key }) => environment_key).sort(),
      [development.key, test.key].sort(),
    )
  })

  it('can be granted as soon as they exist', async () => {
    const { externalKey } = await roles.create(admin(), key, { name: 'Role' })
    await deployments.deploy(admin(), key, directory.test.key)
    const [user = ''] = await directory.users({ name: 'Ada' })
    const granted = createUserApplicationRoleService({ db, clock })
    const roleKey = await roleKeyIn(externalKey, directory.test.key)
    await granted.grant(admin(), { key: user, roleKey })
    await roles.rename(admin(), { key, externalKey: externalKey.toUpperCase() }, 'Renamed')
    const { results } = await granted.list(admin(), user, {})
    assert.deepEqual(
      results.map(({ name }) => name),
      ['Renamed'],
    )
  })

  it('are renamed everywhere, and keep names of their own', async () => {
    const { externalKey } = await roles.create(admin(), key, { name: 'One' })
    await roles.create(admin(), key, { name: 'Two' })
    await deployments.deploy(admin(), key, directory.test.key)
    await deployments.deploy(admin(), key, directory.production.key)
    await roles.rename(admin(), { key, externalKey }, 'ONE')
    assert.deepEqual(await listed(), ['ONE Production', 'ONE Test', 'Two Production', 'Two Test'])
    const [renamed] = await entries('application-role.updated')
    assert.deepEqual([renamed?.before, renamed?.after], [{ name: 'One' }, { name: 'ONE' }])
    await storingNothing(db, async () => {
      await roles.rename(admin(), { key, externalKey }, 'ONE')
      await assert.rejects(roles.rename(admin(), { key, externalKey }, 'two'), {
        problem: 'application_role_name_taken',
      })
      await assert.rejects(roles.create(admin(), key, { name: 'tWO' }), { problem: 'application_role_name_taken' })
    })
    const { key: another } = await assets.create(admin(), { name: 'Another' })
    await roles.create(admin(), another, { name: 'Two' })
  })

  it('get a name once, also when several ask for it at the same moment', async () => {
    const outcomes = await Promise.allSettled(['x', 'X', 'x'].map((name) => roles.create(admin(), key, { name })))
    const refused = outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason.problem] : []))
    assert.deepEqual(refused, ['application_role_name_taken', 'application_role_name_taken'])
  })

  it('are complete, also when roles and deployments are made at the same moment', async () => {
    const { development, test, production } = directory
    await Promise.all([
      roles.create(admin(), key, { name: 'a' }),
      deployments.deploy(admin(), key, development.key),
      roles.create(admin(), key, { name: 'b' }),
      deployments.deploy(admin(), key, test.key),
      deployments.deploy(admin(), key, test.key),
      deployments.deploy(admin(), key, production.key),
    ])
    const expected = ['Development', 'Test', 'Production'].flatMap((name) => [`a ${name}`, `b ${name}`]).sort()
    assert.deepEqual(await listed(), expected)
  })

  it('are deleted everywhere, unless users or groups hold them', async () => {
    const { externalKey } = await roles.create(admin(), key, { name: 'Held' })
    await deployments.deploy(admin(), key, directory.test.key)
    await deployments.deploy(admin(), key, directory.production.key)
    const users = await directory.users({ name: 'a' }, { name: 'b' })
    const [inTest, inProduction] = [
      await roleKeyIn(externalKey, directory.test.key),
      await roleKeyIn(externalKey, directory.production.key),
    ]
    await directory.grant(...users.map((user): [string, string] => [user, inTest]))
    await directory.groups({ environmentKey: directory.production.key, applicationRoleKeys: [inProduction] })
    await storingNothing(db, async () => {
      const refused = { problem: 'application_role_held', message: /Held .*2 users and 1 group/ }
      await assert.rejects(roles.delete(admin(), { key, externalKey }), refused)
      await assert.rejects(deployments.undeploy(admin(), key, directory.test.key), {
        problem: 'application_role_held',
        message: /Asset in Test .*2 users hold/,
      })
    })
    await db.deleteFrom('user_application_roles').where('application_role_key', '=', inTest).execute()
    await deployments.undeploy(admin(), key, directory.test.key)
    assert.deepEqual(await listed(), ['Held Production'])
    await db.deleteFrom('group_application_roles').where('application_role_key', '=', inProduction).execute()
    await roles.delete(admin(), { key, externalKey })
    assert.deepEqual(await listed(), [])
    assert.deepEqual((await assets.read(admin(), key)).applicationRoles, [])
    const [deleted] = await entries('application-role.deleted')
    assert.deepEqual(deleted?.before, { name: 'Held', claim: null, assetKey: key })
    const [undeployed] = await entries('asset.undeployed')
    assert.equal(undeployed?.environment_key, directory.test.key)
  })

  it('are never taken from somebody who is granted them at the same moment', async () => {
    const granted = createUserApplicationRoleService({ db, clock })
    const [user = ''] = await directory.users({ name: 'Ada' })
    await deployments.deploy(admin(), key, directory.test.key)
    for (let round = 0; round < 8; round++) {
      const { externalKey } = await roles.create(admin(), key, { name: `Round ${round}` })
      const roleKey = await roleKeyIn(externalKey, directory.test.key)
      const [grant, removal] = await Promise.allSettled([
        granted.grant(admin(), { key: user, roleKey }),
        roles.delete(admin(), { key, externalKey }),
      ])
      const problems = [grant, removal].map((one) => (one.status === 'rejected' ? one.reason.problem : 'done'))
      assert.ok(
        ['done application_role_held', 'application_role_not_found done'].includes(problems.join(' ')),
        problems.join(' '),
      )
    }
  })

  it('go where the caller may deploy, within the portfolio', async () => {
    const { test, development } = directory
    const inTest = directory.principal([deployAssets, new Set([test.key])])
    const portfolios = createPortfolioService({ db, clock })
    const { key: portfolioKey } = await portfolios.create(admin(), { name: 'Second' })
    const environments = createEnvironmentService({ db, clock })
    const elsewhere = await environments.create(admin(), { portfolioKey, name: 'Elsewhere', purpose: 'Production' })
    const foreign = await createDirectory(db, clock)
    await deployments.deploy(inTest, key, test.key)
    await deployments.deploy(admin(), key, development.key)
    await storingNothing(db, async () => {
      await assert.rejects(deployments.deploy(inTest, key, directory.production.key), {
        problem: 'permission_missing',
        message: /Deploy assets in the environment Production/,
      })
      await assert.rejects(deployments.undeploy(inTest, key, development.key), { problem: 'permission_missing' })
      await assert.rejects(deployments.deploy(admin(), key, elsewhere.key), {
        problem: 'environment_of_other_portfolio',
      })
      for (const environmentKey of [unknownKey, foreign.test.key]) {
        await assert.rejects(deployments.deploy(admin(), key, environmentKey), { problem: 'environment_unknown' })
        await assert.rejects(deployments.undeploy(admin(), key, environmentKey), { problem: 'deployment_not_found' })
      }
      await assert.rejects(deployments.undeploy(admin(), key, directory.production.key), {
        problem: 'deployment_not_found',
      })
    })
    await deployments.undeploy(inTest, key, test.key)
  })

  it('of an unknown asset or of another one are not there', async () => {
    const { key: another } = await assets.create(admin(), { name: 'Another' })
    const { externalKey } = await roles.create(admin(), another, { name: 'Role' })
    const foreign = await createDirectory(db, clock)
    const [foreignKey = ''] = await foreign.assets('Foreign')
    await storingNothing(db, async () => {
      for (const unknown of [unknownKey, foreignKey]) {
        await assert.rejects(roles.create(admin(), unknown, { name: 'x' }), { problem: 'asset_not_found' })
        await assert.rejects(roles.delete(admin(), { key: unknown, externalKey }), { problem: 'asset_not_found' })
        await assert.rejects(deployments.deploy(admin(), unknown, directory.test.key), { problem: 'asset_not_found' })
      }
      await assert.rejects(roles.rename(admin(), { key, externalKey }, 'x'), { problem: 'application_role_undefined' })
      await assert.rejects(roles.delete(admin(), { key, externalKey }), { problem: 'application_role_undefined' })
    })
  })
})
