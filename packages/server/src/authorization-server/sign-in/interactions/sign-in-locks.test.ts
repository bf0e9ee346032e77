import assert from 'node:assert/strict'
import { before, describe, test } from 'node:test'
import { Browser, beginSignIn, finishSignIn, sessionIn, signIn } from '@portico/testing/browser.ts'
import { anyEngine } from '@portico/testing/databases.ts'
import { mailTextsTo } from '@portico/testing/mail-texts.ts'
import { codeOf, createPasswordUser, goodPassword, refusalOf } from '@portico/testing/password-users.ts'
import { assertProblem, type Received, send } from '@portico/testing/requests.ts'
import { startTestServer, type TestClock, type TestServer, testClock } from '@portico/testing/server.ts'
import { beginAttempt } from '../../../modules/sign-in/credentials/attempts.ts'

const day = 86_400_000
const wrong = 'Wrong-Harbour-7-Lanterns'

describe('Locks against guessing', () => {
  let server: TestServer
  let clock: TestClock
  const browse = (): Browser => new Browser(server.url)
  const user = async () => ({ ...(await createPasswordUser(server)), password: goodPassword })

  before(async () => {
    clock = testClock()
    server = await startTestServer({ engine: anyEngine, clock })
  })

  /** One try in this browser, up to the answer to the password */
  const tryIn = async (browser: Browser, email: string, password: string): Promise<Received> =>
    browser.post(`/portal/interactions/${await beginSignIn(browser)}/password`, { email, password })
  const failTimes = async (count: number, browser: Browser, email: string): Promise<void> => {
    for (let n = 0; n < count; n++) assertProblem(await tryIn(browser, email, wrong), 'sign_in_failed')
  }
  const addAuthenticator = async (browser: Browser): Promise<string> => {
    const headers = { 'x-csrf-token': (await sessionIn(browser)).csrfToken }
    const { body } = await browser.post('/portal/account/authenticator', {}, headers)
    const code = codeOf(body.secret, clock.now())
    const confirmed = await browser.post('/portal/account/authenticator/confirmation', { code }, headers)
    assert.equal(confirmed.status, 200, confirmed.text)
    clock.advance(60_000)
    return body.secret
  }

  test('the key of a user, typed as an e-mail, locks nobody', async () => {
    const victim = await user()
    await failTimes(5, browse(), victim.key)
    assertProblem(await tryIn(browse(), victim.key, wrong), 'sign_in_locked')
    assert.equal((await tryIn(browse(), victim.email, goodPassword)).status, 200)
  })

  test('wrong passwords from elsewhere do not lock a browser that the user signed in with before', async () => {
    const victim = await user()
    const own = browse()
    await signIn(own, victim)
    await failTimes(5, browse(), victim.email)
    assertProblem(await tryIn(browse(), victim.email, goodPassword), 'sign_in_locked')
    // A browser that knows another user, or a made-up token, is elsewhere.
    const stranger = browse()
    await signIn(stranger, await user())
    assertProblem(await tryIn(stranger, victim.email, goodPassword), 'sign_in_locked')
    stranger.addCookies({ name: 'portico-known-browser', value: 'x'.repeat(43), path: '/', attributes: '' })
    assertProblem(await tryIn(stranger, victim.email, goodPassword), 'sign_in_locked')
    await failTimes(4, own, victim.email)
    assert.equal(await signIn(own, victim), '/')
    // The count of the others goes on: signing in gives them no further tries.
    assertProblem(await tryIn(browse(), victim.email, goodPassword), 'sign_in_locked')
  })

  test('a lock ends where the clock is set back, and five more tries are not given', async () => {
    const victim = await user()
    const day = 86_400_000
    clock.advance(day)
    await failTimes(5, browse(), victim.email)
    clock.advance(-day)
    await failTimes(1, browse(), victim.email)
    assertProblem(await tryIn(browse(), victim.email, goodPassword), 'sign_in_locked')
    clock.advance(300_000)
    assert.equal((await tryIn(browse(), victim.email, goodPassword)).status, 200)
  })

  test('a known browser has five tries of its own, and its lock is not that of the others', async () => {
    const owner = await user()
    const thief = browse()
    await signIn(thief, owner)
    await failTimes(5, thief, owner.email)
    assertProblem(await tryIn(thief, owner.email, goodPassword), 'sign_in_locked')
    assert.equal((await tryIn(browse(), owner.email, goodPassword)).status, 200)
  })

  test('wrong codes of one who knows the password lock neither a known browser nor a session', async () => {
    const victim = await user()
    const own = browse()
    await signIn(own, victim)
    const secret = await addAuthenticator(own)
    const codeIn = async (browser: Browser, code: string): Promise<Received> => {
      const uid = await beginSignIn(browser)
      const { email, password } = victim
      const { body } = await browser.post(`/portal/interactions/${uid}/password`, { email, password })
      assert.deepEqual(body, { step: 'code' })
      return browser.post(`/portal/interactions/${uid}/code`, { code })
    }
    for (let n = 0; n < 5; n++) assertProblem(await codeIn(browse(), 'wrong'), 'sign_in_failed')
    assertProblem(await codeIn(browse(), codeOf(secret, clock.now())), 'sign_in_locked')
    const right = await codeIn(own, codeOf(secret, clock.now()))
    assert.equal(right.status, 200, right.text)
    await finishSignIn(own, right.body.redirectTo)
    clock.advance(60_000)
    for (let n = 0; n < 5; n++) await codeIn(browse(), 'wrong')
    const headers = { 'x-csrf-token': (await sessionIn(own)).csrfToken }
    const body = { code: codeOf(secret, clock.now()) }
    assert.equal((await own.send('DELETE', '/portal/account/authenticator', { body, headers })).status, 204)
  })

  test('strangers do not keep a member from changing the password, which forgets all browsers but this', async () => {
    const victim = await user()
    const [own, other] = [browse(), browse()]
    await signIn(other, victim)
    await signIn(own, victim)
    await failTimes(5, browse(), victim.email)
    const headers = { 'x-csrf-token': (await sessionIn(own)).csrfToken }
    const newPassword = 'Copper-Kettle-9-Whistles'
    const change = (currentPassword: string) =>
      own.post('/portal/account/password', { currentPassword, newPassword }, headers)
    for (let n = 0; n < 4; n++) assertProblem(await change(wrong), 'password_wrong')
    assert.equal((await change(goodPassword)).status, 204)
    const changed = { ...victim, password: newPassword }
    assertProblem(await tryIn(other, victim.email, newPassword), 'sign_in_locked')
    assert.equal(await signIn(own, changed), '/')
  })

  test('each sign-in renews the token: one that was planted or copied is worth nothing afterwards', async () => {
    const owner = await user()
    const own = browse()
    await signIn(own, owner)
    const thief = browse()
    thief.addCookies(...own.cookies)
    await signIn(own, owner)
    await failTimes(5, browse(), owner.email)
    assertProblem(await tryIn(thief, owner.email, goodPassword), 'sign_in_locked')
    // Several people share a browser.
    await signIn(own, await user())
    assert.equal(own.cookie('portico-known-browser')?.value.split('.').length, 2)
    assert.equal(await signIn(own, owner), '/')
  })

  test('who asks for mails from elsewhere uses up none of a known browser’s', async () => {
    const victim = await user()
    const own = browse()
    await signIn(own, victim)
    const ask = async (browser: Browser): Promise<number> => {
      await browser.post('/portal/password/forgotten', { email: victim.email })
      await server.context.pendingPasswordResets.settled()
      return (await mailTextsTo(server, victim.email)).length
    }
    for (let n = 1; n <= 3; n++) assert.equal(await ask(browse()), n)
    assert.equal(await ask(browse()), 3)
    assert.equal(await ask(own), 4)
  })

  test('a wrong code for a new password is refused before the password is judged', async () => {
    const body = { code: '000000', password: 'Password1234' }
    assertProblem(await send(server.url, 'POST', '/portal/password/reset', { body }), 'code_wrong')
  })

  test('one count allows 297 tries in a day, and no more (SECURITY.md)', async () => {
    const subject = { kind: 'password', name: 'guessed@example.com' } as const
    const end = clock.now() + day
    let tries = 0
    while (clock.now() < end) {
      const attempt = beginAttempt(server.context, server.organizationKey, subject)
      const isLocked = await attempt.then(
        () => false,
        () => true,
      )
      if (!isLocked) tries++
      else
        clock.advance(
          Number(
            (await refusalOf(beginAttempt(server.context, server.organizationKey, subject))).headers['retry-after'],
          ) * 1_000,
        )
    }
    assert.equal(tries, 297)
  })
})
