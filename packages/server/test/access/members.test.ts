import assert from 'node:assert/strict'
import { once } from 'node:events'
import { request as httpRequest, type IncomingMessage } from 'node:http'
import { before, test } from 'node:test'
import { setTimeout } from 'node:timers/promises'
import { onBothEngines } from '@portico/testing/databases.ts'
import { addOrganization, openElsewhere, sendTo } from '@portico/testing/organizations.ts'
import { assertProblem, send } from '@portico/testing/requests.ts'
import { startTestServer, type TestClock, type TestServer, testClock } from '@portico/testing/server.ts'
import { createMember, type SignedIn, sessionOf, signedInMember } from '@portico/testing/signed-in-members.ts'
import { until } from '@portico/testing/until.ts'
import { replaceApiClientPermissions } from '../../src/modules/api-clients/clients/replace-api-client-permissions.ts'
import { createAsset } from '../../src/modules/applications/assets/create-asset.ts'
import { createPortfolio } from '../../src/modules/applications/portfolios/create-portfolio.ts'
import { grantUserOrganizationRole } from '../../src/modules/directory/assignments/grant-user-organization-role.ts'
import { revokeUserOrganizationRole } from '../../src/modules/directory/assignments/revoke-user-organization-role.ts'
import { deleteUser } from '../../src/modules/directory/users/delete-user.ts'
import { getUser } from '../../src/modules/directory/users/get-user.ts'
import { updateUser } from '../../src/modules/directory/users/update-user.ts'
import { listAuditEntries } from '../../src/modules/foundation/audit/list-audit-entries.ts'
import { createOrganizationRole } from '../../src/modules/members/organization-roles/create-organization-role.ts'
import { listOrganizationRoles } from '../../src/modules/members/organization-roles/list-organization-roles.ts'
import { deleteExpiredSessions } from '../../src/modules/members/sessions/delete-expired-sessions.ts'

const users = '/api/identity/v1/users'
const manageUsers = 'User and access management > Manage users'
const newUser = () => ({ name: 'New', email: `${crypto.randomUUID()}@example.com` })

