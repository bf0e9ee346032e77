import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { onBothEngines } from '@portico/testing/databases.ts'
import { assertProblem, send } from '@portico/testing/requests.ts'
import { type Caller, startTestServer, type TestServer } from '@portico/testing/server.ts'
import { searchForm } from '../../../db/fold.ts'

interface Role {
  key: string
  name: string
  environmentKey: string
  assetKey: string
  isDirectlyAssigned: boolean
  assignedGroups: { key: string; name: string; membershipType: string }[]
}
interface User {
  key: string
  name: string
  email: string
  status: string
  access: { hasOrganizationRoles: boolean; hasApplicationRoles: boolean }
  lastLoginAt: string | null
  isActive: boolean
  _embedded: { applicationRoles: Role[]; userIdentityProviders: { username: string }[] }
}
interface UserPage {
  results: User[]
  page: { count: number; limit: number; offset: number; totalResults: number; nextPageOffset: number | null }
}

const users = '/api/identity/v1/users'

onBothEngines('GET /users', (engine) => {
  let server: TestServer
  let manager: Caller
  let everybody: User[]
  let ada: User

  const list = async (query: string, caller = manager): Promise<UserPage> => {
    const { status, body } = await caller.call<UserPage>('GET', `${users}?${query}`)
    assert.equal(status, 200, JSON.stringify(body))
    return body
  }

  /** All pages, by the offsets that the answers name. */
  const listAll = async (query: string, limit = 100): Promise<User[]> => {
    const found: User[] = []
    for (let offset: number | null = 0; offset !== null; ) {
      const { results, page } = await list(`${query}&limit=${limit}&offset=${offset}`)
      found.push(...results)
      offset = page.nextPageOffset
    }
    return found
  }

  before(async () => {
    server = await startTestServer({ engine, sample: true })
    manager = await server.caller('Manage users')
    everybody = await listAll('embed=ApplicationRoles,UserIdentityProviders')
    const found = everybody.find(({ name }) => name === 'Ada Almeida')
    assert.ok(found)
    ada = found
  })

  test('answers what the getting-started path asks for', async () => {
    const { results, page } = await list('limit=10&offset=0')
    assert.equal(results.length, 10)
    assert.deepEqual(page, {
      count: 10,
      limit: 10,
      offset: 0,
      totalResults: 320,
      nextPageOffset: 10,
      totalPages: 32,
    })
  })

  test('shows a user with exactly the fields of the contract', async () => {
    const { body } = await manager.call('GET', `${users}/${ada.key}`)
    assert.deepEqual(body, {
      key: ada.key,
      name: 'Ada Almeida',
      email: 'ada.almeida@example.com',
      status: 'Active',
      access: { hasOrganizationRoles: true, hasApplicationRoles: true },
      lastLoginAt: ada.lastLoginAt,
      isActive: true,
      photoUrl: null,
      isEmailVerified: true,
      isTermsAndConditionsAccepted: true,
    })
    const dayAgo = Date.now() - 86_400_000
    assert.ok(everybody.every(({ lastLoginAt }) => Date.parse(lastLoginAt ?? '1970-01-01') < dayAgo))
    assert.match(ada.lastLoginAt ?? '', /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/)
  })

  test('embeds roles and profiles with exactly the fields of the contract', async () => {
    const { body } = await manager.call<User>('GET', `${users}/${ada.key}?embed=ApplicationRoles,UserIdentityProviders`)
    const [identity, ...others] = body._embedded.userIdentityProviders
    assert.deepEqual(others, [])
    const { firstLoginAt, lastLoginAt, identityProviderKey, ...rest } = identity as unknown as Record<string, unknown>
    assert.deepEqual(rest, {
      userKey: ada.key,
      subject: null,
      username: 'ada.almeida@example.com',
      name: 'Ada Almeida',
      email: 'ada.almeida@example.com',
      photoUrl: null,
      isEmailVerified: true,
    })
    assert.deepEqual([firstLoginAt, lastLoginAt], [ada.lastLoginAt, ada.lastLoginAt])
    assert.match(String(identityProviderKey), /^[0-9a-f-]{36}$/)

    const [role] = body._embedded.applicationRoles.filter(({ isDirectlyAssigned }) => isDirectlyAssigned)
    assert.deepEqual(Object.keys(role ?? {}).sort(), [
      'assetKey',
      'assignedGroups',
      'claim',
      'environmentKey',
      'externalKey',
      'isDirectlyAssigned',
      'key',
      'name',
      'portfolioKey',
    ])
    const inherited = body._embedded.applicationRoles.find(({ isDirectlyAssigned }) => !isDirectlyAssigned)
    const [group] = inherited?.assignedGroups ?? []
    assert.deepEqual({ ...group, key: '' }, { key: '', name: group?.name, membershipType: 'Assigned' })
    assert.match(group?.name ?? '', /^(Support|Operations)$/)
  })

  test('pages through all users without gap or repetition, and says when it is over', async () => {
    assert.equal(everybody.length, 320)
    assert.equal(new Set(everybody.map(({ key }) => key)).size, 320)
    const last = await list('limit=100&offset=300')
    assert.equal(last.page.count, 20)
    assert.equal(last.page.nextPageOffset, null)
    const past = await list('limit=7&offset=5000')
    assert.deepEqual(past, {
      results: [],
      page: { count: 0, limit: 7, offset: 5000, totalResults: 320, nextPageOffset: null, totalPages: 46 },
    })
  })

  test('applies every filter', async () => {
    const { db } = server.context.database
    const logins = await db.selectFrom('user_logins').select(['user_key', 'environment_key']).execute()
    const [development, test] = server.environments
    const role = ada._embedded.applicationRoles[0]
    assert.ok(development && test && role)
    const roles = ({ _embedded }: User) => _embedded.applicationRoles
    const middle = everybody.flatMap(({ lastLoginAt }) => lastLoginAt ?? []).sort()[100] ?? ''
    const has = (text: string, user: User) =>
      [user.name, user.email].some((value) => searchForm(value).includes(searchForm(text)))
    const filters: [query: string, keeps: (user: User) => boolean][] = [
      ['status=Invited', ({ status }) => status === 'Invited'],
      ['status=pendingregistration', ({ status }) => status === 'PendingRegistration'],
      ['domains=example.com,EXAMPLE.ORG', ({ email }) => /example\.(com|org)$/.test(email)],
      ['domains=example.com&domains=example.net', ({ email }) => /example\.(com|net)$/.test(email)],
      ['nameOrEmailContains=%C3%A9LODIE', (user) => has('élodie', user)],
      ['nameOrEmailContains=example.net', (user) => has('example.net', user)],
      ['nameOrEmailContains=_', (user) => has('_', user)],
      ['nameOrEmailContains=%25', (user) => has('%', user)],
      ['nameOrEmailOrUsernameContains=ada.', (user) => has('ada.', user)],
      [
        `userKeys=${everybody[0]?.key},${everybody[7]?.key.toUpperCase()}`,
        ({ key }) => key === everybody[0]?.key || key === everybody[7]?.key,
      ],
      [`assetKey=${role.assetKey}`, (user) => roles(user).some(({ assetKey }) => assetKey === role.assetKey)],
      [`environmentKey=${test.key}`, (user) => roles(user).some(({ environmentKey }) => environmentKey === test.key)],
      [
        `environmentKeys=${test.key},${development.key}`,
        (user) => roles(user).some(({ environmentKey }) => [test.key, development.key].includes(environmentKey)),
      ],
      [
        `environmentKeys=${test.key}&assetKey=${role.assetKey}`,
        (user) =>
          roles(user).some(({ environmentKey, assetKey }) => environmentKey === test.key && assetKey === role.assetKey),
      ],
      [`portfolioKeys=${test.portfolioKey}`, (user) => roles(user).length > 0],
      [`portfolioKeys=${test.key}`, () => false],
      ['hasOrganizationRoles=true', ({ access }) => access.hasOrganizationRoles],
      ['hasApplicationRoles=True', ({ access }) => access.hasApplicationRoles],
      ['hasApplicationRoles=false&hasOrganizationRoles=false', () => true],
      [`lastLoginAtSince=${middle}`, ({ lastLoginAt }) => lastLoginAt !== null && lastLoginAt >= middle],
      [`lastLoginAtTo=${middle}`, ({ lastLoginAt }) => lastLoginAt !== null && lastLoginAt <= middle],
      [
        `loggedInEnvironmentKeys=${test.key}`,
        ({ key }) => logins.some((login) => login.user_key === key && login.environment_key === test.key),
      ],
      [`loggedInPortfolioKeys=${test.portfolioKey}`, ({ key }) => logins.some((login) => login.user_key === key)],
      [
        'status=Active&domains=example.com&hasOrganizationRoles=true',
        ({ status, email, access }) =>
          status === 'Active' && email.endsWith('@example.com') && access.hasOrganizationRoles,
      ],
    ]
    for (const [query, keeps] of filters) {
      const expected = everybody.filter(keeps).map(({ key }) => key)
      const found = (await listAll(query)).map(({ key }) => key)
      assert.deepEqual(found, expected, query)
    }
  })

  test('counts with the same filters', async () => {
    const counted = async (query: string) =>
      (await manager.call<{ userCount: number }>('GET', `${users}/count${query}`)).body
    assert.deepEqual(await counted(''), { userCount: 320 })
    for (const query of ['status=Inactive', 'domains=example.org', 'hasOrganizationRoles=true&status=Active']) {
      assert.deepEqual(await counted(`?${query}`), { userCount: (await list(`${query}&limit=1`)).page.totalResults })
    }
  })

  test('sorts by each of the fields, in both directions', async () => {
    for (const field of ['name', 'email', 'status', 'lastLoginAt'] as const) {
      const value = (user: User): string => searchForm(user[field] ?? '')
      const up = (await listAll(`sort=${field}`)).map(value)
      assert.deepEqual(up, [...up].sort(compareCodePoints), field)
      const down = (await listAll(`sort=-${field}`)).map(value)
      assert.deepEqual(down, [...up].reverse(), `-${field}`)
    }
    const byDefault = (await list('limit=5')).results.map(({ name }) => name)
    assert.deepEqual(
      byDefault,
      (await list('limit=5&sort=name')).results.map(({ name }) => name),
    )
  })

  test('shows each caller the users that its permissions cover', async () => {
    const seen = async (...permissions: string[]) => {
      const { body } = await (await server.caller(...permissions)).call<UserPage>('GET', `${users}?limit=1`)
      return body.page.totalResults
    }
    const members = everybody.filter(({ access }) => access.hasOrganizationRoles)
    const endUsers = everybody.filter(({ access }) => access.hasApplicationRoles)
    assert.ok(members.length === 10 && endUsers.length > 100 && endUsers.length < 320)
    assert.equal(await seen('View members'), members.length)
    assert.equal(await seen('View end users'), endUsers.length)
    assert.equal(await seen('View members', 'View end users'), 320)
  })

  test('answers 404 for a user that the caller may not see', async () => {
    const other = everybody.find(({ access }) => !access.hasOrganizationRoles)
    assert.ok(other)
    const { token } = await server.caller('View members')
    assertProblem(await send(server.url, 'GET', `${users}/${other.key}`, { token }), 'user_not_found', other.key)
    assert.equal((await send(server.url, 'GET', `${users}/${ada.key}`, { token })).status, 200)
  })

  test('shows roles of the granted environments only', async () => {
    const [development, test] = server.environments
    assert.ok(development && test)
    const permissions = [{ name: 'View end users', environments: [test.key] }]
    const token = await server.token(await server.createClient(permissions))
    const { body } = await send(server.url, 'GET', `${users}?embed=ApplicationRoles&limit=100`, { token })
    const expected = everybody.filter(({ _embedded }) =>
      _embedded.applicationRoles.some(({ environmentKey }) => environmentKey === test.key),
    )
    assert.equal(body.page.totalResults, expected.length)
    const environments = body.results.flatMap((user: User) =>
      user._embedded.applicationRoles.map((r) => r.environmentKey),
    )
    assert.deepEqual([...new Set(environments)], [test.key])
    const elsewhere = await send(server.url, 'GET', `${users}?environmentKey=${development.key}`, { token })
    assert.equal(elsewhere.body.page.totalResults, 0)
  })

  test('answers HEAD as GET, without the body', async () => {
    const { status, headers, text } = await send(server.url, 'HEAD', `${users}?limit=1`, { token: manager.token })
    assert.equal(status, 200)
    assert.equal(text, '')
    assert.ok(Number(headers['content-length']) > 100)
  })
})

/** As the databases do it: by code point, not by any language. */
const compareCodePoints = (a: string, b: string): number => Buffer.compare(Buffer.from(a), Buffer.from(b))
