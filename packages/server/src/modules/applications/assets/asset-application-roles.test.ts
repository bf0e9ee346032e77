import assert from 'node:assert/strict'
import { before, beforeEach, test } from 'node:test'
import { onBothEngines } from '@portico/testing/databases.ts'
import { createDirectory, type Directory, storingNothing } from '@portico/testing/directory.ts'
import { insertRows } from '../../../db/insert-rows.ts'
import { newKey } from '../../../db/keys.ts'
import type { Parts } from '../../../db/parts.ts'
import type { Db } from '../../../db/transaction.ts'
import { grantUserApplicationRole } from '../../directory/assignments/grant-user-application-role.ts'
import { listUserApplicationRoles } from '../../directory/assignments/list-user-application-roles.ts'
import { listApplicationRoles } from '../application-roles/list-application-roles.ts'
import { createEnvironment } from '../portfolios/create-environment.ts'
import { createPortfolio } from '../portfolios/create-portfolio.ts'
import { createAsset } from './create-asset.ts'
import { createAssetApplicationRole } from './create-asset-application-role.ts'
import { deleteAssetApplicationRole } from './delete-asset-application-role.ts'
import { deployAsset } from './deploy-asset.ts'
import { getAsset } from './get-asset.ts'
import { undeployAsset } from './undeploy-asset.ts'
import { updateAssetApplicationRole } from './update-asset-application-role.ts'

const unknownKey = '018f2b6a-7c1d-7e2f-9a3b-4c5d6e7f8091'
const deployAssets = 'Release management > Deploy assets'

