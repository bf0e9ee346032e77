import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { changingNothing } from '@portico/testing/contents.ts'
import { onBothEngines } from '@portico/testing/databases.ts'
import { openElsewhere } from '@portico/testing/organizations.ts'
import { assertProblem } from '@portico/testing/requests.ts'
import { type Caller, startTestServer, type TestClock, type TestServer, testClock } from '@portico/testing/server.ts'
import { createBuiltInMember, createMember, sessionOf, signedInMember } from '@portico/testing/signed-in-members.ts'
import { listAuditEntries } from '../../foundation/audit/list-audit-entries.ts'
import { createOrganizationRole } from '../organization-roles/create-organization-role.ts'
import { deleteOrganizationRole } from '../organization-roles/delete-organization-role.ts'
import { listOrganizationRoles } from '../organization-roles/list-organization-roles.ts'
import { findSession } from '../sessions/find-session.ts'
import { resetSignInSettings } from './reset-sign-in-settings.ts'
import { defaultSignInSettings } from './sign-in-settings.ts'
import { supportsPasskeys } from './supports-passkeys.ts'

const path = '/api/management/v1/sign-in-settings'
const manageAuthentication = 'User and access management > Manage authentication'
const minute = 60_000

onBothEngines('sign-in settings', (engine) => {
  let server: TestServer
  let clock: TestClock
  let client: Caller

  before(async () => {
    clock = testClock()
    server = await startTestServer({ engine, clock })
    client = await server.caller(manageAuthentication)
  })

  const set = async (body: object): Promise<void> => {
    const answer = await client.call('PATCH', path, body)
    assert.equal(answer.status, 204, answer.text)
  }
  const entries = async () => {
    const query = { action: ['sign-in-settings.updated' as const] }
    return (await listAuditEntries(server.context, server.system, query)).results
  }
  const member = () => signedInMember(server)

  test('have defaults, and change in the fields that are given', async () => {
    const before = await client.call('GET', path)
    assert.equal(before.body.updatedAt, null)
    assert.deepEqual([before.body.sessionMinutes, before.body.idleMinutes], [720, null])
    await set({ sessionMinutes: 60, idleMinutes: 10 })
    await set({ sessionMinutes: 90 })
    const { body } = await client.call('GET', path)
    assert.deepEqual({ ...before.body, sessionMinutes: 90, idleMinutes: 10, updatedAt: body.updatedAt }, body)
    await set({ idleMinutes: null, sessionMinutes: 90 })
    assert.equal((await client.call('GET', path)).body.idleMinutes, null)
  })

  test('are audited with the old and new values of what changed, once', async () => {
    const count = (await entries()).length
    await set({ sessionMinutes: 30 })
    await set({ sessionMinutes: 30 })
    const [newest, ...others] = await entries()
    assert.equal(others.length, count)
    assert.deepEqual(newest?.oldValues, { sessionMinutes: 90 })
    assert.deepEqual(newest?.newValues, { sessionMinutes: 30 })
    assert.equal(newest?.actor.type, 'api-client')
  })

  test('refuse what is not allowed by the field’s name, and change nothing', async () => {
    const before = await client.call('GET', path)
    const refused: [object, string][] = [
      [{}, 'The body'],
      [{ sessionMinute: 60 }, 'sessionMinute'],
      [{ sessionMinutes: 14 }, 'sessionMinutes'],
      [{ sessionMinutes: 721 }, 'sessionMinutes'],
      [{ sessionMinutes: 30.5 }, 'sessionMinutes'],
      [{ sessionMinutes: null }, 'sessionMinutes'],
      [{ idleMinutes: 4 }, 'idleMinutes'],
      [{ recentSignInMinutes: 0 }, 'recentSignInMinutes'],
      [{ recentSignInRequiredFor: ['users'] }, 'recentSignInRequiredFor'],
      [{ recentSignInRequiredFor: ['api-clients', 'api-clients'] }, 'recentSignInRequiredFor'],
    ]
    for (const [body, field] of refused) assertProblem(await client.call('PATCH', path, body), 'invalid_body', field)
    const body = { sessionMinutes: 60, idleMinutes: 61 }
    assertProblem(await client.call('PATCH', path, body), 'sign_in_settings_invalid', 'The field idleMinutes must')
    assert.deepEqual((await client.call('GET', path)).body, before.body)

    const { call } = await server.caller('User and access management > Manage users')
    for (const method of ['GET', 'PATCH'] as const)
      assertProblem(await call(method, path, body), 'permission_missing', manageAuthentication)
  })

  test('shorten sessions that exist, on every node', async () => {
    await set({ sessionMinutes: 720, idleMinutes: null })
    const old = await member()
    clock.advance(40 * minute)
    const elsewhere = await openElsewhere(server)
    const found = () => findSession(elsewhere, server.organizationKey, old.token)
    assert.ok(await found())
    await set({ sessionMinutes: 41 })
    assert.equal((await found())?.expiresAt, new Date(clock.now() + minute).toISOString())
    clock.advance(minute)
    assert.equal(await found(), undefined)
    assertProblem(await old.send('GET', '/portal/session'), 'session_ended', /as long ago as a session lasts/)
    // What has ended is deleted, so that nothing revives it.
    await set({ sessionMinutes: 720 })
    assertProblem(await old.send('GET', '/portal/session'), 'session_ended', /as long ago as a session lasts/)
    const idle = await member()
    await set({ idleMinutes: 5 })
    clock.advance(6 * minute)
    await set({ idleMinutes: null })
    const refused = await idle.send('GET', '/portal/session')
    assertProblem(refused, 'session_ended', /nothing was done/)
    assert.equal(refused.headers['portico-session-end'], 'idle')
  })

  test('end sessions that are idle, in the lists as well, and keep the ones in use', async () => {
    await set({ sessionMinutes: 720, idleMinutes: 5 })
    const [used, idle] = [await member(), await member()]
    const { body } = await used.send('GET', '/portal/session')
    assert.equal(body.session.idleMinutes, 5)
    for (let passed = 0; passed < 5; passed++) {
      clock.advance(minute)
      assert.equal((await used.send('GET', '/portal/session')).status, 200)
    }
    assertProblem(await idle.send('GET', '/portal/session'), 'session_ended')
    clock.advance(5 * minute)
    assertProblem(await used.send('GET', '/portal/session'), 'session_ended', /nothing was done/)
  })

  test('name the organization roles that they are for, and no others', async () => {
    const { results } = await listOrganizationRoles(server.context, server.system, {})
    const [first = '', second = ''] = results.map(({ key }) => key)
    const { orgRoleKey } = await createOrganizationRole(server.context, server.system, {
      name: 'Auditors',
      permissions: [{ name: manageAuthentication }],
    })
    await set({ secondFactorRequiredFor: 'roles', secondFactorRoleKeys: [first.toUpperCase(), orgRoleKey, first] })
    const roleKeys = async () => (await client.call('GET', path)).body.secondFactorRoleKeys
    assert.deepEqual(await roleKeys(), [first, orgRoleKey].sort())
    const refused: [object, string][] = [
      [{ secondFactorRoleKeys: [] }, 'secondFactorRoleKeys'],
      [{ secondFactorRoleKeys: [first, crypto.randomUUID()] }, 'secondFactorRoleKeys'],
      [{ passwordsRefusedFor: 'roles' }, 'passwordsRefusedRoleKeys'],
      [{ passwordsRefusedRoleKeys: [second] }, 'passwordsRefusedRoleKeys'],
      [{ secondFactorRequiredFor: 'members', secondFactorRoleKeys: [first] }, 'secondFactorRoleKeys'],
    ]
    for (const [body, field] of refused)
      assertProblem(await client.call('PATCH', path, body), 'sign_in_settings_invalid', `The field ${field} must`)
    assert.deepEqual(await roleKeys(), [first, orgRoleKey].sort())
    // A deleted role is none any more.
    await set({ secondFactorRoleKeys: [orgRoleKey] })
    await deleteOrganizationRole(server.context, server.system, orgRoleKey)
    assert.deepEqual(await roleKeys(), [])
    // Other settings can be changed all the same.
    await set({ recentSignInMinutes: 15 })
    await set({ secondFactorRequiredFor: 'nobody' })
    assert.deepEqual(await roleKeys(), [])
  })

  test('are not made stricter by a member whose own session would end', async () => {
    const body = { secondFactorRequiredFor: 'everybody' }
    const signedIn = async (method: 'password' | 'password+totp' | 'passkey') =>
      sessionOf(
        server,
        server.organizationKey,
        await createMember(server, server.system, [manageAuthentication]),
        method,
      )
    const [byPassword, byCode, byPasskey] = [
      await signedIn('password'),
      await signedIn('password+totp'),
      await signedIn('passkey'),
    ]
    const refused = await byPassword.send('PATCH', path, { body })
    assertProblem(
      refused,
      'sign_in_settings_invalid',
      'The field secondFactorRequiredFor must not end your own session',
    )
    assert.equal((await byCode.send('PATCH', path, { body })).status, 204)
    assertProblem(await byPassword.send('GET', path), 'session_ended', /now requires more of a sign-in/)
    const passkeysOnly = { body: { passwordsRefusedFor: 'members' } }
    assertProblem(await byCode.send('PATCH', path, passkeysOnly), 'sign_in_settings_invalid', 'passwordsRefusedFor')
    assert.equal((await byPasskey.send('PATCH', path, passkeysOnly)).status, 204)
    assertProblem(await byCode.send('GET', path), 'session_ended')
    await resetSignInSettings(server.context, server.system)
    const { updatedAt: _, ...values } = (await client.call('GET', path)).body
    assert.deepEqual(values, defaultSignInSettings)
    const [newest] = await entries()
    const changed = { secondFactorRequiredFor: 'nobody', passwordsRefusedFor: 'nobody', idleMinutes: null }
    assert.deepEqual(newest?.newValues, changed)
    assert.equal((await byPassword.send('GET', path)).status, 200)
  })
})

