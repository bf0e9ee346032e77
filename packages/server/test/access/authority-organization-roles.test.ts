import assert from 'node:assert/strict'
import { before, describe, test } from 'node:test'
import { anyEngine } from '@portico/testing/databases.ts'
import { refusalsOf } from '@portico/testing/refusals.ts'
import { type Received, send } from '@portico/testing/requests.ts'
import { type Caller, startTestServer, type TestServer, testClock } from '@portico/testing/server.ts'
import { createMember, sessionOf, signedInMember } from '@portico/testing/signed-in-members.ts'

const managesRoles = 'User and access management > Manage organization roles'
const managesMembers = 'User and access management > Manage member access'
const managesUsers = 'User and access management > Manage users'
const roles = '/api/identity/v1/organization-roles'
const users = '/api/identity/v1/users'
const day = 86_400_000

/** Nobody gives by a role what they do not hold, and nobody takes from somebody who holds more. */
describe('Authority over organization roles', () => {
  const clock = testClock(Date.parse('2026-11-23T15:00:00.000Z'))
  let server: TestServer
  let administrator: Caller
  let roleManager: Caller
  let memberManager: Caller
  let userManager: Caller
  let administratorKey: string
  let developerKey: string
  const as = (caller: Caller, method: string, path: string, body?: unknown): Promise<Received> =>
    send(server.url, method, path, { token: caller.token, ...(body === undefined ? {} : { body }) })
  const refuses = refusalsOf(
    () => server,
    (method, path, body, token) => send(server.url, method, path, { token, ...(body === undefined ? {} : { body }) }),
  )
  const refused = (caller: Caller, detail: string | RegExp, method: string, path: string, body?: unknown) =>
    refuses('permission_missing', detail, method, path, body, caller.token)
  const createRole = async (name: string, ...names: string[]): Promise<string> =>
    (await as(administrator, 'POST', roles, { name, permissions: names.map((name) => ({ name })) })).body.orgRoleKey
  const createUser = async (email: string): Promise<string> =>
    (await as(administrator, 'POST', users, { email, name: email })).body.key
  const held = async (key: string): Promise<string[]> =>
    (await as(administrator, 'GET', `${users}/${key}/organization-roles`)).body.results.map(
      ({ name }: { name: string }) => name,
    )

  before(async () => {
    server = await startTestServer({ engine: anyEngine, clock })
    administrator = await server.administrator()
    roleManager = await server.caller(managesRoles)
    memberManager = await server.caller(managesMembers)
    userManager = await server.caller(managesUsers)
    const built = (await as(administrator, 'GET', roles)).body.results
    ;[administratorKey, developerKey] = ['Administrator', 'Developer'].map(
      (name) => built.find((role: { name: string }) => role.name === name).key,
    ) as [string, string]
    await createMember(server, server.system, [])
  })

  test('a member with Manage organization roles does not edit the role that they hold, to become Administrator', async () => {
    const member = await signedInMember(server, managesRoles)
    const [own] = (await member.send('GET', `${users}/${member.userKey}/organization-roles`)).body.results
    const path = `${roles}/${own.key}`
    const extended = [{ name: managesRoles }, { name: managesMembers }]
    const edited = await member.send('PATCH', path, { body: { permissions: extended } })
    assert.equal(edited.status, 403, edited.text)
    assert.match(edited.body.detail, /Manage member access for the whole organization/)
    const harmless = [{ name: managesRoles }, { name: 'Mentor > Use' }]
    assert.equal((await member.send('PATCH', path, { body: { name: 'Renamed', permissions: harmless } })).status, 204)
  })

  test('a member with Manage member access does not grant themselves, or others, what they do not hold', async () => {
    const member = await signedInMember(server, managesMembers, managesRoles)
    for (const key of [member.userKey, await createUser('accomplice@example.com')]) {
      const granted = await member.send('POST', `${users}/${key}/organization-roles/${administratorKey}`, { body: {} })
      assert.equal(granted.status, 403, granted.text)
      assert.match(granted.body.detail, /Administrator would give .*Manage users/)
    }
  })

  test('nobody creates, duplicates or extends a role beyond what they hold', async () => {
    const create = (...names: string[]) => ({ name: 'Strong', permissions: names.map((name) => ({ name })) })
    await refused(roleManager, 'Manage users', 'POST', roles, create(managesUsers))
    const duplicate = `/api/management/v1/organization-roles/${administratorKey}/duplicate`
    await refused(roleManager, 'Manage users', 'POST', duplicate, { name: 'Strong' })
    assert.equal((await as(roleManager, 'POST', roles, create('Asset management > Delete'))).status, 201)
    const stage = server.environments[0]?.key
    const access = 'End-user management > Manage end-user access'
    const limited = await server.createClient([{ name: managesRoles }, { name: access, environments: [stage ?? ''] }])
    const caller = { ...roleManager, token: await server.token(limited) }
    const of = (environmentKeys: string[] | null) => ({
      name: 'Access',
      permissions: [{ name: access, environmentKeys }],
    })
    await refused(caller, 'for the whole organization', 'POST', roles, of(null))
    assert.equal((await as(caller, 'POST', roles, of([stage ?? '']))).status, 201)
  })

  test('nobody takes permissions from a role that controls more than they do', async () => {
    const key = await createRole('Security', managesUsers, 'View audit trail')
    const less = { permissions: [{ name: managesUsers }] }
    await refused(roleManager, 'Manage users', 'PATCH', `${roles}/${key}`, less)
    assert.equal((await as(roleManager, 'PATCH', `${roles}/${key}`, { name: 'Safety' })).status, 204)
  })

  test('what another permission brings along is added and taken all the same: for an asset, that one gives nothing', async () => {
    const brings = await createRole('Brings', managesUsers)
    const access = 'End-user management > Manage end-user access'
    const [more, less] = [[{ name: managesUsers }, { name: access }], [{ name: managesUsers }]]
    await refused(roleManager, 'Manage end-user access', 'PATCH', `${roles}/${brings}`, { permissions: more })
    const both = await createRole('Both', managesUsers, access)
    await refused(roleManager, 'Manage users', 'PATCH', `${roles}/${both}`, { permissions: less })
  })

  test('Manage users grants Developer, Manage member access alone does not and hears why', async () => {
    const key = await createUser('developer@example.com')
    const path = `${users}/${key}/organization-roles/${developerKey}`
    await refused(memberManager, /Manage end-user access.*Manage users brings/, 'POST', path, {})
    assert.equal((await as(userManager, 'POST', path, {})).status, 201)
    assert.deepEqual(await held(key), ['Developer'])
  })

  test('a role is judged where it is granted: for one asset or portfolio it gives nothing of the organization', async () => {
    const key = await createUser('limited@example.com')
    const path = `${users}/${key}/organization-roles/${administratorKey}`
    const portfolioKey = server.environments[0]?.portfolioKey
    await refused(memberManager, /Manage end-user groups/, 'POST', path, { portfolioKey })
    await refused(userManager, /Manage end-user groups/, 'POST', path, { portfolioKey })
    const { body: asset } = await as(administrator, 'POST', '/api/management/v1/assets', { name: 'Shop' })
    await refused(memberManager, /Manage end-user access in asset/, 'POST', path, { assetKeys: [asset.key] })
    assert.equal((await as(userManager, 'POST', path, { assetKeys: [asset.key] })).status, 201)
  })

  test('a role for a period that begins later is judged as if it held now', async () => {
    const key = await createUser('later@example.com')
    const grantPeriod = { startTime: new Date(clock.now() + day).toISOString() }
    const path = `${users}/${key}/organization-roles/${administratorKey}`
    await refused(userManager, 'Manage organization roles', 'POST', path, { grantPeriod })
    assert.equal((await as(administrator, 'POST', path, { grantPeriod })).status, 201)
    await refused(userManager, 'Manage organization roles', 'DELETE', path)
    await refused(userManager, 'Manage organization roles', 'DELETE', `${users}/${key}`)
  })

  test('nobody revokes or replaces a role of somebody who controls more', async () => {
    const key = await createMember(server, server.system, ['Organization management > Manage organization'])
    const [own] = (await as(administrator, 'GET', `${users}/${key}/organization-roles`)).body.results
    const viewers = await createRole('Viewers', 'View members')
    await refused(userManager, 'Manage organization', 'POST', `${users}/${key}/organization-roles/${viewers}`, {})
    await refused(userManager, 'Manage organization', 'DELETE', `${users}/${key}/organization-roles/${own.key}`)
    const period = { grantPeriod: { endTime: new Date(clock.now() + day).toISOString() } }
    await refused(userManager, 'Manage organization', 'POST', `${users}/${key}/organization-roles/${own.key}`, period)
    assert.equal((await as(administrator, 'DELETE', `${users}/${key}/organization-roles/${own.key}`)).status, 204)
  })

  test('nobody deactivates, activates, deletes or links a profile to somebody who controls more', async () => {
    const email = 'powerful@example.com'
    const key = await createMember(server, server.system, ['Organization management > Manage organization'], { email })
    await refused(userManager, 'Manage organization', 'PATCH', `${users}/${key}`, { isActive: false })
    await refused(userManager, 'Manage organization', 'DELETE', `${users}/${key}`)
    await refused(userManager, 'Manage organization', 'POST', users, { email, addToBuiltInIdentityProvider: true })
    assert.equal((await as(userManager, 'PATCH', `${users}/${key}`, { name: 'Renamed' })).status, 204)
    assert.equal((await as(administrator, 'PATCH', `${users}/${key}`, { isActive: false })).status, 204)
    await refused(userManager, 'Manage organization', 'PATCH', `${users}/${key}`, { isActive: true })
    assert.equal((await as(administrator, 'PATCH', `${users}/${key}`, { isActive: true })).status, 204)
    const member = await sessionOf(server, server.organizationKey, key)
    assert.equal((await member.send('GET', `${users}/${key}/organization-roles`)).status, 200)
  })
})
