import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { changingNothing } from '@portico/testing/contents.ts'
import { onBothEngines } from '@portico/testing/databases.ts'
import { assertProblem, type SendOptions, send } from '@portico/testing/requests.ts'
import { type Caller, startTestServer, type TestServer, testClock } from '@portico/testing/server.ts'

const unknownKey = '018f2b6a-7c1d-7e2f-9a3b-4c5d6e7f8091'
const hour = 3_600_000

interface Page<T> {
  results: T[]
  page: { totalResults: number }
}

onBothEngines('Organization roles of users over HTTP', (engine) => {
  const clock = testClock()
  let server: TestServer
  let manager: Caller
  let viewer: Caller
  let developerKey: string
  let administratorKey: string
  let assetKey: string
  let userKey: string

  before(async () => {
    server = await startTestServer({ engine, sample: true, clock })
    manager = await server.administrator()
    viewer = await server.caller('View members')
    const roles = (await viewer.call<Page<{ key: string }>>('GET', '/api/identity/v1/organization-roles')).body
    ;[administratorKey = '', developerKey = ''] = roles.results.map(({ key }) => key)
    const asset = await server.context.database.db.selectFrom('assets').select('key').executeTakeFirstOrThrow()
    assetKey = asset.key
    const creator = await server.caller('Manage users')
    const body = { name: 'Newcomer', email: 'new@example.com', isActive: true }
    userKey = (await creator.call<{ key: string }>('POST', '/api/identity/v1/users', body)).body.key
  })

  const ask = (method: string, path: string, options: SendOptions = {}) =>
    send(server.url, method, path, { token: manager.token, ...options })
  const ofUser = (key = userKey): string => `/api/identity/v1/users/${key}/organization-roles`
  const held = async () => (await viewer.call<Page<object>>('GET', ofUser())).body.results
  const holders = async (query = ''): Promise<Page<Record<string, unknown>>> =>
    (
      await viewer.call<Page<Record<string, unknown>>>(
        'GET',
        `/api/identity/v1/organization-roles/${developerKey}/users${query}`,
      )
    ).body

  test('grants and revokes, with and without a body', async () => {
    const path = `${ofUser()}/${developerKey}`
    const granted = await ask('POST', path)
    assert.deepEqual([granted.status, granted.text], [201, ''])
    const developer = { key: developerKey, name: 'Developer', grantPeriod: null, assetKey: null, portfolioKey: null }
    assert.deepEqual(await held(), [developer])
    assert.equal((await ask('POST', path, { body: { assetKeys: [assetKey], grantPeriod: null } })).status, 201)
    assert.deepEqual((await held()).length, 2)
    const forAssets = `${ofUser()}?scopes=asset&assetKeys=${assetKey}`
    assert.deepEqual((await viewer.call<Page<object>>('GET', forAssets)).body.results, [
      { ...developer, assetKey, portfolioKey: server.environments[0]?.portfolioKey },
    ])
    assert.equal((await ask('DELETE', path, { body: { assetKeys: [assetKey] } })).status, 204)
    assert.deepEqual(await held(), [developer])
    const revoked = await ask('DELETE', path)
    assert.deepEqual([revoked.status, revoked.text], [204, ''])
    assert.equal((await ask('DELETE', path)).status, 204)
    assertProblem(await ask('GET', ofUser(), { token: viewer.token }), 'user_not_found', userKey)
  })

  test('lets a role begin and end on time', async () => {
    const endTime = new Date(clock.now() + 2 * hour).toISOString()
    const startTime = new Date(clock.now() + hour).toISOString()
    const before = (await holders()).page.totalResults
    const body = { grantPeriod: { startTime, endTime } }
    assert.equal((await ask('POST', `${ofUser()}/${developerKey}`, { body })).status, 201)
    assert.equal((await holders()).page.totalResults, before)
    clock.advance(hour)
    assert.equal((await holders()).page.totalResults, before + 1)
    const [role] = (await held()) as { grantPeriod: object }[]
    assert.deepEqual(role?.grantPeriod, { startTime, endTime })
    const { results } = await holders('?nameOrEmailContains=newcomer&embed=UserIdentityProviders')
    assert.deepEqual(results, [
      {
        key: userKey,
        name: 'Newcomer',
        email: 'new@example.com',
        status: 'Active',
        photoUrl: null,
        lastLoginAt: null,
        _embedded: { userIdentityProviders: [] },
      },
    ])
    clock.advance(hour)
    assert.equal((await holders()).page.totalResults, before)
  })

  test('embeds application roles without how the user got them', async () => {
    const seesAll = await server.caller('View members', 'View end users')
    const path = `/api/identity/v1/organization-roles/${administratorKey}/users?embed=applicationroles&sort=-name`
    const { results } = (
      await seesAll.call<Page<{ name: string; _embedded: { applicationRoles: object[] } }>>('GET', path)
    ).body
    assert.equal(results.length, 2)
    const [role] = results.flatMap(({ _embedded }) => _embedded.applicationRoles)
    const fields = ['key', 'name', 'environmentKey', 'assetKey', 'externalKey', 'claim', 'portfolioKey']
    assert.deepEqual(Object.keys(role ?? {}).sort(), [...fields].sort())
  })

  test('refuses bad input, names the field, and changes nothing', async () => {
    await changingNothing(server, async () => {
      const path = `${ofUser()}/${developerKey}`
      const post = (body: unknown, to = path) => ask('POST', to, { body })
      assertProblem(await post({ assetKeys: ['x'] }), 'invalid_body', 'assetKeys[0]')
      assertProblem(await post({ assetKey }), 'invalid_body', 'assetKey')
      assertProblem(await post({ grantPeriod: { endTime: 'tomorrow' } }), 'invalid_body', 'grantPeriod.endTime')
      assertProblem(await post({ grantPeriod: { until: null } }), 'invalid_body', 'grantPeriod.until')
      const past = { grantPeriod: { endTime: '2020-01-01T00:00:00Z' } }
      assertProblem(await post(past), 'grant_period_invalid', 'grantPeriod.endTime')
      const backward = { grantPeriod: { startTime: '2999-02-01T00:00:00Z', endTime: '2999-01-01T00:00:00Z' } }
      assertProblem(await post(backward), 'grant_period_invalid', 'grantPeriod.startTime')
      assertProblem(await post({ assetKeys: [assetKey, unknownKey] }), 'asset_unknown', unknownKey)
      assertProblem(await post({ portfolioKey: unknownKey }), 'portfolio_unknown', unknownKey)
      assertProblem(await post({}, `${ofUser(unknownKey)}/${developerKey}`), 'user_not_found')
      assertProblem(await post({}, `${ofUser()}/${unknownKey}`), 'organization_role_not_found')
      assertProblem(await post({}, `${ofUser()}/nonsense`), 'invalid_parameter', 'roleKey')
      const erase = (to: string, body?: unknown) => ask('DELETE', to, { body })
      assertProblem(await erase(path, { grantPeriod: null }), 'invalid_body', 'grantPeriod')
      assertProblem(await erase(path, { assetKeys: [unknownKey] }), 'asset_unknown', unknownKey)
      assertProblem(await erase(`${ofUser(unknownKey)}/${developerKey}`), 'user_not_found')
      assertProblem(await erase(`${ofUser()}/${unknownKey}`), 'organization_role_not_found')
      const get = (to: string) => ask('GET', to, { token: viewer.token })
      assertProblem(await get(`${ofUser()}?scopes=Portfolio`), 'invalid_parameter', 'scopes')
      const users = (key: string) => `/api/identity/v1/organization-roles/${key}/users`
      assertProblem(await get(`${users(developerKey)}?sort=key`), 'invalid_parameter', 'sort', 'userKey')
      assertProblem(await get(users(unknownKey)), 'organization_role_not_found')
    })
  })

  test('keeps one Administrator', async () => {
    const users = `/api/identity/v1/organization-roles/${administratorKey}/users`
    const [one, another] = (await viewer.call<Page<{ key: string }>>('GET', users)).body.results
    assert.equal((await ask('DELETE', `${ofUser(one?.key)}/${administratorKey}`)).status, 204)
    await changingNothing(server, async () => {
      const last = ofUser(another?.key)
      assertProblem(await ask('DELETE', `${last}/${administratorKey}`), 'last_administrator')
      assertProblem(await ask('POST', `${last}/${developerKey}`), 'last_administrator')
      const body = { grantPeriod: { endTime: new Date(clock.now() + hour).toISOString() } }
      assertProblem(await ask('POST', `${last}/${administratorKey}`, { body }), 'last_administrator')
    })
  })

  test('asks for a token, and for the permission', async () => {
    const other = await server.caller('Manage authentication')
    const operations: [method: string, path: string, other: Caller][] = [
      ['GET', ofUser(), other],
      ['GET', `/api/identity/v1/organization-roles/${developerKey}/users`, other],
      ['POST', `${ofUser()}/${developerKey}`, viewer],
      ['DELETE', `${ofUser()}/${developerKey}`, viewer],
    ]
    await changingNothing(server, async () => {
      for (const [method, path, other] of operations) {
        assertProblem(await send(server.url, method, path), 'token_missing')
        assertProblem(await ask(method, path, { token: other.token }), 'permission_missing')
      }
    })
  })
})