onBothEngines('Members', (engine) => {
  let clock: TestClock
  let server: TestServer
  let member: SignedIn

  before(async () => {
    clock = testClock()
    server = await startTestServer({ engine, clock })
    member = await signedInMember(server, manageUsers)
  })

  test('may do what their organization roles allow, and stand in the audit trail', async () => {
    assert.equal((await member.send('GET', users)).status, 200)
    const created = await member.send('POST', users, { body: newUser() })
    assert.equal(created.status, 201, created.text)
    const { results } = await listAuditEntries(server.context, server.system, { entityKey: [created.body.key] })
    assert.deepEqual(
      results.map(({ actor }) => [actor.type, actor.key, actor.name]),
      [['user', member.userKey, 'Mia Member']],
    )
    assertProblem(
      await member.send('GET', '/api/management/v1/api-clients'),
      'permission_missing',
      'User and access management > Manage API clients',
    )
  })

  test('may do nothing without a role, and with one for an asset nothing that concerns the whole organization', async () => {
    const nobody = await signedInMember(server)
    assertProblem(await nobody.send('GET', '/api/identity/v1/permissions'), 'permission_missing', 'you have none')
    const { key: assetKey } = await createAsset(server.context, server.system, {
      name: 'Shop',
      type: 'WebApplication',
    })
    const administrator =
      (await listOrganizationRoles(server.context, server.system, { nameContains: 'Administrator' })).results[0]?.key ??
      ''
    const params = { key: nobody.userKey, roleKey: administrator }
    await grantUserOrganizationRole(server.context, server.system, params, { assetKeys: [assetKey] })
    for (const path of [
      '/api/identity/v1/groups',
      '/api/management/v1/api-clients',
      '/api/portfolios/v2/environments',
    ]) {
      assertProblem(await nobody.send('GET', path), 'permission_missing')
    }
    const { status, body } = await nobody.send('GET', users)
    // Whoever may give a first role, here one of the asset, sees the users who have none.
    const { results }: { results: { access: object }[] } = body
    const withRoles = results.filter(({ access }) => Object.values(access).includes(true))
    assert.deepEqual([status, withRoles], [200, []], JSON.stringify(body))
  })

  test('reads the organization roles of its own without any permission, and nobody else’s', async () => {
    const nobody = await signedInMember(server)
    const path = (key: string): string => `/api/identity/v1/users/${key}/organization-roles`
    const own = await nobody.send('GET', path(nobody.userKey))
    assert.deepEqual([own.status, own.body.results], [200, []], own.text)
    assert.equal((await nobody.send('GET', path(nobody.userKey.toUpperCase()))).status, 200)
    assertProblem(await nobody.send('GET', path(member.userKey)), 'permission_missing')
    assertProblem(await nobody.send('GET', `/api/identity/v1/users/${nobody.userKey}`), 'permission_missing')
    // An API client whose key were that of a user would still be none.
    const { call } = await server.caller()
    assert.equal((await call('GET', path(nobody.userKey))).status, 403)
  })

  test('loses what a role allowed with the role, and gains it only for its period', async () => {
    const userKey = await createMember(server, server.system)
    const { orgRoleKey } = await createOrganizationRole(server.context, server.system, {
      name: 'For a day',
      permissions: [{ name: manageUsers }],
    })
    const params = { key: userKey, roleKey: orgRoleKey }
    const at = (hours: number): string => new Date(clock.now() + hours * 3_600_000).toISOString()
    const grantPeriod = { startTime: at(1), endTime: at(2) }
    await grantUserOrganizationRole(server.context, server.system, params, { grantPeriod })
    const signedIn = await sessionOf(server, server.organizationKey, userKey)
    assertProblem(await signedIn.send('GET', users), 'permission_missing')
    clock.advance(3_600_000)
    assert.equal((await signedIn.send('GET', users)).status, 200)
    clock.advance(3_600_000)
    assertProblem(await signedIn.send('GET', users), 'permission_missing')
    await grantUserOrganizationRole(server.context, server.system, params, null)
    assert.equal((await signedIn.send('GET', users)).status, 200)
    await revokeUserOrganizationRole(server.context, server.system, params, null)
    assertProblem(await signedIn.send('GET', users), 'permission_missing')
  })

  test('acts in the environments alone that the role, or the portfolio of its grant, names', async () => {
    const [development] = server.environments
    const viewer = await signedInMember(server, {
      name: 'Portfolio management > View stage',
      environmentKeys: [development?.key ?? ''],
    })
    const seen = async (who: SignedIn): Promise<string[]> => {
      const path = `/api/portfolios/v2/environments?portfolioKey=${development?.portfolioKey}`
      const { body, text } = await who.send('GET', path)
      assert.ok(body?.results, text)
      return body.results.map(({ key }: { key: string }) => key)
    }
    assert.deepEqual(await seen(viewer), [development?.key])

    const { key } = await createPortfolio(server.context, server.system, { name: 'Second' })
    const developer = (await listOrganizationRoles(server.context, server.system, {})).results.find(
      ({ name }) => name === 'Developer',
    )
    const userKey = await createMember(server, server.system)
    const params = { key: userKey, roleKey: developer?.key ?? '' }
    await grantUserOrganizationRole(server.context, server.system, params, { portfolioKey: key })
    const elsewhere = await sessionOf(server, server.organizationKey, userKey)
    assert.equal((await elsewhere.send('GET', '/api/identity/v1/permissions')).status, 200)
    assertProblem(await elsewhere.send('GET', '/api/portfolios/v2/environments'), 'permission_missing')
    await grantUserOrganizationRole(server.context, server.system, params, {
      portfolioKey: development?.portfolioKey ?? '',
    })
    assert.deepEqual(await seen(elsewhere), [development?.key])
  })

  test('is nobody once the session expires, the user is deactivated or deleted', async () => {
    const later = await signedInMember(server, manageUsers)
    clock.advance(43_200_000 - 1)
    assert.equal((await later.send('GET', users)).status, 200)
    clock.advance(1)
    const expired = /you signed in as long ago as a session lasts/
    assertProblem(await later.send('GET', users), 'session_ended', expired)
    await deleteExpiredSessions(server.context, new AbortController().signal)
    assert.deepEqual(await sessionsLeft(later.userKey), [])
    assertProblem(await later.send('GET', users), 'session_ended', expired)
    clock.advance(7 * 86_400_000)
    await deleteExpiredSessions(server.context, new AbortController().signal)
    assertProblem(await later.send('GET', users), 'session_ended', 'The session has ended, or its user may not')

    const deactivated = await signedInMember(server, manageUsers)
    await updateUser(server.context, server.system, deactivated.userKey, { isActive: false })
    assertProblem(await deactivated.send('GET', users), 'session_ended', /an administrator ended it/)
    await updateUser(server.context, server.system, deactivated.userKey, { isActive: true })
    assertProblem(await deactivated.send('GET', users), 'session_ended', /an administrator ended it/)

    const deleted = await signedInMember(server, manageUsers)
    await deleteUser(server.context, server.system, deleted.userKey)
    const refused = await deleted.send('GET', users)
    assertProblem(refused, 'session_ended')
    assert.match(String(refused.headers['www-authenticate']), /^Bearer resource_metadata="[^"]+"$/)
  })

  test('is nobody once the body has come, however early the headers came: an API client neither', async () => {
    /** Sends a body once the server has had time to look at who sends the headers. */
    const sendLate = async (
      method: string,
      path: string,
      headers: Record<string, string>,
      body: string,
      change: () => Promise<void>,
    ) => {
      const { hostname, port } = new URL(server.url)
      const sent = {
        'content-type': 'application/json',
        'transfer-encoding': 'chunked',
        expect: '100-continue',
        ...headers,
      }
      const request = httpRequest({ hostname, port, method, path, headers: sent })
      const answered = once(request, 'response')
      request.flushHeaders()
      await once(request, 'continue')
      await setTimeout(200)
      await change()
      request.end(body)
      const [response] = (await answered) as [IncomingMessage]
      response.resume()
      return response.statusCode
    }
    const deactivated = await signedInMember(server, manageUsers)
    const cookies = { cookie: deactivated.cookie, 'x-csrf-token': deactivated.csrfToken }
    const user = JSON.stringify(newUser())
    const deactivate = () => updateUser(server.context, server.system, deactivated.userKey, { isActive: false })
    assert.equal(await sendLate('POST', users, cookies, user, deactivate), 401)

    const victim = await createMember(server, server.system)
    const client = await server.caller('Manage users')
    const bearer = { authorization: `Bearer ${client.token}` }
    const demote = async () => {
      const permissions = [{ name: 'View members' }]
      await replaceApiClientPermissions(server.context, server.system, client.credentials.key, permissions)
    }
    assert.equal(await sendLate('DELETE', `${users}/${victim}`, bearer, '', demote), 403)
    assert.equal((await getUser(server.context, server.system, victim, undefined)).status, 'Active')
  })

  const sessionsLeft = async (userKey: string): Promise<unknown[]> =>
    server.context.database.db.selectFrom('sessions').select('key').where('user_key', '=', userKey).execute()

  test('is nobody by a cookie that is wrong, doubled, or of another organization', async () => {
    const cookies = ['portico-session=', 'portico-session=x', `${member.cookie}; ${member.cookie}`]
    for (const cookie of cookies.slice(0, 2)) {
      assertProblem(await send(server.url, 'GET', users, { headers: { cookie } }), 'session_ended')
    }
    assertProblem(await send(server.url, 'GET', users, { headers: { cookie: cookies[2] ?? '' } }), 'token_missing')
    const hostCookie = `__Host-${member.cookie}`
    assertProblem(await send(server.url, 'GET', users, { headers: { cookie: hostCookie } }), 'token_missing')
  })

  test('gives way to an access token', async () => {
    const { token } = await server.caller(manageUsers)
    const answer = await member.send('POST', users, {
      body: newUser(),
      headers: { authorization: `Bearer ${token}`, origin: 'https://evil.example', 'x-csrf-token': '' },
    })
    assert.equal(answer.status, 201, answer.text)
    const wrong = await member.send('GET', users, { headers: { authorization: 'Bearer wrong' } })
    assertProblem(wrong, 'token_invalid')
  })

  test('has to prove that a page of the portal sends what changes something', async () => {
    const fresh = await signedInMember(server, manageUsers)
    const other = await signedInMember(server, manageUsers)
    const attempt = (headers: Record<string, string>, body: unknown = newUser()) =>
      send(server.url, 'POST', users, { body, headers: { cookie: fresh.cookie, ...headers } })
    assertProblem(await attempt({}), 'csrf_token_invalid', '/portal/session')
    assertProblem(await attempt({ 'x-csrf-token': other.csrfToken }), 'csrf_token_invalid')
    assertProblem(await attempt({ 'x-csrf-token': fresh.token }), 'csrf_token_invalid')
    const right = { 'x-csrf-token': fresh.csrfToken }
    for (const origin of ['https://evil.example', 'null', server.url.replace('http:', 'https:')]) {
      assertProblem(await attempt({ ...right, origin }), 'foreign_origin')
    }
    for (const site of ['cross-site', 'same-site', 'none']) {
      assertProblem(await attempt({ ...right, 'sec-fetch-site': site }), 'foreign_origin')
    }
    const form = { 'content-type': 'text/plain' }
    assertProblem(await attempt(form, JSON.stringify(newUser())), 'csrf_token_invalid')
    assertProblem(await attempt({ ...right, ...form }, JSON.stringify(newUser())), 'unsupported_media_type')
    const origin = server.context.publicUrl()
    const accepted = await attempt({ ...right, origin, 'sec-fetch-site': 'same-origin' })
    assert.equal(accepted.status, 201, accepted.text)
  })

  test('notes once a minute, not on each request, when the session was used', async () => {
    const seen = await signedInMember(server, manageUsers)
    const lastSeen = async (): Promise<string> => {
      const query = server.context.database.db.selectFrom('sessions').select('last_seen_at')
      return (await query.where('key', '=', seen.sessionKey).executeTakeFirstOrThrow()).last_seen_at
    }
    const first = await lastSeen()
    clock.advance(59_999)
    await seen.send('GET', users)
    assert.equal(await lastSeen(), first)
    clock.advance(1)
    await seen.send('GET', users)
    assert.equal(await lastSeen(), new Date(clock.now()).toISOString())
  })

  test('is signed in a hundred times at most: then the oldest sessions end', async () => {
    const userKey = await createMember(server, server.system)
    const sessions = []
    for (let n = 0; n < 102; n++) {
      clock.advance(1)
      sessions.push(await sessionOf(server, server.organizationKey, userKey))
    }
    const statuses = await Promise.all(sessions.map(async (one) => (await one.send('GET', '/portal/session')).status))
    assert.deepEqual(statuses.slice(0, 3), [401, 401, 200])
    assert.equal((await sessions.at(-1)?.send('GET', '/portal/account/sessions'))?.body.results.length, 100)
  })

  test('ends on every node with the next request', async () => {
    const signedIn = await signedInMember(server, manageUsers)
    assert.equal((await signedIn.send('GET', users)).status, 200)
    const elsewhere = await openElsewhere(server)
    await updateUser(elsewhere, server.system, signedIn.userKey, { isActive: false })
    assertProblem(await signedIn.send('GET', users), 'session_ended')
  })

  test('is a member of one organization only', async () => {
    const fresh = await signedInMember(server, manageUsers)
    const elsewhere = await openElsewhere(server)
    const other = await addOrganization(elsewhere, 'Other', 'other.example.com')
    const { cookie, csrfToken } = fresh
    const headers = { cookie, 'x-csrf-token': csrfToken }
    const sendToOther = sendTo(server, 'other.example.com')
    await until(async () => (await sendToOther('GET', users, { headers })).status !== 200, 5_000)
    assertProblem(await sendToOther('GET', users, { headers }), 'session_ended')
    const theirs = await sessionOf(server, other.organizationKey, await createMember(server, other))
    assertProblem(
      await sendTo(server, 'localhost')('GET', users, { headers: { cookie: theirs.cookie } }),
      'session_ended',
    )
  })
})
