import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { onBothEngines } from '@portico/testing/databases.ts'
import { mailTextsTo, tokenInMail } from '@portico/testing/mail-texts.ts'
import { codeOf, createPasswordUser, goodPassword, refusalOf } from '@portico/testing/password-users.ts'
import { assertProblem, send } from '@portico/testing/requests.ts'
import { startTestServer, type TestClock, type TestServer, testClock } from '@portico/testing/server.ts'
import { type SignedIn, sessionOf, signedInMember } from '@portico/testing/signed-in-members.ts'
import { softwarePasskey } from '@portico/testing/software-passkey.ts'
import { grantUserOrganizationRole } from '../../directory/assignments/grant-user-organization-role.ts'
import { createUser } from '../../directory/users/create-user.ts'
import { updateUser } from '../../directory/users/update-user.ts'
import { listAuditEntries } from '../../foundation/audit/list-audit-entries.ts'
import { listOrganizationRoles } from '../../members/organization-roles/list-organization-roles.ts'
import { sendPasswordReset } from '../credentials/send-password-reset.ts'
import { inviteUser } from '../invitations/invite-user.ts'

const manageUsers = 'User and access management > Manage users'
const newPassword = 'Copper-Kettle-42-Whistles'
const of = (key: string, rest: string): string => `/api/management/v1/users/${key}/${rest}`