onBothEngines('sign-in settings of Administrators', (engine) => {
  test('are not loosened by who does not control what they control', async () => {
    const server = await startTestServer({ engine })
    await createBuiltInMember(server, 'Administrator')
    const { results } = await listOrganizationRoles(server.context, server.system, {})
    const [administratorKey = '', developerKey = ''] = ['Administrator', 'Developer'].map(
      (role) => results.find(({ name }) => name === role)?.key ?? '',
    )
    const { call } = await server.caller(manageAuthentication)
    const full = await server.administrator()
    const everyone = { secondFactorRequiredFor: 'members', passwordsRefusedFor: 'everybody' }
    const some = { secondFactorRequiredFor: 'roles', secondFactorRoleKeys: [administratorKey, developerKey] }
    for (const [held, less, allowed] of [
      [everyone, { passwordsRefusedFor: 'nobody' }, { passwordsRefusedFor: 'members' }],
      [everyone, { secondFactorRequiredFor: 'roles', secondFactorRoleKeys: [developerKey] }, some],
      [some, { secondFactorRequiredFor: 'nobody' }, { secondFactorRoleKeys: [administratorKey] }],
      [some, { secondFactorRoleKeys: [developerKey] }, { secondFactorRequiredFor: 'everybody' }],
    ] as const) {
      assert.equal((await full.call('PATCH', path, { passwordsRefusedFor: 'nobody', ...held })).status, 204)
      const refused = await changingNothing(server, () => call('PATCH', path, less))
      assertProblem(refused, 'permission_missing', /could sign in with less holds .*Manage users/)
      const loosened = await call('PATCH', path, allowed)
      assert.equal(loosened.status, 204, loosened.text)
    }
    for (const less of [{ recentSignInMinutes: 16 }, { recentSignInRequiredFor: ['api-clients'] }]) {
      const refused = await changingNothing(server, () => call('PATCH', path, less))
      assertProblem(refused, 'permission_missing', /session could change more holds .*Manage users/)
    }
    assert.equal((await full.call('PATCH', path, { sessionMinutes: 60, idleMinutes: 10 })).status, 204)
    for (const longer of [{ sessionMinutes: 61 }, { idleMinutes: 11 }, { idleMinutes: null }]) {
      const refused = await changingNothing(server, () => call('PATCH', path, longer))
      assertProblem(refused, 'permission_missing', /session could go on for longer holds .*Manage users/)
    }
    for (const stricter of [{ recentSignInMinutes: 5 }, { sessionMinutes: 59, idleMinutes: 9 }]) {
      const answer = await call('PATCH', path, stricter)
      assert.equal(answer.status, 204, answer.text)
    }
  })
})

test('passkeys need a secure context and a host name', () => {
  for (const origin of ['https://id.example.com', 'http://localhost:8080', 'http://acme.localhost:8080'])
    assert.equal(supportsPasskeys(origin), true, origin)
  for (const origin of ['http://id.example.com', 'https://192.0.2.7', 'https://[2001:db8::1]:8443', 'http://127.0.0.1'])
    assert.equal(supportsPasskeys(origin), false, origin)
})
