import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { onBothEngines } from '@portico/testing/databases.ts'
import { createDirectory, type Directory } from '@portico/testing/directory.ts'
import { refusalsOf } from '@portico/testing/refusals.ts'
import { type Received, send } from '@portico/testing/requests.ts'
import { startTestServer, type TestServer } from '@portico/testing/server.ts'
import { assetTypes } from '../../../db/schema/asset-types.ts'

const assets = '/api/management/v1/assets'
const deployed = '/api/portfolios/v2/deployed-assets'
const identity = '/api/identity/v1'
const nobody = '018f2b6a-7c1d-7e2f-9a3b-4c5d6e7f8091'

onBothEngines('Assets and their application roles', (engine) => {
  let server: TestServer
  let foreign: Directory
  let foreignAsset: string
  let admin: string
  let reader: string
  let inTest: string
  let development: string
  let testKey: string
  let names = 0

  const call = (method: string, path: string, body?: unknown, token: string | undefined = admin): Promise<Received> =>
    send(server.url, method, path, { token, body })
  const refuses = refusalsOf(() => server, call)
  const created = async (path: string, body: object): Promise<string> => {
    const { status, body: answer, text } = await call('POST', path, body)
    assert.equal(status, 201, text)
    assert.equal(Object.keys(answer).length, 1)
    return answer.key ?? answer.externalKey
  }
  const createAsset = (more: object = {}) => created(assets, { name: `Asset ${++names}`, ...more })
  const rolesOf = async (asset: string): Promise<{ key: string; name: string; environmentKey: string }[]> =>
    (await call('GET', `${identity}/application-roles?assetKey=${asset}`)).body.results

  before(async () => {
    server = await startTestServer({ engine, environment: { PORTICO_PUBLIC_URL: 'http://127.0.0.1' } })
    const { db } = server.context.database
    foreign = await createDirectory(db, server.context.clock)
    ;[foreignAsset = ''] = await foreign.assets('Foreign')
    ;[development = '', testKey = ''] = server.environments.map(({ key }) => key)
    const all = ['Create', 'Change', 'Delete'].map((name) => `Asset management > ${name}`)
    const permissions = [...all, 'Deploy assets', 'Manage users', 'Manage portfolio']
    admin = (await server.caller(...permissions)).token
    reader = (await server.caller('Asset management > Open')).token
    inTest = await server.token(await server.createClient([{ name: 'Deploy assets', environments: [testKey] }]))
  })

  test('leads from an asset to a role that a user holds', async () => {
    const key = await createAsset({ name: 'Shop', type: 'MobileApplication', description: 'Sells' })
    const role = await created(`${assets}/${key}/application-roles`, { name: 'Buyer', claim: 'buyer' })
    const deployment = await created(`${assets}/${key}/deployments`, { environmentKey: testKey })
    const { body } = await call('GET', `${assets}/${key}`)
    const { createdAt, portfolioKey, deployments, ...rest } = body
    assert.match(createdAt, /^\d{4}-.*Z$/)
    assert.equal(portfolioKey, server.environments[0]?.portfolioKey)
    assert.deepEqual(rest, {
      key,
      name: 'Shop',
      type: 'MobileApplication',
      description: 'Sells',
      latestRevision: 1,
      highestTag: null,
      applicationRoles: [{ externalKey: role, name: 'Buyer', claim: 'buyer' }],
    })
    assert.deepEqual(Object.keys(deployments[0]), ['key', 'environmentKey', 'revision', 'deployedAt'])
    assert.deepEqual([deployments[0].key, deployments[0].environmentKey], [deployment, testKey])

    const [there] = await rolesOf(key)
    assert.deepEqual([there?.name, there?.environmentKey], ['Buyer', testKey])
    const user = (await call('POST', `${identity}/users`, { email: 'buyer@example.com' })).body.key
    const grant = `${identity}/users/${user}/application-roles/${there?.key}`
    assert.equal((await call('POST', grant)).status, 201)
    assert.equal((await call('PATCH', `${assets}/${key}/application-roles/${role}`, { name: 'Customer' })).status, 204)
    const held = await call('GET', `${identity}/users/${user}/application-roles`)
    assert.deepEqual(
      held.body.results.map(({ name }: { name: string }) => name),
      ['Customer'],
    )

    await refuses('application_role_held', '1 user', 'DELETE', `${assets}/${key}/application-roles/${role}`)
    await refuses('application_role_held', '1 user', 'DELETE', `${assets}/${key}/deployments/${testKey}`)
    await refuses('asset_held', '1 user', 'DELETE', `${assets}/${key}`)
    assert.equal((await call('DELETE', grant)).status, 204)
    assert.equal((await call('DELETE', `${assets}/${key}/deployments/${testKey}`)).status, 204)
    assert.deepEqual(await rolesOf(key), [])
    assert.equal((await call('DELETE', `${assets}/${key}/application-roles/${role}`)).status, 204)
    assert.equal((await call('DELETE', `${assets}/${key}`)).status, 204)
    await refuses('asset_not_found', key, 'GET', `${assets}/${key}`)
  })

  test('can be of each type of ODC, which every API shows by the same name', async () => {
    const keys = new Map<string, string>()
    for (const type of assetTypes) {
      const key = await createAsset({ name: `One ${type}`, type })
      keys.set(key, type)
      await created(`${assets}/${key}/deployments`, { environmentKey: testKey })
    }
    const shown = async (path: string, key: string, type: string): Promise<Map<string, string>> => {
      const { status, body, text } = await call('GET', path)
      assert.equal(status, 200, text)
      return new Map(body.results.map((asset: Record<string, string>) => [asset[key], asset[type]]))
    }
    const ofLibraries = new Map([...keys].filter(([, type]) => type.endsWith('Library')))
    assert.equal(ofLibraries.size, 5)
    assert.deepEqual(await shown(`${assets}?nameContains=One%20&sort=createdAt`, 'key', 'type'), keys)
    const repository = '/api/asset-repository/v1/assets'
    assert.deepEqual(await shown(`${repository}?nameContains=One%20&sort=createdAt`, 'assetKey', 'assetType'), keys)
    for (const version of ['v1', 'v2']) {
      const all = await shown(`/api/portfolios/${version}/deployed-assets?nameContains=One%20`, 'key', 'type')
      assert.deepEqual(new Map([...all].sort()), new Map([...keys].sort()))
    }
    const libraries = await shown('/api/portfolios/v2/libraries?nameContains=One%20', 'key', 'type')
    assert.deepEqual(new Map([...libraries].sort()), new Map([...ofLibraries].sort()))
    for (const [key, type] of keys) {
      const one = new Map([[key, type]])
      assert.equal((await call('GET', `${assets}/${key}`)).body.type, type)
      const query = `nameContains=One%20&type=${type}`
      assert.deepEqual(await shown(`${assets}?${query}`, 'key', 'type'), one)
      assert.deepEqual(await shown(`${deployed}?${query}`, 'key', 'type'), one)
      if (ofLibraries.has(key))
        assert.deepEqual(await shown(`/api/portfolios/v2/libraries?${query}`, 'key', 'type'), one)
      if (type !== 'MobileLibrary')
        assert.deepEqual(
          await shown(`${repository}?nameContains=One%20&assetTypes=${type}`, 'assetKey', 'assetType'),
          one,
        )
    }
    const deployable = await shown(
      `${repository}?nameContains=One%20&metadata.isDeployable=true`,
      'assetKey',
      'assetType',
    )
    assert.deepEqual([...deployable.values()].sort(), ['Agent', 'MobileApplication', 'WebApplication', 'Workflow'])
    const [agent = ''] = [...keys].find(([, type]) => type === 'Agent') ?? []
    assert.equal((await call('PATCH', `${assets}/${agent}`, { type: 'KnowledgeBase' })).status, 204)
    assert.equal((await call('GET', `${repository}/${agent}`)).body.assetType, 'KnowledgeBase')
    for (const type of ['Library', 'Robot']) {
      await refuses('invalid_body', /type must be one of .*LowCodeLibrary/, 'POST', assets, { name: 'Former', type })
      await refuses('invalid_body', /type must be one of .*LowCodeLibrary/, 'PATCH', `${assets}/${agent}`, { type })
    }
  })

  test('lists assets with what they are', async () => {
    const key = await createAsset({ name: 'Listed 100%', type: 'Workflow' })
    const { status, body } = await call('GET', `${assets}?nameContains=100%25&type=workflow`, undefined, reader)
    assert.equal(status, 200)
    assert.deepEqual(Object.keys(body.results[0]).sort(), [
      'createdAt',
      'description',
      'highestTag',
      'key',
      'latestRevision',
      'name',
      'portfolioKey',
      'type',
    ])
    assert.deepEqual([body.results[0].key, body.page.totalResults], [key, 1])
    await refuses('invalid_parameter', 'type', 'GET', `${assets}?type=Toy`)
    await refuses('invalid_parameter', 'sort', 'GET', `${assets}?sort=key`)
  })

  test('changes an asset', async () => {
    const key = await createAsset({ description: 'x' })
    const other = `Asset ${names}`
    const changing = await createAsset({ description: 'x' })
    assert.equal(
      (await call('PATCH', `${assets}/${changing}`, { description: null, type: 'LowCodeLibrary' })).status,
      204,
    )
    const { body } = await call('GET', `${assets}/${changing}`)
    assert.deepEqual([body.name, body.type, body.description], [`Asset ${names}`, 'LowCodeLibrary', null])
    await refuses('asset_name_taken', other.toUpperCase(), 'PATCH', `${assets}/${changing}`, {
      name: other.toUpperCase(),
    })
    await refuses('asset_name_taken', other, 'POST', assets, { name: other })
    await refuses('invalid_body', 'name must be a text', 'PATCH', `${assets}/${key}`, { name: null })
    await refuses('invalid_body', 'type must be one of', 'PATCH', `${assets}/${key}`, { type: 'Toy' })
    await refuses('invalid_body', 'There is no field portfolioKey', 'PATCH', `${assets}/${key}`, {
      portfolioKey: nobody,
    })
  })

  test('shows what is deployed in the shape of the contract', async () => {
    const key = await createAsset({ name: 'Shown' })
    const deploymentKey = await created(`${assets}/${key}/deployments`, { environmentKey: development })
    const { status, body } = await call('GET', `${deployed}?key=${key}&environmentKey=${development}`)
    assert.equal(status, 200)
    assert.deepEqual(body.page, {
      count: 1,
      limit: 100,
      offset: 0,
      nextPageOffset: null,
      totalResults: 1,
      totalPages: 1,
    })
    const [asset] = body.results
    const { deploymentDateTime, deploymentUserId, portfolioKey, ...deployment } = asset.deployments[0]
    assert.deepEqual(
      { ...asset, deployments: deployment },
      {
        type: 'WebApplication',
        key,
        isBuiltIn: false,
        deployments: {
          environmentKey: development,
          name: 'Shown',
          revision: 1,
          buildKey: key,
          deploymentKey,
          description: null,
          iconUrl: null,
          url: null,
          tag: null,
          taggingUserKey: null,
          taggingDateTime: null,
        },
      },
    )
    assert.match(deploymentDateTime, /Z$/)
    assert.match(deploymentUserId, /^[0-9a-f-]{36}$/)
    assert.equal(portfolioKey, server.environments[0]?.portfolioKey)
    assert.deepEqual((await call('GET', `${deployed}?key=${key}`, undefined, inTest)).body.results, [])
    assert.deepEqual((await call('GET', deployed, undefined, reader)).body.results, [])
    await refuses('invalid_parameter', 'environmentKey', 'GET', `${deployed}?environmentKey=Test`)
    await refuses('permission_filter_unknown', 'permissionFilter', 'GET', `${deployed}?permissionFilter=Fly`)
    const nothing = await server.token(await server.createClient([]))
    await refuses('permission_missing', 'any one permission', 'GET', deployed, undefined, nothing)
  })

  test('refuses roles and deployments that are not possible', async () => {
    const key = await createAsset()
    const roles = `${assets}/${key}/application-roles`
    const role = await created(roles, { name: 'One' })
    await created(roles, { name: 'Two' })
    await refuses('application_role_name_taken', 'ONE', 'POST', roles, { name: 'ONE' })
    await refuses('application_role_name_taken', 'two', 'PATCH', `${roles}/${role}`, { name: 'two' })
    await refuses('invalid_body', 'name is missing', 'POST', roles, {})
    await refuses('invalid_body', 'name must have at most 256', 'POST', roles, { name: 'x'.repeat(257) })
    await refuses('invalid_body', 'claim', 'POST', roles, { name: 'x', claim: 1 })
    await refuses('invalid_body', 'There is no field claim', 'PATCH', `${roles}/${role}`, { name: 'x', claim: 'x' })
    await refuses('application_role_undefined', nobody, 'PATCH', `${roles}/${nobody}`, { name: 'x' })
    await refuses('application_role_undefined', nobody, 'DELETE', `${roles}/${nobody}`)
    await refuses('invalid_parameter', 'externalKey', 'DELETE', `${roles}/x`)
    const deployments = `${assets}/${key}/deployments`
    for (const environmentKey of [nobody, foreign.test.key]) {
      await refuses('environment_unknown', environmentKey, 'POST', deployments, { environmentKey })
      await refuses('deployment_not_found', environmentKey, 'DELETE', `${deployments}/${environmentKey}`)
    }
    await refuses('invalid_body', 'environmentKey must be a UUID', 'POST', deployments, { environmentKey: 'Test' })
    await refuses('deployment_not_found', testKey, 'DELETE', `${deployments}/${testKey}`)
    const portfolioKey = await created('/api/management/v1/portfolios', { name: 'Elsewhere' })
    const elsewhere = { portfolioKey, name: 'There', purpose: 'Production' }
    const environmentKey = await created('/api/management/v1/environments', elsewhere)
    await refuses('environment_of_other_portfolio', 'There', 'POST', deployments, { environmentKey })
    await refuses('portfolio_unknown', 'portfolioKey', 'POST', assets, { name: 'New', portfolioKey: nobody })
  })

  test('answers 404 for what is not there, or belongs to another organization', async () => {
    for (const key of [nobody, foreignAsset]) {
      const path = `${assets}/${key}`
      await refuses('asset_not_found', key, 'GET', path)
      await refuses('asset_not_found', key, 'PATCH', path, { name: 'x' })
      await refuses('asset_not_found', key, 'DELETE', path)
      await refuses('asset_not_found', key, 'POST', `${path}/application-roles`, { name: 'x' })
      await refuses('asset_not_found', key, 'PATCH', `${path}/application-roles/${nobody}`, { name: 'x' })
      await refuses('asset_not_found', key, 'DELETE', `${path}/application-roles/${nobody}`)
      await refuses('asset_not_found', key, 'POST', `${path}/deployments`, { environmentKey: testKey })
      await refuses('asset_not_found', key, 'DELETE', `${path}/deployments/${testKey}`)
    }
  })

  test('requires the permission that each operation needs', async () => {
    const key = await createAsset()
    const path = `${assets}/${key}`
    await refuses('permission_missing', 'Asset management > Create', 'POST', assets, { name: 'x' }, reader)
    await refuses('permission_missing', 'Asset management > Change', 'PATCH', path, { name: 'x' }, reader)
    await refuses('permission_missing', 'Asset management > Delete', 'DELETE', path, undefined, reader)
    const role = `${path}/application-roles`
    await refuses('permission_missing', 'Asset management > Change', 'POST', role, { name: 'x' }, reader)
    await refuses('permission_missing', 'Change', 'PATCH', `${role}/${nobody}`, { name: 'x' }, reader)
    await refuses('permission_missing', 'Change', 'DELETE', `${role}/${nobody}`, undefined, reader)
    const deployment = `${path}/deployments`
    await refuses('permission_missing', 'Deploy assets', 'POST', deployment, { environmentKey: testKey }, reader)
    await refuses('permission_missing', 'Deploy assets', 'DELETE', `${deployment}/${testKey}`, undefined, reader)
    const there = { environmentKey: development }
    await refuses('permission_missing', 'in the stage Development', 'POST', deployment, there, inTest)
    assert.equal((await call('POST', deployment, { environmentKey: testKey }, inTest)).status, 201)
    assert.equal((await call('DELETE', `${deployment}/${testKey}`, undefined, inTest)).status, 204)
    const supporter = (await server.caller('Open support cases')).token
    await refuses('permission_missing', 'Asset management > Open', 'GET', assets, undefined, supporter)
    await refuses('permission_missing', 'Asset management > Open', 'GET', path, undefined, supporter)
  })
})