onBothEngines('How somebody else signs in', (engine) => {
  let server: TestServer
  let clock: TestClock
  let manager: SignedIn

  const user = async () => {
    const { key, email } = await createPasswordUser(server)
    return { key, email, session: await sessionOf(server, server.organizationKey, key) }
  }
  const isSignedIn = async ({ session }: { session: SignedIn }): Promise<boolean> =>
    (await session.send('GET', '/portal/session')).status === 200
  const actionsOf = async (key: string): Promise<string[]> => {
    const { results } = await listAuditEntries(server.context, server.system, { entityKey: [key] })
    return results.filter(({ actor }) => actor.key === manager.userKey).map(({ action }) => action)
  }
  const lastMail = async (email: string): Promise<string> => (await mailTextsTo(server, email)).at(-1) ?? ''

  /** A user with a passkey and an authenticator app, added by themselves */
  const userWithFactors = async () => {
    const made = await user()
    const { send: call } = made.session
    const { body: options } = await call('POST', '/portal/account/passkeys/options')
    const passkey = softwarePasskey({ origin: server.context.publicUrl(), userKey: made.key })
    const response = passkey.registration(options)
    assert.equal((await call('POST', '/portal/account/passkeys', { body: { name: 'Phone', response } })).status, 201)
    const { body } = await call('POST', '/portal/account/authenticator', { body: {} })
    const code = codeOf(body.secret, clock.now())
    const confirmed = await call('POST', '/portal/account/authenticator/confirmation', { body: { code } })
    assert.equal(confirmed.status, 200, confirmed.text)
    return made
  }

  before(async () => {
    clock = testClock()
    server = await startTestServer({ engine, clock })
    manager = await signedInMember(server, manageUsers)
  })

  test('is seen: sessions, password, passkeys, authenticator app, and no secret', async () => {
    const { key } = await userWithFactors()
    const { body: sessions } = await manager.send('GET', of(key, 'sessions'))
    assert.equal(sessions.results.length, 1)
    assert.equal(sessions.results[0].address, '127.0.0.1')
    const { status, body, text } = await manager.send('GET', of(key, 'sign-in-methods'))
    assert.equal(status, 200, text)
    assert.deepEqual(
      body.passkeys.map(({ name }: { name: string }) => name),
      ['Phone'],
    )
    assert.ok(body.passwordChangedAt && body.authenticatorAddedAt)
    assert.deepEqual(Object.keys(body).sort(), [
      'authenticatorAddedAt',
      'passkeys',
      'passwordChangedAt',
      'preparedLinks',
    ])
    const { key: other } = await createUser(server.context, server.system, { name: 'None', email: 'none@example.com' })
    const none = await manager.send('GET', of(other, 'sign-in-methods'))
    assert.deepEqual(none.body, {
      passwordChangedAt: null,
      passkeys: [],
      authenticatorAddedAt: null,
      preparedLinks: [],
    })
  })

  test('one session is ended, the others stay; the user is told by mail', async () => {
    const one = await user()
    const other = { ...one, session: await sessionOf(server, server.organizationKey, one.key) }
    const ended = await manager.send('DELETE', of(one.key, `sessions/${one.session.sessionKey}`))
    assert.equal(ended.status, 204, ended.text)
    assert.deepEqual([await isSignedIn(one), await isSignedIn(other)], [false, true])
    assert.match(await lastMail(one.email), /sessions were ended/)
    assert.ok((await actionsOf(one.key)).includes('user.sessions-ended'))
    assertProblem(await manager.send('DELETE', of(one.key, `sessions/${one.session.sessionKey}`)), 'session_not_found')
    // The session of somebody else is not one of this user.
    const third = await user()
    const foreign = await manager.send('DELETE', of(one.key, `sessions/${third.session.sessionKey}`))
    assertProblem(foreign, 'session_not_found')
    assert.equal(await isSignedIn(third), true)
  })

  test('all sessions are ended at once, and links that were asked for', async () => {
    const one = await user()
    assert.equal((await manager.send('POST', of(one.key, 'password-reset'))).status, 204)
    const token = tokenInMail(await lastMail(one.email))
    assert.equal((await manager.send('DELETE', of(one.key, 'sessions'))).status, 204)
    assert.equal(await isSignedIn(one), false)
    const body = { token, password: newPassword }
    assertProblem(await send(server.url, 'POST', '/portal/password/reset', { body }), 'link_invalid')
    assert.match(await lastMail(one.email), /sessions were ended/)
    const mails = (await mailTextsTo(server, one.email)).length
    assert.equal((await manager.send('DELETE', of(one.key, 'sessions'))).status, 204)
    assert.equal((await mailTextsTo(server, one.email)).length, mails)
  })

  test('a lost passkey and a lost authenticator app are removed, which ends what was begun', async () => {
    const one = await userWithFactors()
    const { body } = await manager.send('GET', of(one.key, 'sign-in-methods'))
    const passkey = of(one.key, `passkeys/${body.passkeys[0].key}`)
    assert.equal((await manager.send('DELETE', passkey)).status, 204)
    assert.equal(await isSignedIn(one), false)
    assert.match(await lastMail(one.email), /passkey was removed.*Mia Member/s)
    assertProblem(await manager.send('DELETE', passkey), 'passkey_not_found')
    assert.equal((await manager.send('DELETE', of(one.key, 'authenticator'))).status, 204)
    assert.match(await lastMail(one.email), /authenticator app was removed/)
    assertProblem(await manager.send('DELETE', of(one.key, 'authenticator')), 'authenticator_missing')
    assert.deepEqual((await actionsOf(one.key)).sort(), ['authenticator.removed', 'passkey.removed'])
    const { body: left } = await manager.send('GET', of(one.key, 'sign-in-methods'))
    assert.deepEqual([left.passkeys, left.authenticatorAddedAt], [[], null])
  })

  test('a link for a new password is sent, which works once in any browser for 24 hours', async () => {
    const one = await user()
    const sent = await manager.send('POST', of(one.key, 'password-reset'))
    assert.equal(sent.status, 204, sent.text)
    const mail = await lastMail(one.email)
    assert.match(mail, /Mia Member/)
    assert.doesNotMatch(mail, /\b\d{6}\b|\b\d{3} \d{3}\b/)
    assert.equal(await isSignedIn(one), true)
    clock.advance(23 * 3_600_000)
    const body = { token: tokenInMail(mail), password: newPassword }
    assert.equal((await send(server.url, 'POST', '/portal/password/reset', { body })).status, 204)
    assertProblem(await send(server.url, 'POST', '/portal/password/reset', { body }), 'link_invalid')
    const late = await user()
    manager = await sessionOf(server, server.organizationKey, manager.userKey)
    assert.equal((await manager.send('POST', of(late.key, 'password-reset'))).status, 204)
    const token = tokenInMail(await lastMail(late.email))
    clock.advance(24 * 3_600_000 + 1)
    const expired = await send(server.url, 'POST', '/portal/password/reset', {
      body: { token, password: goodPassword },
    })
    assertProblem(expired, 'link_invalid')
    manager = await sessionOf(server, server.organizationKey, manager.userKey)
  })

  test('a link is refused to users who could not use it, and the detail says why', async () => {
    const { key: inactive } = await createPasswordUser(server, { isActive: false })
    assertProblem(await manager.send('POST', of(inactive, 'password-reset')), 'password_reset_impossible', 'Inactive')
    const { key: external } = await createUser(server.context, server.system, { name: 'E', email: 'e@example.com' })
    const answer = await manager.send('POST', of(external, 'password-reset'))
    assertProblem(answer, 'password_reset_impossible', 'another identity provider')
  })

  test('so many links go out in an hour, together with invitations: of each sender, and to each address', async () => {
    const { key, email } = await user()
    const remind = () => manager.send('POST', of(key, 'password-reset'))
    for (let count = 0; count < 5; count++) assert.equal((await remind()).status, 204)
    assertProblem(await remind(), 'invitations_limited', 'one address')
    assert.equal((await mailTextsTo(server, email)).length, 5)
    // Whoever creates users chooses where their mails go.
    const config = { ...server.context.config, invitationsPerHour: 3 }
    const actor = { ...server.system.actor, type: 'api-client', key: (await server.createClient()).key } as const
    const sender = { ...server.system, actor }
    const organization = await server.context.organizations.find('localhost')
    const mailOne = async (): Promise<void> =>
      sendPasswordReset({ ...server.context, config }, sender, organization, (await user()).key)
    await inviteUser({ ...server.context, config }, sender, organization, { email: `invited-${key}@example.com` })
    for (let count = 0; count < 2; count++) await mailOne()
    assert.equal((await refusalOf(mailOne())).problem, 'invitations_limited')
  })

  test('somebody who controls more is not touched, but seen', async () => {
    const one = await userWithFactors()
    const roles = await listOrganizationRoles(server.context, server.system, { nameContains: 'Administrator' })
    const roleKey = roles.results[0]?.key ?? ''
    // The role begins tomorrow: who controls access by then is not touched either.
    const grantPeriod = { startTime: new Date(clock.now() + 86_400_000).toISOString() }
    await grantUserOrganizationRole(server.context, server.system, { key: one.key, roleKey }, { grantPeriod })
    const { body } = await manager.send('GET', of(one.key, 'sign-in-methods'))
    const attempts = [
      ['DELETE', 'sessions'],
      ['DELETE', `sessions/${one.session.sessionKey}`],
      ['DELETE', `passkeys/${body.passkeys[0].key}`],
      ['DELETE', 'authenticator'],
      ['POST', 'password-reset'],
    ] as const
    for (const [method, rest] of attempts) {
      assertProblem(await manager.send(method, of(one.key, rest)), 'permission_missing', 'Manage organization roles')
    }
    assert.equal(await isSignedIn(one), true)
    assert.equal(
      (await mailTextsTo(server, one.email)).some((mail) => /removed|ended|choose a new/.test(mail)),
      false,
    )
    // One's own account is changed where the password or a code is asked for.
    const own = await userWithFactors()
    const managing = await signedInMember(server, manageUsers)
    assertProblem(await managing.send('DELETE', of(managing.userKey, 'authenticator')), 'own_account')
    await updateUser(server.context, server.system, own.key, { isActive: false })
    assertProblem(await manager.send('DELETE', of(own.key, 'sessions/none')), 'invalid_parameter')
  })

  test('changing it needs a recent sign-in of a member', async () => {
    const one = await user()
    clock.advance(16 * 60_000)
    assertProblem(await manager.send('DELETE', of(one.key, 'sessions')), 'sign_in_not_recent')
    assert.equal((await manager.send('GET', of(one.key, 'sessions'))).status, 200)
    manager = await sessionOf(server, server.organizationKey, manager.userKey)
  })
})
