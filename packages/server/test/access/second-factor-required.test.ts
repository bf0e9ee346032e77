import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { Browser, beginSignIn, finishSignIn, pathOf, sessionIn, signIn } from '@portico/testing/browser.ts'
import { codeClock, codeStep } from '@portico/testing/code-clock.ts'
import { onBothEngines } from '@portico/testing/databases.ts'
import { codeInMail, mailTextsTo, tokenInMail } from '@portico/testing/mail-texts.ts'
import { codeOf, createPasswordUser, goodPassword } from '@portico/testing/password-users.ts'
import { assertProblem, type Received } from '@portico/testing/requests.ts'
import { type Caller, startTestServer, type TestClock, type TestServer } from '@portico/testing/server.ts'
import { type SignedIn, sessionOf } from '@portico/testing/signed-in-members.ts'
import { softwarePasskey } from '@portico/testing/software-passkey.ts'
import { createAsset } from '../../src/modules/applications/assets/create-asset.ts'
import { grantUserOrganizationRole } from '../../src/modules/directory/assignments/grant-user-organization-role.ts'
import { listOrganizationRoles } from '../../src/modules/members/organization-roles/list-organization-roles.ts'
import { issueSetUpLink } from '../../src/modules/set-up/first-administrator/issue-set-up-link.ts'
import { inviteUser } from '../../src/modules/sign-in/invitations/invite-user.ts'

const settings = '/api/management/v1/sign-in-settings'
const enrolments = [
  ['authenticator', undefined],
  ['authenticator/confirmation', { code: '123456' }],
  ['passkey/options', undefined],
  ['passkey', { name: 'x', response: {} }],
] as const

