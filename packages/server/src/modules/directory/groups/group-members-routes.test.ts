import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { changingNothing } from '@portico/testing/contents.ts'
import { onBothEngines } from '@portico/testing/databases.ts'
import { refusalsOf } from '@portico/testing/refusals.ts'
import { assertProblem, type Received, send } from '@portico/testing/requests.ts'
import { startTestServer, type TestServer } from '@portico/testing/server.ts'
import type { ProblemName } from '../../../problems/catalogue.ts'

const api = '/api/identity/v1'
const unknownKey = '018f2b6a-7c1d-7e2f-9a3b-4c5d6e7f8091'

interface Role {
  key: string
  name: string
  environmentKey: string
  assetKey: string
}

onBothEngines('Users and application roles of groups', (engine) => {
  let server: TestServer
  let token: string
  let inTest: string
  let development: string
  let testing: string
  let roles: Role[]
  /** Ada and Bob are assigned to the group, Bob and Cy mapped, Dan neither. */
  let [ada, bob, cy, dan] = ['', '', '', '']
  let group: string

  const call = (method: string, path: string, body?: unknown, as = token): Promise<Received> =>
    send(server.url, method, api + path, { token: as, body })
  const refuses = refusalsOf(() => server, call)
  const created = async (path: string, body: object): Promise<string> => {
    const { status, text, body: answer } = await call('POST', path, body)
    assert.equal(status, 201, text)
    return answer.key
  }
  const roleOf = (name: string, environmentKey: string): Role => {
    const found = roles.find((role) => role.name === name && role.environmentKey === environmentKey)
    assert.ok(found, name)
    return found
  }
  const patch = async (path: string, body: object, as = token): Promise<void> => {
    const { status, text } = await call('PATCH', path, body, as)
    assert.deepEqual([status, text], [200, ''])
  }
  const members = async (query = '', as = token): Promise<string[]> => {
    const { status, body, text } = await call('GET', `/groups/${group}/users?${query}`, undefined, as)
    assert.equal(status, 200, text)
    assert.equal(body.page.count, body.results.length)
    return body.results.map(
      ({ user, membershipTypes }: { user: { name: string }; membershipTypes: string[] }) =>
        `${user.name} ${membershipTypes.join('+')}`,
    )
  }
  const rolesOfGroup = async (query = ''): Promise<string[]> => {
    const { status, body, text } = await call('GET', `/groups/${group}/application-roles?${query}`)
    assert.equal(status, 200, text)
    return body.results.map(({ name }: Role) => name)
  }

  before(async () => {
    server = await startTestServer({ engine, sample: true })
    ;[development, testing] = server.environments.map(({ key }) => key) as [string, string]
    token = (await server.caller('Manage end-user groups', 'Manage users')).token
    inTest = await server.token(await server.createClient([{ name: 'Manage end-user groups', environments: ['Test'] }]))
    roles = (await call('GET', '/application-roles')).body.results
    ;[ada, bob, cy, dan] = (await Promise.all(
      ['ada', 'bob', 'cy', 'dan'].map((name) =>
        created('/users', {
          name: `Zz ${name}`,
          email: `${name}@links.example.com`,
          addToBuiltInIdentityProvider: name === 'ada',
        }),
      ),
    )) as [string, string, string, string]
    group = await created('/groups', {
      name: 'Links',
      environmentKey: testing,
      userKeys: [ada, bob.toUpperCase(), ada],
    })
    const { db } = server.context.database
    const now = '2026-11-23T15:00:00.000Z'
    const mapped = [bob, cy].map((user_key) => ({
      organization_key: server.organizationKey,
      group_key: group,
      user_key,
      membership_type: 'Mapped' as const,
      created_at: now,
    }))
    await db.insertInto('group_users').values(mapped).execute()
    await db.updateTable('users').set({ last_login_at: now }).where('key', '=', ada).execute()
  })

  test('lists the members of a group once each, filtered and sorted', async () => {
    const all = ['Zz ada Assigned', 'Zz bob Assigned+Mapped', 'Zz cy Mapped']
    const cases: [query: string, expected: string[]][] = [
      ['', all],
      ['sort=-name', [...all].reverse()],
      ['sort=-lastLoginAt&limit=1', all.slice(0, 1)],
      ['limit=1&offset=1', all.slice(1, 2)],
      ['membershipType=Assigned', all.slice(0, 2)],
      ['membershipType=mapped', all.slice(1)],
      [`userKey=${cy}`, all.slice(2)],
      [`userKeys=${cy},${ada},${dan}`, [all[0] ?? '', all[2] ?? '']],
      ['nameOrEmailContains=BOB%40links', all.slice(1, 2)],
      ['nameOrEmailContains=dan', []],
      ['nameOrEmailOrUsernameContains=cy', all.slice(2)],
      ['lastLoginAtSince=2026-01-01T00:00:00Z', all.slice(0, 1)],
      ['lastLoginAtTo=2026-01-01T00:00:00Z', []],
    ]
    for (const [query, expected] of cases) assert.deepEqual(await members(query), expected, query)
    assert.deepEqual(await members('', inTest), all)
    await refuses('excluded_parameters', 'userKeys', 'GET', `/groups/${group}/users?userKey=${ada}&userKeys=${ada}`)
    const many = Array(21).fill(ada).join(',')
    await refuses(
      'invalid_parameter',
      /userKeys must have at most 20/,
      'GET',
      `/groups/${group}/users?userKeys=${many}`,
    )
    await refuses('invalid_parameter', /sort.*key, name, email/, 'GET', `/groups/${group}/users?sort=userKey`)
  })

  test('shows members with exactly the fields of the contract', async () => {
    const path = `/groups/${group}/users?embed=applicationroles,UserIdentityProviders`
    const [first, second] = (await call('GET', path)).body.results
    const { _embedded, ...rest } = first.user
    assert.deepEqual(rest, {
      key: ada,
      name: 'Zz ada',
      email: 'ada@links.example.com',
      status: 'Active',
      photoUrl: null,
      lastLoginAt: '2026-11-23T15:00:00.000Z',
    })
    assert.deepEqual(Object.keys(first).sort(), ['membershipTypes', 'user'])
    assert.equal(_embedded.userIdentityProviders.length, 1)
    assert.deepEqual(_embedded.applicationRoles, [])
    assert.ok(!('lastLoginAt' in second.user))
    assert.deepEqual(Object.keys((await call('GET', `/groups/${group}/users`)).body.results[0].user).sort(), [
      'email',
      'key',
      'lastLoginAt',
      'name',
      'photoUrl',
      'status',
    ])
  })

  test('assigns users and removes assignments, and nothing else', async () => {
    const path = `/groups/${group}/users`
    await patch(path, { userKeysToAdd: [dan.toUpperCase(), ada, dan], userKeysToRemove: [bob, cy] })
    assert.deepEqual(await members(), ['Zz ada Assigned', 'Zz bob Mapped', 'Zz cy Mapped', 'Zz dan Assigned'])
    await changingNothing(server, async () => {
      await patch(path, { userKeysToAdd: [dan], userKeysToRemove: [bob] })
      await patch(path, {})
      await patch(path, { userKeysToAdd: null, userKeysToRemove: [] })
    })
    const entries = await server.context.database.db
      .selectFrom('audit_entries')
      .select(['action', 'old_values', 'new_values'])
      .where('entity_key', '=', group)
      .where('action', 'like', 'group.users-%')
      .orderBy('action')
      .execute()
    assert.deepEqual(
      entries.map(({ action, old_values, new_values }) => [action, JSON.parse(old_values ?? new_values ?? '')]),
      [
        ['group.users-added', { userKeys: [dan] }],
        ['group.users-removed', { userKeys: [bob] }],
      ],
    )
    await patch(path, { userKeysToAdd: [bob], userKeysToRemove: [dan] }, inTest)
    assert.deepEqual(await members(), ['Zz ada Assigned', 'Zz bob Assigned+Mapped', 'Zz cy Mapped'])
  })

  test('refuses lists of which one key is wrong, as a whole', async () => {
    const users = `/groups/${group}/users`
    const ofGroup = `/groups/${group}/application-roles`
    const inDevelopment = roleOf('Technician', development)
    const inGroup = roleOf('Technician', testing)
    // Ninety-nine that exist and one that doesn't
    const hundred = [
      ...(await call('GET', '/users?limit=99&sort=email')).body.results.map(({ key }: Role) => key),
      unknownKey,
    ]
    const cases: [string, ProblemName, string | RegExp, object][] = [
      [users, 'group_user_unknown', `userKeysToAdd: there is no user ${unknownKey}.`, { userKeysToAdd: hundred }],
      [users, 'group_user_unknown', /userKeysToRemove/, { userKeysToAdd: [dan], userKeysToRemove: [unknownKey] }],
      [users, 'added_and_removed', dan, { userKeysToAdd: [dan], userKeysToRemove: [ada, dan.toUpperCase()] }],
      [users, 'invalid_body', /userKeysToAdd must have at most 100/, { userKeysToAdd: Array(101).fill(dan) }],
      [users, 'invalid_body', /userKeysToRemove\[0\] must be a UUID/, { userKeysToRemove: ['dan'] }],
      [users, 'invalid_body', /There is no field userKeys/, { userKeys: [dan] }],
      [
        ofGroup,
        'group_role_elsewhere',
        `Technician (${inDevelopment.key})`,
        { applicationRoleKeysToAdd: [inGroup.key, inDevelopment.key] },
      ],
      [ofGroup, 'group_role_unknown', unknownKey, { applicationRoleKeysToAdd: [inGroup.key, unknownKey] }],
      [
        ofGroup,
        'added_and_removed',
        inGroup.key,
        { applicationRoleKeysToAdd: [inGroup.key], applicationRoleKeysToRemove: [inGroup.key] },
      ],
      [
        ofGroup,
        'invalid_body',
        /applicationRoleKeysToRemove must have at most 100/,
        { applicationRoleKeysToRemove: Array(101).fill(inGroup.key) },
      ],
    ]
    for (const [path, problem, detail, body] of cases) await refuses(problem, detail, 'PATCH', path, body)
    await refuses('group_role_elsewhere', 'Technician', 'POST', '/groups', {
      name: 'Mixed',
      environmentKey: testing,
      applicationRoleKeys: [inGroup.key, inDevelopment.key],
    })
  })

  test('gives a group roles of its environment, and lists them', async () => {
    const [technician, claimant, customer] = ['Technician', 'Claimant', 'Customer'].map((name) => roleOf(name, testing))
    assert.ok(technician && claimant && customer)
    const path = `/groups/${group}/application-roles`
    const keys = [technician.key, claimant.key.toUpperCase(), customer.key]
    await patch(path, { applicationRoleKeysToAdd: keys })
    await patch(path, { applicationRoleKeysToAdd: [claimant.key], applicationRoleKeysToRemove: [customer.key] }, inTest)
    await changingNothing(server, () =>
      patch(path, { applicationRoleKeysToAdd: [claimant.key], applicationRoleKeysToRemove: [customer.key] }),
    )
    // Each role has an entry of its own, found by the role and by its asset.
    const entries = await server.context.database.db
      .selectFrom('audit_entries')
      .select(['action', 'role_key', 'asset_key'])
      .where('entity_key', '=', group)
      .where('action', 'like', 'group.application-roles-%')
      .execute()
    const told = (action: string, role: { key: string; assetKey: string }) => ({
      action: `group.application-roles-${action}`,
      role_key: role.key,
      asset_key: role.assetKey,
    })
    const sorted = (rows: object[]): string[] => rows.map((row) => JSON.stringify(row)).sort()
    assert.deepEqual(
      sorted(entries),
      sorted([technician, claimant, customer].map((role) => told('added', role)).concat(told('removed', customer))),
    )
    const cases: [query: string, expected: string[]][] = [
      ['', ['Claimant', 'Technician']],
      ['sort=-name', ['Technician', 'Claimant']],
      ['limit=1&offset=1', ['Technician']],
      ['nameContains=CLAIM', ['Claimant']],
      [`assetKey=${technician.assetKey}`, ['Technician']],
      [`applicationRoleKey=${claimant.key}`, ['Claimant']],
      [`applicationRoleKeys=${claimant.key},${customer.key}`, ['Claimant']],
    ]
    for (const [query, expected] of cases) assert.deepEqual(await rolesOfGroup(query), expected, query)
    const found = (await call('GET', `${path}?applicationRoleKey=${claimant.key}`)).body.results
    assert.deepEqual(found, [claimant])
    const both = `applicationRoleKey=${claimant.key}&applicationRoleKeys=${claimant.key}`
    await refuses('excluded_parameters', 'applicationRoleKeys', 'GET', `${path}?${both}`)
    await refuses('invalid_parameter', /limit/, 'GET', `${path}?limit=0`)
    // The members have the roles now, and the source is told.
    const effective = (
      await call(
        'GET',
        `/users/${bob}/application-roles?assignmentSources=GroupAssigned,GroupMapped&nameContains=claimant`,
      )
    ).body.results
    assert.deepEqual(
      effective.map((role: { assignedGroups: { membershipType: string }[] }) =>
        role.assignedGroups.map(({ membershipType }) => membershipType),
      ),
      [['Assigned', 'Mapped']],
    )
  })

  test('lists the groups of a user', async () => {
    const other = await created('/groups', { name: 'Another', environmentKey: development, userKeys: [bob] })
    const groupsOf = async (user: string, query = '', as = token): Promise<string[]> => {
      const { status, body, text } = await call('GET', `/users/${user}/groups?${query}`, undefined, as)
      assert.equal(status, 200, text)
      assert.equal(body.page.totalResults, body.results.length)
      return body.results.map(
        (one: { group: { name: string }; membershipTypes: string[] }) =>
          `${one.group.name} ${one.membershipTypes.join('+')}`,
      )
    }
    const both = ['Another Assigned', 'Links Assigned+Mapped']
    const technician = roleOf('Technician', testing)
    const cases: [query: string, expected: string[]][] = [
      ['', both],
      ['nameContains=LINK', both.slice(1)],
      ['membershipType=Mapped', both.slice(1)],
      ['membershipType=Assigned', both],
      [`environmentKey=${development}`, both.slice(0, 1)],
      [`environmentKeys=${development},${testing}`, both],
      [`portfolioKeys=${server.environments[0]?.portfolioKey}`, both],
      [`portfolioKeys=${unknownKey}`, []],
      [`assetKey=${technician.assetKey}`, both.slice(1)],
      [`assetKey=${unknownKey}`, []],
    ]
    for (const [query, expected] of cases) assert.deepEqual(await groupsOf(bob, query), expected, query)
    assert.deepEqual(await groupsOf(bob.toUpperCase(), '', inTest), both.slice(1))
    assert.deepEqual(await groupsOf(dan), [])
    const [shown] = (await call('GET', `/users/${bob}/groups?nameContains=another`)).body.results
    assert.deepEqual(shown.group, (await call('GET', `/groups/${other}`)).body)
    await refuses('user_not_found', unknownKey, 'GET', `/users/${unknownKey}/groups`)
    await refuses('invalid_parameter', /membershipType must be one of/, 'GET', `/users/${bob}/groups?membershipType=x`)
    const twice = `environmentKey=${testing}&environmentKeys=${testing}`
    await refuses('excluded_parameters', 'environmentKeys', 'GET', `/users/${bob}/groups?${twice}`)
  })

  test('lists the users who hold an application role, directly or through a group', async () => {
    const approver = roleOf('Approver', testing)
    const direct = await send(server.url, 'POST', `${api}/users/${dan}/application-roles/${approver.key}`, { token })
    assert.equal(direct.status, 201)
    await patch(`/groups/${group}/application-roles`, { applicationRoleKeysToAdd: [approver.key] })
    const path = `/application-roles/${approver.key}/users`
    const holders = async (query = '', as = token): Promise<string[]> => {
      const { status, body, text } = await call(
        'GET',
        `${path}?nameOrEmailContains=links.example&${query}`,
        undefined,
        as,
      )
      assert.equal(status, 200, text)
      return body.results.map(({ name }: Role) => name)
    }
    const all = ['Zz ada', 'Zz bob', 'Zz cy', 'Zz dan']
    const cases: [query: string, expected: string[]][] = [
      ['', all],
      ['sort=-email', [...all].reverse()],
      ['limit=2&offset=2', all.slice(2)],
      [`userKey=${cy}`, all.slice(2, 3)],
      ['nameOrEmailOrUsernameContains=ada%40', all.slice(0, 1)],
      ['lastLoginAtSince=2026-01-01T00:00:00Z', all.slice(0, 1)],
      ['lastLoginAtTo=2026-01-01T00:00:00Z', []],
    ]
    for (const [query, expected] of cases) assert.deepEqual(await holders(query), expected, query)
    assert.deepEqual(await holders('', inTest), all)
    const [user] = (await call('GET', `${path}?userKey=${dan}&embed=ApplicationRoles`)).body.results
    assert.deepEqual(user, {
      key: dan,
      name: 'Zz dan',
      email: 'dan@links.example.com',
      status: 'Active',
      photoUrl: null,
      lastLoginAt: null,
      _embedded: { applicationRoles: [approver] },
    })
    const elsewhere = roleOf('Approver', development)
    await refuses(
      'application_role_not_found',
      elsewhere.key,
      'GET',
      `/application-roles/${elsewhere.key}/users`,
      undefined,
      inTest,
    )
    await refuses('application_role_not_found', unknownKey, 'GET', `/application-roles/${unknownKey}/users`)
    const { token: without } = await server.caller('Manage authentication')
    await refuses('permission_missing', 'View end users', 'GET', path, undefined, without)
    assertProblem(await send(server.url, 'GET', api + path), 'token_missing')
  })

  test('needs the permission in the environment of the group', async () => {
    const hidden = await created('/groups', { name: 'Hidden', environmentKey: development })
    const { token: without } = await server.caller('View end users')
    const routes: [method: string, path: (key: string) => string, body?: object][] = [
      ['GET', (key) => `/groups/${key}/users`],
      ['PATCH', (key) => `/groups/${key}/users`, { userKeysToAdd: [dan] }],
      ['GET', (key) => `/groups/${key}/application-roles`],
      ['PATCH', (key) => `/groups/${key}/application-roles`, {}],
    ]
    for (const [method, path, body] of routes) {
      await refuses('group_not_found', hidden, method, path(hidden), body, inTest)
      await refuses('group_not_found', unknownKey, method, path(unknownKey), body)
      await refuses('permission_missing', 'Manage end-user groups', method, path(group), body, without)
      assertProblem(await send(server.url, method, api + path(group), { body }), 'token_missing')
      await refuses('invalid_parameter', 'key', method, path('x'), body)
    }
    await refuses('permission_missing', 'Manage end-user groups', 'GET', `/users/${bob}/groups`, undefined, without)
    assertProblem(await send(server.url, 'GET', `${api}/users/${bob}/groups`), 'token_missing')
  })
})
