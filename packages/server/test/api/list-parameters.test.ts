import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { onBothEngines } from '@portico/testing/databases.ts'
import { assertProblem, type Received, send } from '@portico/testing/requests.ts'
import { type Caller, startTestServer, type TestServer } from '@portico/testing/server.ts'

const users = '/api/identity/v1/users'
const roles = '/api/identity/v1/application-roles'
const groups = '/api/identity/v1/groups'
const organizationRoles = '/api/identity/v1/organization-roles'
const clients = '/api/management/v1/api-clients'
const nobody = '018f2b6a-7c1d-7e2f-9a3b-4c5d6e7f8091'

onBothEngines('The parameters of lists', (engine) => {
  let server: TestServer
  let manager: Caller
  let userKey: string
  let roleKey: string
  let groupKey: string
  let organizationRoleKey: string

  const get = (path: string): Promise<Received> => send(server.url, 'GET', path, { token: manager.token })

  before(async () => {
    // ODC's APIs as strict as all others: what they forgive otherwise is in lenient-requests.test.ts.
    server = await startTestServer({ engine, sample: true, environment: { PORTICO_STRICT: 'true' } })
    manager = await server.caller('Manage users', 'Manage end-user groups', 'Manage API clients')
    const { body } = await get(`${users}?hasApplicationRoles=true&limit=1`)
    userKey = body.results[0].key
    groupKey = (await get(`${groups}?limit=1`)).body.results[0].key
    roleKey = (await get(`${groups}/${groupKey}/application-roles?limit=1`)).body.results[0].key
    organizationRoleKey = (await get(`${organizationRoles}?nameContains=Developer`)).body.results[0].key
  })

  test('takes limits from 1 to 100 and offsets from 0', async () => {
    for (const list of [users, roles, clients, `${users}/${userKey}/application-roles`]) {
      for (const limit of [1, 2, 100]) {
        const { status, body } = await get(`${list}?limit=${limit}&offset=0`)
        assert.equal(status, 200)
        assert.equal(body.page.limit, limit)
        assert.equal(body.results.length, Math.min(limit, body.page.totalResults))
      }
      const { body } = await get(list)
      assert.deepEqual([body.page.limit, body.page.offset], [100, 0])
      const past = await get(`${list}?offset=2147483647`)
      assert.deepEqual([past.status, past.body.results, past.body.page.nextPageOffset], [200, [], null])
    }
  })

  test('refuses other limits and offsets by name', async () => {
    const refused: [query: string, detail: RegExp][] = [
      ['limit=0', /limit must be at least 1/],
      ['limit=101', /limit must be at most 100/],
      ['limit=-1', /limit must be at least 1/],
      ['limit=abc', /limit must be a whole number/],
      ['limit=1e1', /limit must be a whole number/],
      ['limit=0x10', /limit must be a whole number/],
      ['limit=1.5', /limit must be a whole number/],
      ['limit=%2B5', /limit must be a whole number/],
      ['limit=%205', /limit must be a whole number/],
      ['limit=', /limit must be a whole number/],
      ['limit=99999999999999999999', /limit must be a whole number/],
      ['limit=5&limit=5', /limit can be given only once/],
      ['offset=-1', /offset must be at least 0/],
      ['offset=2147483648', /offset must be at most 2147483647/],
      ['offset=ten', /offset must be a whole number/],
    ]
    for (const list of [users, roles, clients, `${users}/${userKey}/application-roles`]) {
      for (const [query, detail] of refused) {
        assertProblem(await get(`${list}?${query}`), 'invalid_parameter', detail)
      }
    }
  })

  test('sorts by the allowed fields only, and names them', async () => {
    const allowed: [list: string, fields: string[]][] = [
      [users, ['key', 'name', 'email', 'status', 'lastLoginAt']],
      [roles, ['name', 'environmentKey', 'assetKey']],
      [`${roles}/${roleKey}/users`, ['userKey', 'name', 'email', 'status', 'lastLoginAt']],
      [`${organizationRoles}/${organizationRoleKey}/users`, ['userKey', 'name', 'email', 'status', 'lastLoginAt']],
      [`${groups}/${groupKey}/users`, ['key', 'name', 'email', 'status', 'lastLoginAt']],
      [`${groups}/${groupKey}/application-roles`, ['name', 'assetKey']],
      [organizationRoles, ['name']],
      [`${users}/${userKey}/application-roles`, ['name', 'environmentKey', 'assetKey']],
      [clients, ['name', 'createdAt', 'lastUsedAt', 'secretExpiresAt']],
    ]
    for (const [list, fields] of allowed) {
      for (const field of fields) {
        for (const sort of [field, `-${field}`, field.toLowerCase(), `-${field.toUpperCase()}`]) {
          assert.equal((await get(`${list}?sort=${sort}`)).status, 200, sort)
        }
      }
      for (const sort of ['photoUrl', 'keys', '--name', '+name', 'name,key', '', 'name%0A', "name';--"]) {
        const refused = await get(`${list}?sort=${encodeURI(sort)}`)
        assertProblem(refused, 'invalid_parameter', 'sort', fields.join(', '))
      }
    }
  })

  test('sorts users by key and roles by their place, and breaks ties by key', async () => {
    const everywhere = 'assignmentSources=Direct,GroupAssigned,GroupMapped'
    const lists: [list: string, sort: string, of: (row: Received['body']) => string][] = [
      [users, 'key', ({ key }) => key],
      [`${groups}/${groupKey}/users`, 'key', ({ user }) => user.key],
      [`${roles}/${roleKey}/users`, 'userKey', ({ key }) => key],
      [`${organizationRoles}/${organizationRoleKey}/users`, 'userKey', ({ key }) => key],
      [roles, 'environmentKey', ({ key, environmentKey }) => environmentKey + key],
      [roles, 'assetKey', ({ key, assetKey }) => assetKey + key],
      [`${groups}/${groupKey}/application-roles`, 'assetKey', ({ key, assetKey }) => assetKey + key],
      [`${users}/${userKey}/application-roles?${everywhere}`, 'environmentKey', (row) => row.environmentKey + row.key],
      [`${users}/${userKey}/application-roles?${everywhere}`, 'assetKey', (row) => row.assetKey + row.key],
    ]
    for (const [list, sort, of] of lists) {
      const read = async (sort: string, more = ''): Promise<string[]> =>
        (await get(`${list}${list.includes('?') ? '&' : '?'}sort=${sort}${more}`)).body.results.map(of)
      const all = await read(sort)
      assert.ok(all.length > 0, `${list} ${sort}`)
      assert.deepEqual(all, [...all].sort(), `${list} ${sort}`)
      const paged = (await Promise.all([0, 2, 4].map((offset) => read(sort, `&limit=2&offset=${offset}`)))).flat()
      assert.deepEqual(paged, all.slice(0, 6), `${list} ${sort}`)
      const backward = await read(`-${sort}`)
      assert.deepEqual(backward, [...backward].sort().reverse(), `${list} -${sort}`)
    }
  })

  test('refuses unknown parameters and names those that there are', async () => {
    for (const query of ['name=x', 'Limit=5', 'limit[]=5', '__proto__=1', 'constructor=1', 'toString=1', '=1']) {
      assertProblem(await get(`${users}?${query}`), 'invalid_parameter', query.split('=')[0] ?? '', /limit, offset/)
    }
    assertProblem(await get(`${users}/count?limit=5`), 'invalid_parameter', 'There is no parameter limit')
    assertProblem(await get(`${users}/${userKey}?sort=name`), 'invalid_parameter', 'There is no parameter sort')
  })

  test('takes several values comma-separated, repeated, or both', async () => {
    const [a, b, c] = server.environments.map(({ key }) => key)
    const total = async (query: string) => (await get(`${users}?${query}&limit=1`)).body.page.totalResults
    const expected = await total(`environmentKeys=${a},${b},${c}`)
    assert.ok(expected > (await total(`environmentKeys=${c}`)))
    assert.equal(await total(`environmentKeys=${a}&environmentKeys=${b}&environmentKeys=${c}`), expected)
    assert.equal(await total(`environmentKeys=${a},${b}&environmentKeys=${c}`), expected)
    assert.equal(await total(`environmentKeys=${a}%2C${b}%2C${c}`), expected)
    assert.equal(await total(`environmentKeys=${a},${a},${b},${c?.toUpperCase()}`), expected)
  })

  test('takes the words of a fixed set, and true and false, in any case', async () => {
    for (const embed of ['applicationroles,USERIDENTITYPROVIDERS', 'ApplicationRoles&embed=userIdentityProviders']) {
      const { body } = await get(`${users}/${userKey}?embed=${embed}`)
      assert.deepEqual(Object.keys(body._embedded).sort(), ['applicationRoles', 'userIdentityProviders'])
    }
    for (const value of ['true', 'True', 'TRUE', 'false', 'False']) {
      assert.equal((await get(`${users}?hasApplicationRoles=${value}&limit=1`)).status, 200, value)
    }
    assert.equal((await get(`${users}?status=INACTIVE&limit=1`)).body.results[0].status, 'Inactive')
    assert.equal((await get(`${clients}?status=available`)).status, 200)
  })

  test('refuses values that are not what a parameter takes', async () => {
    const key = server.environments[0]?.key
    const refused: [path: string, detail: RegExp][] = [
      [`${users}?status=Gone`, /status must be one of Active, Invited, Inactive, PendingRegistration/],
      [`${users}?status=Active,Invited`, /status must be one of/],
      [`${users}?status=Active&status=Invited`, /status/],
      [`${users}?embed=Groups`, /embed\[0\] must be one of ApplicationRoles, UserIdentityProviders/],
      [`${users}?hasApplicationRoles=1`, /hasApplicationRoles must be true or false/],
      [`${users}?hasOrganizationRoles=yes`, /hasOrganizationRoles must be true or false/],
      [`${users}?assetKey=1`, /assetKey must be a UUID/],
      [`${users}?environmentKeys=${key},x`, /environmentKeys\[1\] must be a UUID/],
      [`${users}?environmentKeys=`, /environmentKeys\[0\] must be a UUID/],
      [`${users}?environmentKeys=${key},`, /environmentKeys\[1\] must be a UUID/],
      [`${users}?portfolioKeys=${Array(101).fill(key)}`, /portfolioKeys must have at most 100 values/],
      [`${users}?userKeys=`, /userKeys must be 1 to 20 UUIDs/],
      [`${users}?userKeys=${Array(21).fill(nobody)}`, /userKeys must be 1 to 20 UUIDs/],
      [`${users}?userKeys=${nobody},x`, /userKeys must be 1 to 20 UUIDs/],
      [`${users}?lastLoginAtSince=2026-11-23`, /lastLoginAtSince must be a date and time/],
      [`${users}?lastLoginAtTo=2026-13-01T00:00:00Z`, /lastLoginAtTo must be a date and time/],
      [`${users}?lastLoginAtTo=2026-02-30T00:00:00Z`, /lastLoginAtTo must be a date and time/],
      [`${users}?lastLoginAtSince=yesterday`, /lastLoginAtSince must be a date and time/],
      [`${users}?nameOrEmailContains=`, /nameOrEmailContains must have at least 1 character/],
      [`${users}?nameOrEmailContains=${'x'.repeat(257)}`, /nameOrEmailContains must have at most 256 characters/],
      [`${users}?nameOrEmailContains=a%00b`, /nameOrEmailContains must not hold control characters/],
      [`${users}/count?domains=a%1Fb`, /domains\[0\] must not hold control characters/],
      [`${users}/not-a-key`, /key must be a UUID/],
      [`${users}/${userKey}x`, /key must be a UUID/],
      [`${users}/${userKey}/application-roles?assignmentSources=Direct,Other`, /assignmentSources\[1\] must be one of/],
      [`${roles}?key=${userKey.slice(1)}`, /key must be a UUID/],
      [`${clients}/${userKey.replaceAll('-', '')}`, /key must be a UUID/],
      [`${clients}?status=Broken`, /status must be one of Suspended, Expired, NeedsAttention, Available/],
    ]
    for (const [path, detail] of refused) assertProblem(await get(path), 'invalid_parameter', detail)
  })

  test('refuses a singular and a plural filter of the same thing', async () => {
    const key = nobody
    const pairs: [path: string, singular: string, plural: string][] = [
      [users, 'environmentKey', 'environmentKeys'],
      [roles, 'environmentKey', 'environmentKeys'],
      [`${users}/${userKey}/application-roles`, 'environmentKey', 'environmentKeys'],
      [`${users}/${userKey}/application-roles`, 'assetKey', 'assetKeys'],
    ]
    for (const [path, singular, plural] of pairs) {
      const refused = await get(`${path}?${singular}=${key}&${plural}=${key}`)
      assertProblem(refused, 'excluded_parameters', singular, plural)
    }
  })

  test('takes keys in capitals and as a URN', async () => {
    for (const key of [userKey.toUpperCase(), `urn:uuid:${userKey}`]) {
      assert.equal((await get(`${users}/${key}`)).body.key, userKey)
      assert.equal((await get(`${users}?userKeys=${key}`)).body.results[0]?.key, userKey)
      assert.equal((await get(`${users}/${key}/application-roles`)).status, 200)
    }
    const own = manager.credentials.key
    for (const key of [own.toUpperCase(), `urn:uuid:${own}`]) {
      assert.equal((await get(`${clients}/${key}`)).body.key, own)
    }
  })

  test('reads times with any offset and precision', async () => {
    const since = async (text: string) =>
      (await get(`${users}?limit=1&lastLoginAtSince=${encodeURIComponent(text)}`)).body.page.totalResults
    const [first] = (await get(`${users}?sort=-lastLoginAt&limit=1`)).body.results
    const time = new Date(Date.parse(first.lastLoginAt) - 10 * 86_400_000)
    const there = new Date(time.getTime() + 5.5 * 3_600_000).toISOString().replace('Z', '+05:30')
    const expected = await since(time.toISOString())
    assert.ok(expected > 0)
    assert.equal(await since(there), expected)
    assert.equal(await since(time.toISOString().toLowerCase()), expected)
    assert.equal(await since('9999-12-31T23:59:59-23:59'), 0)
    assert.equal(await since('0000-01-01T00:00:00+23:59'), await since('0001-01-01T00:00:00Z'))
  })
})