onBothEngines('A required second factor', (engine) => {
  let server: TestServer
  let clock: TestClock
  let client: Caller
  let developerKey: string

  before(async () => {
    clock = codeClock()
    server = await startTestServer({ engine, clock })
    client = await server.administrator()
    const { results } = await listOrganizationRoles(server.context, server.system, { nameContains: 'Developer' })
    developerKey = results[0]?.key ?? ''
  })

  const require = async (audience: string, roleKeys: string[] = []): Promise<void> => {
    const body = { secondFactorRequiredFor: audience, secondFactorRoleKeys: roleKeys }
    const answer = await client.call('PATCH', settings, body)
    assert.equal(answer.status, 204, answer.text)
  }
  const grant = (userKey: string, details: object | null = null) =>
    grantUserOrganizationRole(server.context, server.system, { key: userKey, roleKey: developerKey }, details)
  const passkeyOf = (userKey: string) => softwarePasskey({ origin: server.context.publicUrl(), userKey })

  /** A browser in which the password was sent, and how it goes on from there. */
  async function passwordSent(email: string, password = goodPassword) {
    const browser = new Browser(server.url)
    const uid = await beginSignIn(browser)
    const post = (path: string, body?: unknown): Promise<Received> =>
      browser.post(`/portal/interactions/${uid}/${path}`, body)
    return { browser, uid, post, answer: await post('password', { email, password }) }
  }
  type Sent = Awaited<ReturnType<typeof passwordSent>>
  const enrolApp = async ({ post }: Sent): Promise<Received> => {
    const { body } = await post('enrolment/authenticator')
    return post('enrolment/authenticator/confirmation', { code: codeOf(body.secret, clock.now()) })
  }
  const enrolPasskey = async ({ post }: Sent, userKey: string, more = {}): Promise<Received> => {
    const { body: options } = await post('enrolment/passkey/options')
    return post('enrolment/passkey', { name: 'Laptop', response: passkeyOf(userKey).registration(options, more) })
  }
  const assertNoEnrolment = async ({ post }: Sent): Promise<void> => {
    for (const [path, body] of enrolments) assertProblem(await post(`enrolment/${path}`, body), 'sign_in_failed')
  }
  /** Neither is there a session, nor does the authorization server go on. The sign-in is over then. */
  const assertNoSession = async ({ browser, uid }: Sent): Promise<void> => {
    const { headers } = await browser.get(`/identity/auth/${uid}`)
    assert.doesNotMatch(String(headers.location), /callback/)
    assert.equal((await browser.get('/portal/session')).status, 204)
  }
  const addApp = async (member: SignedIn): Promise<{ secret: string; recoveryCodes: string[] }> => {
    const path = '/portal/account/authenticator'
    const { secret } = (await member.send('POST', path, { body: {} })).body
    const body = { code: codeOf(secret, clock.now()) }
    const { body: answer } = await member.send('POST', `${path}/confirmation`, { body })
    return { secret, recoveryCodes: answer.recoveryCodes }
  }
  const addPasskey = async (member: SignedIn): Promise<string> => {
    const { body: options } = await member.send('POST', '/portal/account/passkeys/options')
    const body = { name: 'Laptop', response: passkeyOf(member.userKey).registration(options) }
    return (await member.send('POST', '/portal/account/passkeys', { body })).body.key
  }

  test('is added while signing in, by who has none, and there is no session before', async () => {
    await require('everybody')
    const { email } = await createPasswordUser(server)
    const sent = await passwordSent(email)
    const asked = { step: 'enrolment', factors: ['authenticator', 'passkey'] }
    assert.deepEqual(sent.answer.body, asked)
    const { body } = await sent.browser.get(`/portal/interactions/${sent.uid}`)
    assert.deepEqual([body.step, body.factors, body.email], [asked.step, asked.factors, email])
    await assertNoSession(await passwordSent(email))
    assertProblem(await sent.post('enrolment/authenticator/confirmation', { code: '123456' }), 'authenticator_missing')
    await sent.post('enrolment/authenticator')
    assertProblem(await sent.post('enrolment/authenticator/confirmation', { code: '12345' }), 'code_wrong')
    const confirmed = await enrolApp(sent)
    assert.equal(confirmed.body.recoveryCodes.length, 10, confirmed.text)
    await finishSignIn(sent.browser, confirmed.body.redirectTo)
    assert.equal((await sessionIn(sent.browser)).session.method, 'password+totp')
    assert.deepEqual((await passwordSent(email)).answer.body, { step: 'code' })
  })

  test('may be a passkey, whose user was verified', async () => {
    const { email, key } = await createPasswordUser(server)
    const sent = await passwordSent(email)
    assertProblem(await enrolPasskey(sent, key, { isVerified: false }), 'passkey_refused')
    assert.equal((await sent.browser.get('/portal/session')).status, 204)
    // What another sign-in of the same user was asked for does not serve this one.
    const { body: options } = await (await passwordSent(email)).post('enrolment/passkey/options')
    const response = passkeyOf(key).registration(options)
    assertProblem(await sent.post('enrolment/passkey', { name: 'x', response }), 'passkey_refused')
    const { body } = await enrolPasskey(sent, key)
    await finishSignIn(sent.browser, body.redirectTo)
    assert.equal((await sessionIn(sent.browser)).session.method, 'passkey')
  })

  test('is not added beside one that the user has, by who knows the password alone', async () => {
    await require('nobody')
    const app = await createPasswordUser(server)
    await addApp(await sessionOf(server, server.organizationKey, app.key))
    const passkey = await createPasswordUser(server)
    await addPasskey(await sessionOf(server, server.organizationKey, passkey.key))
    const without = await createPasswordUser(server)
    const notAsked = await passwordSent(without.email)
    assert.ok(notAsked.answer.body.redirectTo)
    await assertNoEnrolment(notAsked)
    await require('everybody')
    const withApp = await passwordSent(app.email)
    assert.deepEqual(withApp.answer.body, { step: 'code' })
    await assertNoEnrolment(withApp)
    const withPasskey = await passwordSent(passkey.email)
    assert.deepEqual(withPasskey.answer.body, { step: 'passkey' })
    await assertNoEnrolment(withPasskey)
    assertProblem(await withPasskey.post('code', { code: '123456' }), 'sign_in_failed')
    await assertNoSession(withPasskey)

    const nothingSent = new Browser(server.url)
    const uid = await beginSignIn(nothingSent)
    const post = (path: string, body?: unknown) => nothingSent.post(`/portal/interactions/${uid}/${path}`, body)
    await assertNoEnrolment({ browser: nothingSent, uid, post, answer: withPasskey.answer })
  })

  test('is added in one of several sign-ins, and the others ask for it', async () => {
    const { email, key } = await createPasswordUser(server)
    const [first, second, third] = [await passwordSent(email), await passwordSent(email), await passwordSent(email)]
    await second.post('enrolment/authenticator')
    const { secret } = (await first.post('enrolment/authenticator')).body
    const code = codeOf(secret, clock.now())
    const { body: options } = await third.post('enrolment/passkey/options')
    const response = passkeyOf(key).registration(options)
    const answers = await Promise.all([
      first.post('enrolment/authenticator/confirmation', { code }),
      third.post('enrolment/passkey', { name: 'x', response }),
    ])
    assert.deepEqual(answers.map(({ status }) => status).sort(), [200, 400])
    for (const sent of [first, second, third]) await assertNoEnrolment(sent)
  })

  test('is skipped by no new password: by mail, by invitation or by a set-up link', async () => {
    const { email } = await createPasswordUser(server)
    const browser = new Browser(server.url)
    await browser.post('/portal/password/forgotten', { email })
    const code = codeInMail((await mailTextsTo(server, email))[0])
    const password = 'Copper-Kettle-42-Whistles'
    const reset = await browser.post('/portal/password/reset', { code, password })
    assert.equal(reset.status, 204, reset.text)
    assert.equal((await browser.get('/portal/session')).status, 204)
    assert.equal((await passwordSent(email, password)).answer.body.step, 'enrolment')

    const { context, system } = server
    const organization = await context.organizations.find('localhost')
    const invited = `invited-${engine}@example.com`
    await inviteUser(context, system, organization, { email: invited })
    const [mail] = await mailTextsTo(server, invited)
    const acceptance = { token: tokenInMail(mail), code: codeInMail(mail), name: 'Ivy', password }
    assert.equal((await browser.post('/portal/invitation/accept', acceptance)).status, 204)
    const issued = await issueSetUpLink(context, organization, { anyway: true })
    const token = tokenInMail(issued?.link)
    const another = { token, name: 'Ada', email: `another-${engine}@example.com`, password }
    assert.equal((await browser.post('/portal/set-up', another)).status, 204)
    assert.equal((await browser.get('/portal/session')).status, 204)
    for (const who of [invited, another.email])
      assert.equal((await passwordSent(who, password)).answer.body.step, 'enrolment', who)
  })

  test('is asked for after a new password by mail as before, of whoever has one', async () => {
    await require('nobody')
    const { email, key } = await createPasswordUser(server)
    await addApp(await sessionOf(server, server.organizationKey, key))
    const browser = new Browser(server.url)
    await browser.post('/portal/password/forgotten', { email })
    const password = 'Copper-Kettle-42-Whistles'
    const token = tokenInMail((await mailTextsTo(server, email)).at(-1))
    assert.equal((await browser.post('/portal/password/reset', { token, password })).status, 204)
    const sent = await passwordSent(email, password)
    assert.deepEqual(sent.answer.body, { step: 'code' })
    await assertNoSession(sent)
  })

  test('may be a recovery code, once', async () => {
    const { email, key } = await createPasswordUser(server)
    await require('nobody')
    const { recoveryCodes } = await addApp(await sessionOf(server, server.organizationKey, key))
    await require('everybody')
    const sent = await passwordSent(email)
    const { body } = await sent.post('code', { code: recoveryCodes[0] })
    await finishSignIn(sent.browser, body.redirectTo)
    assert.equal((await sessionIn(sent.browser)).session.method, 'password+totp')
    assertProblem(await (await passwordSent(email)).post('code', { code: recoveryCodes[0] }), 'sign_in_failed')
  })

  test('ends sessions that began without one, with their next request, and keeps the others', async () => {
    await require('nobody')
    const { email, key } = await createPasswordUser(server)
    const session = await sessionOf(server, server.organizationKey, key)
    const { secret } = await addApp(session)
    const sent = await passwordSent(email)
    clock.advance(codeStep)
    const { body } = await sent.post('code', { code: codeOf(secret, clock.now()) })
    await finishSignIn(sent.browser, body.redirectTo)
    await require('everybody')
    assertProblem(await session.send('GET', '/portal/session'), 'session_ended')
    assert.equal((await sessionIn(sent.browser)).session.method, 'password+totp')
  })

  test('is for whom the organization chose: a role counts once it is granted, for whatever it is', async () => {
    await require('members')
    const member = await createPasswordUser(server)
    const nobody = await createPasswordUser(server)
    const session = await sessionOf(server, server.organizationKey, member.key)
    assert.equal((await session.send('GET', '/portal/session')).status, 200)
    await grant(member.key)
    assertProblem(await session.send('GET', '/portal/session'), 'session_ended')
    assert.equal((await passwordSent(member.email)).answer.body.step, 'enrolment')
    assert.ok((await passwordSent(nobody.email)).answer.body.redirectTo)

    const asset = await createAsset(server.context, server.system, { name: `Shop ${engine}`, type: 'WebApplication' })
    const ofAsset = await createPasswordUser(server)
    await grant(ofAsset.key, { assetKeys: [asset.key] })
    await require('roles', [developerKey])
    const later = await createPasswordUser(server)
    const at = (hours: number): string => new Date(clock.now() + hours * 3_600_000).toISOString()
    await grant(later.key, { grantPeriod: { startTime: at(1), endTime: at(2) } })
    for (const { email } of [member, ofAsset])
      assert.equal((await passwordSent(email)).answer.body.step, 'enrolment', email)
    for (const { email } of [nobody, later]) assert.ok((await passwordSent(email)).answer.body.redirectTo, email)
  })

  test('is asked for by sign-ins that were almost complete when the role was granted', async () => {
    const { email, key } = await createPasswordUser(server)
    const sent = await passwordSent(email)
    await grant(key)
    const asked = pathOf(String((await sent.browser.get(pathOf(sent.answer.body.redirectTo))).headers.location))
    assert.match(asked, /^\/sign-in\/[\w-]+$/)
    assert.equal((await sent.browser.get('/portal/session')).status, 204)
  })

  test('is not removed by its owner, while it is the last one', async () => {
    await require('nobody')
    const { key } = await createPasswordUser(server)
    const member = await sessionOf(server, server.organizationKey, key, 'passkey')
    const passkeyKey = await addPasskey(member)
    const removePasskey = () => member.send('DELETE', `/portal/account/passkeys/${passkeyKey}`)
    const removeApp = () => member.send('DELETE', '/portal/account/authenticator', { body: { password: goodPassword } })
    await require('everybody')
    assertProblem(await removePasskey(), 'factor_required', 'requires a second factor')
    await addApp(member)
    const answers = await Promise.all([removePasskey(), removeApp()])
    assert.deepEqual(answers.map(({ status }) => status).sort(), [204, 409])
    const [removed] = answers
    assertProblem(removed?.status === 204 ? await removeApp() : await removePasskey(), 'factor_required')
    await require('nobody')
    assert.equal((removed?.status === 204 ? await removeApp() : await removePasskey()).status, 204)
    await signIn(new Browser(server.url), {
      email: (await member.send('GET', '/portal/session')).body.user.email,
      password: goodPassword,
    })
  })
})
