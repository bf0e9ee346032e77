import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { Browser, beginSignIn, finishSignIn, sessionIn } from '@portico/testing/browser.ts'
import { codeClock, codeStep } from '@portico/testing/code-clock.ts'
import { onBothEngines } from '@portico/testing/databases.ts'
import { mailTextsTo, tokenInMail } from '@portico/testing/mail-texts.ts'
import { codeOf, createPasswordUser, goodPassword } from '@portico/testing/password-users.ts'
import { assertProblem, type Received } from '@portico/testing/requests.ts'
import { type Caller, startTestServer, type TestClock, type TestServer } from '@portico/testing/server.ts'
import { type SignedIn, sessionOf } from '@portico/testing/signed-in-members.ts'
import { type SoftwarePasskey, softwarePasskey } from '@portico/testing/software-passkey.ts'

const settings = '/api/management/v1/sign-in-settings'
const account = '/portal/account'
const newPassword = 'Copper-Kettle-42-Whistles'

onBothEngines('Passwords', (engine) => {
  let server: TestServer
  let clock: TestClock
  let client: Caller

  before(async () => {
    clock = codeClock()
    server = await startTestServer({ engine, clock })
    client = await server.administrator()
  })

  const refuseFor = async (passwordsRefusedFor: string): Promise<void> => {
    const answer = await client.call('PATCH', settings, { passwordsRefusedFor })
    assert.equal(answer.status, 204, answer.text)
  }
  const passwordSent = async (email: string, password = goodPassword) => {
    const browser = new Browser(server.url)
    const uid = await beginSignIn(browser)
    const post = (path: string, body?: unknown): Promise<Received> =>
      browser.post(`/portal/interactions/${uid}/${path}`, body)
    return { browser, post, answer: await post('password', { email, password }) }
  }
  type Sent = Awaited<ReturnType<typeof passwordSent>>
  const sendPasskey = async ({ post }: Sent, passkey: SoftwarePasskey): Promise<Received> => {
    const { body: options } = await post('passkey/options')
    return post('passkey', { response: passkey.assertion(options) })
  }
  const passkeyOf = (userKey: string) => softwarePasskey({ origin: server.context.publicUrl(), userKey })
  /** A user with a password and a passkey, who is signed in with the passkey. */
  const withPasskey = async () => {
    const { key, email } = await createPasswordUser(server)
    const member = await sessionOf(server, server.organizationKey, key, 'passkey')
    const passkey = passkeyOf(key)
    const { body: options } = await member.send('POST', `${account}/passkeys/options`)
    const body = { name: 'Laptop', response: passkey.registration(options) }
    const added = await member.send('POST', `${account}/passkeys`, { body })
    return { email, passkey, member, passkeyKey: added.body.key as string }
  }
  /** Of the link in the mail */
  const resetToken = async (email: string): Promise<string> => {
    await new Browser(server.url).post('/portal/password/forgotten', { email })
    return tokenInMail((await mailTextsTo(server, email)).at(-1))
  }
  const reset = (token: string): Promise<Received> =>
    new Browser(server.url).post('/portal/password/reset', { token, password: newPassword })
  const removePassword = (member: SignedIn) => member.send('DELETE', `${account}/password`)
  const stateOf = async (member: SignedIn) => (await member.send('GET', `${account}/password`)).body

  test('sign nobody in who has a passkey and may not use one', async () => {
    await refuseFor('nobody')
    const { email, passkey } = await withPasskey()
    assert.ok((await passwordSent(email)).answer.body.redirectTo)
    await refuseFor('everybody')
    const sent = await passwordSent(email)
    assert.deepEqual(sent.answer.body, { step: 'passkey' })
    assertProblem(await sent.post('enrolment/passkey/options'), 'sign_in_failed')
    const { body } = await sendPasskey(sent, passkey)
    await finishSignIn(sent.browser, body.redirectTo)
    assert.equal((await sessionIn(sent.browser)).session.method, 'passkey')
  })

  test('are the way to a first passkey, with the code of an app where there is one, and to nothing else', async () => {
    await refuseFor('nobody')
    const { key, email } = await createPasswordUser(server)
    const before = await sessionOf(server, server.organizationKey, key)
    const { secret } = (await before.send('POST', `${account}/authenticator`, { body: {} })).body
    const confirmation = { code: codeOf(secret, clock.now()) }
    await before.send('POST', `${account}/authenticator/confirmation`, { body: confirmation })
    await refuseFor('everybody')
    assertProblem(await before.send('GET', '/portal/session'), 'session_ended')

    const sent = await passwordSent(email)
    assert.deepEqual(sent.answer.body, { step: 'code' })
    assertProblem(await sent.post('enrolment/passkey/options'), 'sign_in_failed')
    clock.advance(codeStep)
    const { body } = await sent.post('code', { code: codeOf(secret, clock.now()) })
    assert.deepEqual(body, { step: 'enrolment', factors: ['passkey'] })
    assertProblem(await sent.post('enrolment/authenticator'), 'sign_in_failed')
    const { body: options } = await sent.post('enrolment/passkey/options')
    const response = passkeyOf(key).registration(options)
    const enrolled = await sent.post('enrolment/passkey', { name: 'Laptop', response })
    await finishSignIn(sent.browser, enrolled.body.redirectTo)
    assert.equal((await sessionIn(sent.browser)).session.method, 'passkey')
    assert.deepEqual((await passwordSent(email)).answer.body, { step: 'passkey' })
  })

  test('come by mail to nobody who has a passkey and may not use one, also by a code of before', async () => {
    await refuseFor('nobody')
    const { email, member, passkeyKey } = await withPasskey()
    const token = await resetToken(email)
    assert.notEqual(token, '')
    await refuseFor('everybody')
    const count = (await mailTextsTo(server, email)).length
    await resetToken(email)
    assert.equal((await mailTextsTo(server, email)).length, count)
    assertProblem(await reset(token), 'link_invalid')
    assert.deepEqual(await stateOf(member), { isSet: true, isAllowed: false })
    const change = { currentPassword: goodPassword, newPassword }
    assertProblem(await member.send('POST', `${account}/password`, { body: change }), 'password_not_allowed')
    assertProblem(await member.send('DELETE', `${account}/passkeys/${passkeyKey}`), 'factor_required', 'passkey alone')
    // Who has no passkey gets one: it is the way to their first passkey.
    const without = await createPasswordUser(server, { password: null })
    assert.equal((await reset(await resetToken(without.email))).status, 204)
    assert.equal((await passwordSent(without.email, newPassword)).answer.body.step, 'enrolment')
    await refuseFor('nobody')
  })

  test('are replaced by a passkey, where their owner says so within some minutes after signing in', async () => {
    const { key } = await createPasswordUser(server)
    const without = await sessionOf(server, server.organizationKey, key)
    assertProblem(await removePassword(without), 'factor_required', 'Add a passkey first')
    const { email, member, passkey, passkeyKey } = await withPasskey()
    const other = await sessionOf(server, server.organizationKey, member.userKey)
    assert.equal((await removePassword(member)).status, 204)
    assertProblem(await removePassword(member), 'password_missing')
    assertProblem(await other.send('GET', '/portal/session'), 'session_ended')
    assert.match((await mailTextsTo(server, email)).at(-1) ?? '', /password was removed/)
    assertProblem((await passwordSent(email)).answer, 'sign_in_failed', 'Incorrect e-mail or password.')
    const sent = await passwordSent(email, '')
    assertProblem(sent.answer, 'sign_in_failed')
    assert.ok((await sendPasskey(sent, passkey)).body.redirectTo)
    assertProblem(
      await member.send('DELETE', `${account}/passkeys/${passkeyKey}`),
      'factor_required',
      'nothing else is left',
    )

    clock.advance(15 * 60_000)
    for (const [method, body] of [
      ['PUT', { newPassword }],
      ['DELETE', undefined],
    ] as const)
      assertProblem(await member.send(method, `${account}/password`, { body }), 'sign_in_not_recent')
  })

  test('are set again by their owner, or by mail, where the organization allows it', async () => {
    const { email, member } = await withPasskey()
    const set = (password: string) => member.send('PUT', `${account}/password`, { body: { newPassword: password } })
    assertProblem(await set(newPassword), 'password_exists')
    await removePassword(member)
    await refuseFor('everybody')
    assertProblem(await set(newPassword), 'password_not_allowed')
    await refuseFor('nobody')
    assert.deepEqual(await stateOf(member), { isSet: false, isAllowed: true })
    assertProblem(await set('short'), 'password_refused')
    assert.equal((await set(newPassword)).status, 204)
    assert.ok((await passwordSent(email, newPassword)).answer.body.redirectTo)
    await removePassword(member)
    assert.equal((await reset(await resetToken(email))).status, 204)
    assert.ok((await passwordSent(email, newPassword)).answer.body.redirectTo)
  })
})
