import assert from 'node:assert/strict'
import { before, describe, test } from 'node:test'
import { Browser, beginSignIn, pathOf, sessionIn, signIn, target } from '@portico/testing/browser.ts'
import { anyEngine } from '@portico/testing/databases.ts'
import { codeOf, createPasswordUser, goodPassword } from '@portico/testing/password-users.ts'
import { assertProblem } from '@portico/testing/requests.ts'
import { startTestServer, type TestServer } from '@portico/testing/server.ts'
import { softwarePasskey } from '@portico/testing/software-passkey.ts'

const origin = 'https://id.example.com'

/**
 * Another host of the same site, `evil.example.com`, can set any cookie for `.example.com` with any path, except one whose
 * name begins with `__Host-`.
 */
describe('Cookies that another host of the same site plants', () => {
  let server: TestServer
  let victim: { key: string; email: string; password: string }
  let attacker: typeof victim
  const browse = (): Browser => new Browser(server.url, origin)
  const user = async () => ({ ...(await createPasswordUser(server)), password: goodPassword })

  before(async () => {
    server = await startTestServer({ engine: anyEngine, environment: { PORTICO_PUBLIC_URL: origin } })
    victim = await user()
    attacker = await user()
  })

  function plant(from: Browser, into: Browser): void {
    const allowed = from.cookies.filter(({ name }) => !name.startsWith('__Host-'))
    for (const { name, value, path } of allowed) {
      // A longer path comes first, the same path in the place of what was there.
      for (const where of [path, '/', '/identity/auth', '/portal/interactions'])
        into.addCookies({ name, value, path: where, attributes: 'Domain=example.com' })
    }
  }

  /** What the attacker gets of the interaction that they began. */
  async function assertNoSession(own: Browser, uid: string): Promise<void> {
    const resumed = target(await own.get(`/identity/auth/${uid}`))
    // The password is asked for again: nobody has signed in.
    assert.match(resumed, /^\/sign-in\//)
    assert.equal((await own.get('/portal/session')).status, 204)
  }

  /** Sessions of the victim: with both factors. */
  async function withFactors() {
    const owner = await user()
    const browser = browse()
    await signIn(browser, owner)
    const headers = { 'x-csrf-token': (await sessionIn(browser)).csrfToken }
    const { body: registration } = await browser.post('/portal/account/passkeys/options', undefined, headers)
    const passkey = softwarePasskey({ origin, userKey: owner.key })
    const response = passkey.registration(registration)
    assert.equal((await browser.post('/portal/account/passkeys', { name: 'Key', response }, headers)).status, 201)
    const { body: app } = await browser.post('/portal/account/authenticator', {}, headers)
    const code = codeOf(app.secret, Date.now())
    const { body } = await browser.post('/portal/account/authenticator/confirmation', { code }, headers)
    return { owner, passkey, recoveryCode: body.recoveryCodes[0] as string }
  }

  test('an interaction of the attacker is not completed by the victim, by any step', async () => {
    const { owner, passkey, recoveryCode } = await withFactors()
    const own = browse()
    const uid = await beginSignIn(own)
    const path = `/portal/interactions/${uid}`
    const { email, password } = owner
    for (const isSignedIn of [false, true]) {
      const browser = browse()
      if (isSignedIn) await signIn(browser, victim)
      plant(own, browser)
      assertProblem(await browser.get(path), 'sign_in_expired', 'began in another browser')
      assertProblem(await browser.post(`${path}/password`, { email, password }), 'sign_in_expired')
      const { email: simple } = victim
      assertProblem(await browser.post(`${path}/password`, { email: simple, password }), 'sign_in_expired')
      assertProblem(await browser.post(`${path}/code`, { code: recoveryCode }), 'sign_in_expired')
      assertProblem(await browser.post(`${path}/passkey/options`), 'sign_in_expired')
      // The attacker asks for the challenge in their own browser, and a page of theirs can't: it is of another origin.
      const { body: options } = await own.post(`${path}/passkey/options`)
      const response = passkey.assertion(options)
      assertProblem(await browser.post(`${path}/passkey`, { response }), 'sign_in_expired')
      // The page for a sign-in that cannot continue, with a button to begin one.
      assert.equal(target(await browser.get(`/identity/auth/${uid}`)), '/sign-in?problem=expired')
    }
    await assertNoSession(own, uid)
  })

  test('a half completed interaction of the attacker takes no second factor of the victim', async () => {
    const { owner, recoveryCode } = await withFactors()
    const own = browse()
    const uid = await beginSignIn(own)
    // The attacker knows the password.
    const { email, password } = owner
    assert.equal((await own.post(`/portal/interactions/${uid}/password`, { email, password })).body.step, 'code')
    const browser = browse()
    plant(own, browser)
    const step = await browser.post(`/portal/interactions/${uid}/code`, { code: recoveryCode })
    assertProblem(step, 'sign_in_expired')
    await assertNoSession(own, uid)
  })

  test('the victim’s own sign-in goes on with what they began, and is not exchanged on the way', async () => {
    const own = browse()
    const planted = await beginSignIn(own)
    const browser = browse()
    const uid = await beginSignIn(browser)
    const { email, password } = victim
    const { body } = await browser.post(`/portal/interactions/${uid}/password`, { email, password })
    // Over the cookies that the library set for this very address
    for (const { name, value } of own.cookies.filter(({ name }) => !name.startsWith('__Host-')))
      browser.addCookies({ name, value, path: `/identity/auth/${uid}`, attributes: '' })
    assert.equal(target(await browser.get(pathOf(body.redirectTo))), '/sign-in?problem=expired')
    await assertNoSession(own, planted)
  })

  test('a completed interaction of the attacker signs nobody in as the attacker', async () => {
    const own = browse()
    const uid = await beginSignIn(own)
    const { email, password } = attacker
    const { body } = await own.post(`/portal/interactions/${uid}/password`, { email, password })
    const browser = browse()
    plant(own, browser)
    assert.equal(target(await browser.get(pathOf(body.redirectTo))), '/sign-in?problem=expired')
    const callback = target(await own.get(pathOf(body.redirectTo)))
    plant(own, browser)
    assert.equal(target(await browser.get(callback)), '/sign-in?problem=expired')
    assert.deepEqual(
      browser.cookies.filter(({ name }) => name.startsWith('__Host-')),
      [],
    )
  })

  test('a session, or a sign-in that has begun, is not taken from a name that only looks like one', async () => {
    const own = browse()
    const uid = await beginSignIn(own)
    const path = `/portal/interactions/${uid}`
    assert.equal((await own.get(path)).status, 200)
    // Browsers take these for names without the prefix; trimming them would make the prefix of them.
    for (const before of ['\u00a0', '\u000b', '\u000c', '\u0085']) {
      const cookie = own
        .cookiesFor(path)
        .split('; ')
        .map((pair) => (pair.startsWith('__Host-') ? before + pair : pair))
        .join('; ')
      const answer = await browse()
        .send('GET', path, { headers: { cookie } })
        .catch(() => 'node refuses to send it' as const)
      if (typeof answer !== 'string' && answer.status !== 400) assertProblem(answer, 'sign_in_expired')
    }
  })

  test('no page of another site makes the browser hold more than requests may carry', async () => {
    for (const address of [1_000, 1_100, 1_999]
      .map((length) => `/${'x'.repeat(length - 1)}`)
      .concat(`/${'"'.repeat(900)}`)) {
      const browser = browse()
      // A link or a form of another site can begin sign-ins, one after the other.
      for (let n = 0; n < 5; n++) await beginSignIn(browser, address)
      assert.equal((await browser.get('/portal/session')).status, 204)
      assert.ok(browser.cookiesFor('/users').length < 10_000, `${browser.cookiesFor('/users').length}`)
    }
  })

  test('sign-ins that are left alone leave few cookies behind', async () => {
    const browser = browse()
    for (let n = 0; n < 20; n++) await beginSignIn(browser)
    const count = (kind: string) =>
      browser.cookies.filter(({ name }) => name.startsWith(`__Host-portico-${kind}-`)).length
    assert.ok(count('sign-in') <= 6 && count('interaction') <= 6, `${count('sign-in')} ${count('interaction')}`)
    await signIn(browser, victim)
    assert.equal((await sessionIn(browser)).user.key, victim.key)
  })
})