onBothEngines('The application roles of an asset', (_engine, open) => {
  const clock = { now: () => Date.parse('2026-11-23T15:00:00.000Z') }
  let db: Db
  let directory: Directory
  let key: string
  let parts: Parts<'clock'>

  before(async () => {
    ;({ db } = await open())
    parts = { db, clock }
  })

  beforeEach(async () => {
    directory = await createDirectory(db, clock)
    ;({ key } = await createAsset(parts, admin(), { name: 'Asset' }))
  })

  const admin = () =>
    directory.principal(
      'Asset management > Change',
      deployAssets,
      'User and access management > Manage users',
      'Portfolio management > Manage portfolio',
    )
  test('are 500 at most', async () => {
    const rows = Array.from({ length: 499 }, (_, n) => ({
      organization_key: directory.organizationKey,
      external_key: newKey(),
      asset_key: key,
      name: `Role ${n}`,
      name_folded: `role ${n}`,
      claim: null,
      created_at: '2026',
    }))
    await insertRows(db, 'asset_application_roles', rows)
    await createAssetApplicationRole(parts, admin(), key, { name: 'Last' })
    const refused = () => createAssetApplicationRole(parts, admin(), key, { name: 'One too many' })
    await storingNothing(db, () =>
      assert.rejects(refused, { problem: 'application_roles_too_many', message: /up to 500/ }),
    )
  })

  /** `name environment`, as the list of application roles has them */
  const listed = async () => {
    const { results } = await listApplicationRoles(parts, admin(), { assetKey: key })
    const environments = [directory.development, directory.test, directory.production]
    return results
      .map(({ name, environmentKey }) => `${name} ${environments.find((one) => one.key === environmentKey)?.name}`)
      .sort()
  }
  const roleKeyIn = async (externalKey: string, environmentKey: string): Promise<string> => {
    const { results } = await listApplicationRoles(parts, admin(), { assetKey: key, environmentKey })
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

  test('exist where it is deployed, whichever comes first', async () => {
    const { development, test } = directory
    await createAssetApplicationRole(parts, admin(), key, { name: 'Early', claim: 'early' })
    assert.deepEqual(await listed(), [])
    const first = await deployAsset(parts, admin(), key, { environmentKey: development.key.toUpperCase() })
    assert.deepEqual(await listed(), ['Early Development'])
    const { externalKey } = await createAssetApplicationRole(parts, admin(), key, { name: 'Late' })
    await deployAsset(parts, admin(), key, { environmentKey: test.key })
    assert.deepEqual(await listed(), ['Early Development', 'Early Test', 'Late Development', 'Late Test'])

    await storingNothing(db, async () => {
      assert.deepEqual(await deployAsset(parts, admin(), key, { environmentKey: development.key }), first)
    })
    const { applicationRoles } = await getAsset(parts, admin(), key)
    assert.deepEqual(
      applicationRoles.map(({ name, claim }) => [name, claim]),
      [
        ['Early', 'early'],
        ['Late', null],
      ],
    )
    const claims = (await listApplicationRoles(parts, admin(), { nameContains: 'early' })).results
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

  test('can be granted as soon as they exist', async () => {
    const { externalKey } = await createAssetApplicationRole(parts, admin(), key, { name: 'Role' })
    await deployAsset(parts, admin(), key, { environmentKey: directory.test.key })
    const [user = ''] = await directory.users({ name: 'Ada' })
    const roleKey = await roleKeyIn(externalKey, directory.test.key)
    await grantUserApplicationRole(parts, admin(), { key: user, roleKey })
    await updateAssetApplicationRole(
      parts,
      admin(),
      { key, externalKey: externalKey.toUpperCase() },
      { name: 'Renamed' },
    )
    const { results } = await listUserApplicationRoles(parts, admin(), user, {
      assignmentSources: ['Direct', 'GroupAssigned'],
    })
    assert.deepEqual(
      results.map(({ name }) => name),
      ['Renamed'],
    )
  })

  test('are renamed everywhere, and keep names of their own', async () => {
    const { externalKey } = await createAssetApplicationRole(parts, admin(), key, { name: 'One' })
    await createAssetApplicationRole(parts, admin(), key, { name: 'Two' })
    await deployAsset(parts, admin(), key, { environmentKey: directory.test.key })
    await deployAsset(parts, admin(), key, { environmentKey: directory.production.key })
    await updateAssetApplicationRole(parts, admin(), { key, externalKey }, { name: 'ONE' })
    assert.deepEqual(await listed(), ['ONE Production', 'ONE Test', 'Two Production', 'Two Test'])
    const [renamed] = await entries('application-role.updated')
    assert.deepEqual([renamed?.before, renamed?.after], [{ name: 'One' }, { name: 'ONE' }])
    await storingNothing(db, async () => {
      await updateAssetApplicationRole(parts, admin(), { key, externalKey }, { name: 'ONE' })
      await assert.rejects(updateAssetApplicationRole(parts, admin(), { key, externalKey }, { name: 'two' }), {
        problem: 'application_role_name_taken',
      })
      await assert.rejects(createAssetApplicationRole(parts, admin(), key, { name: 'tWO' }), {
        problem: 'application_role_name_taken',
      })
    })
    const { key: another } = await createAsset(parts, admin(), { name: 'Another' })
    await createAssetApplicationRole(parts, admin(), another, { name: 'Two' })
  })

  test('get a name once, also when several ask for it at the same moment', async () => {
    const outcomes = await Promise.allSettled(
      ['x', 'X', 'x'].map((name) => createAssetApplicationRole(parts, admin(), key, { name })),
    )
    const refused = outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason.problem] : []))
    assert.deepEqual(refused, ['application_role_name_taken', 'application_role_name_taken'])
  })

  test('are complete, also when roles and deployments are made at the same moment', async () => {
    const { development, test, production } = directory
    await Promise.all([
      createAssetApplicationRole(parts, admin(), key, { name: 'a' }),
      deployAsset(parts, admin(), key, { environmentKey: development.key }),
      createAssetApplicationRole(parts, admin(), key, { name: 'b' }),
      deployAsset(parts, admin(), key, { environmentKey: test.key }),
      deployAsset(parts, admin(), key, { environmentKey: test.key }),
      deployAsset(parts, admin(), key, { environmentKey: production.key }),
    ])
    const expected = ['Development', 'Test', 'Production'].flatMap((name) => [`a ${name}`, `b ${name}`]).sort()
    assert.deepEqual(await listed(), expected)
  })

  test('are deleted everywhere, unless users or groups hold them', async () => {
    const { externalKey } = await createAssetApplicationRole(parts, admin(), key, { name: 'Held' })
    await deployAsset(parts, admin(), key, { environmentKey: directory.test.key })
    await deployAsset(parts, admin(), key, { environmentKey: directory.production.key })
    const users = await directory.users({ name: 'a' }, { name: 'b' })
    const [inTest, inProduction] = [
      await roleKeyIn(externalKey, directory.test.key),
      await roleKeyIn(externalKey, directory.production.key),
    ]
    await directory.grant(...users.map((user): [string, string] => [user, inTest]))
    await directory.groups({ environmentKey: directory.production.key, applicationRoleKeys: [inProduction] })
    await storingNothing(db, async () => {
      const refused = { problem: 'application_role_held', message: /Held .*2 users and 1 group/ }
      await assert.rejects(deleteAssetApplicationRole(parts, admin(), { key, externalKey }), refused)
      await assert.rejects(undeployAsset(parts, admin(), key, directory.test.key), {
        problem: 'application_role_held',
        message: /Asset in Test .*2 users hold/,
      })
    })
    await db.deleteFrom('user_application_roles').where('application_role_key', '=', inTest).execute()
    await undeployAsset(parts, admin(), key, directory.test.key)
    assert.deepEqual(await listed(), ['Held Production'])
    await db.deleteFrom('group_application_roles').where('application_role_key', '=', inProduction).execute()
    await deleteAssetApplicationRole(parts, admin(), { key, externalKey })
    assert.deepEqual(await listed(), [])
    assert.deepEqual((await getAsset(parts, admin(), key)).applicationRoles, [])
    const [deleted] = await entries('application-role.deleted')
    assert.deepEqual(deleted?.before, { name: 'Held', claim: null, assetKey: key })
    const [undeployed] = await entries('asset.undeployed')
    assert.equal(undeployed?.environment_key, directory.test.key)
  })

  test('are never taken from somebody who is granted them at the same moment', async () => {
    const [user = ''] = await directory.users({ name: 'Ada' })
    await deployAsset(parts, admin(), key, { environmentKey: directory.test.key })
    for (let round = 0; round < 8; round++) {
      const { externalKey } = await createAssetApplicationRole(parts, admin(), key, { name: `Round ${round}` })
      const roleKey = await roleKeyIn(externalKey, directory.test.key)
      const [grant, removal] = await Promise.allSettled([
        grantUserApplicationRole(parts, admin(), { key: user, roleKey }),
        deleteAssetApplicationRole(parts, admin(), { key, externalKey }),
      ])
      const problems = [grant, removal].map((one) => (one.status === 'rejected' ? one.reason.problem : 'done'))
      assert.ok(
        ['done application_role_held', 'application_role_not_found done'].includes(problems.join(' ')),
        problems.join(' '),
      )
    }
  })

  test('go where the caller may deploy, within the portfolio', async () => {
    const { test, development } = directory
    const inTest = directory.principal([deployAssets, new Set([test.key])])
    const { key: portfolioKey } = await createPortfolio(parts, admin(), { name: 'Second' })
    const elsewhere = await createEnvironment(parts, admin(), {
      portfolioKey,
      name: 'Elsewhere',
      purpose: 'Production',
    })
    const foreign = await createDirectory(db, clock)
    await deployAsset(parts, inTest, key, { environmentKey: test.key })
    await deployAsset(parts, admin(), key, { environmentKey: development.key })
    await storingNothing(db, async () => {
      await assert.rejects(deployAsset(parts, inTest, key, { environmentKey: directory.production.key }), {
        problem: 'permission_missing',
        message: /Deploy assets for the asset Asset in the stage Production/,
      })
      await assert.rejects(undeployAsset(parts, inTest, key, development.key), { problem: 'permission_missing' })
      await assert.rejects(deployAsset(parts, admin(), key, { environmentKey: elsewhere.key }), {
        problem: 'environment_of_other_portfolio',
      })
      for (const environmentKey of [unknownKey, foreign.test.key]) {
        await assert.rejects(deployAsset(parts, admin(), key, { environmentKey }), { problem: 'environment_unknown' })
        await assert.rejects(undeployAsset(parts, admin(), key, environmentKey), { problem: 'deployment_not_found' })
      }
      await assert.rejects(undeployAsset(parts, admin(), key, directory.production.key), {
        problem: 'deployment_not_found',
      })
    })
    await undeployAsset(parts, inTest, key, test.key)
  })

  test('of an unknown asset or of another one are not there', async () => {
    const { key: another } = await createAsset(parts, admin(), { name: 'Another' })
    const { externalKey } = await createAssetApplicationRole(parts, admin(), another, { name: 'Role' })
    const foreign = await createDirectory(db, clock)
    const [foreignKey = ''] = await foreign.assets('Foreign')
    await storingNothing(db, async () => {
      for (const unknown of [unknownKey, foreignKey]) {
        await assert.rejects(createAssetApplicationRole(parts, admin(), unknown, { name: 'x' }), {
          problem: 'asset_not_found',
        })
        await assert.rejects(deleteAssetApplicationRole(parts, admin(), { key: unknown, externalKey }), {
          problem: 'asset_not_found',
        })
        await assert.rejects(deployAsset(parts, admin(), unknown, { environmentKey: directory.test.key }), {
          problem: 'asset_not_found',
        })
      }
      await assert.rejects(updateAssetApplicationRole(parts, admin(), { key, externalKey }, { name: 'x' }), {
        problem: 'application_role_undefined',
      })
      await assert.rejects(deleteAssetApplicationRole(parts, admin(), { key, externalKey }), {
        problem: 'application_role_undefined',
      })
    })
  })
})
