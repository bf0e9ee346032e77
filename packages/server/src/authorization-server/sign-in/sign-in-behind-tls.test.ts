import assert from 'node:assert/strict'
import { before, describe, test } from 'node:test'
import { Browser, beginSignIn, finishSignIn, sessionIn } from '@portico/testing/browser.ts'
import { anyEngine } from '@portico/testing/databases.ts'
import { codeOf, createPasswordUser, goodPassword } from '@portico/testing/password-users.ts'
import { assertProblem } from '@portico/testing/requests.ts'
import { startTestServer, type TestServer } from '@portico/testing/server.ts'
import { softwarePasskey } from '@portico/testing/software-passkey.ts'

const origin = 'https://id.example.com'

describe('Signing in behind a proxy that ends TLS', () => {
  let server: TestServer

  before(async () => {
    server = await startTestServer({ engine: anyEngine, environment: { PORTICO_PUBLIC_URL: origin } })
  })

  test('sets cookies that no plain connection and no other host gets at', async () => {
    const user = { ...(await createPasswordUser(server)), password: goodPassword }
    const browser = new Browser(server.url, origin)
    const uid = await beginSignIn(browser, '/users')
    const begun = browser.cookies.map(({ name }) => name)
    for (const name of begun) assert.match(name, /^__(?:Host|Secure)-portico-/)
    assert.ok(begun.includes('__Secure-portico-interaction'), begun.join())
    const { email, password } = user
    const { body } = await browser.post(`/portal/interactions/${uid}/password`, { email, password })
    assert.ok(body.redirectTo.startsWith(`${origin}/identity/auth/`), body.redirectTo)
    assert.equal(await finishSignIn(browser, body.redirectTo), '/users')
    const names = browser.cookies.map(({ name }) => name)
    for (const name of ['session', 'authorization', 'known-browser'])
      assert.ok(names.includes(`__Host-portico-${name}`), names.join())
    for (const { name, path, attributes } of browser.cookies) {
      assert.match(attributes, /secure/i, name)
      assert.doesNotMatch(attributes, /domain=/i, name)
      if (name.startsWith('__Host-')) assert.equal(path, '/', name)
    }
    const { csrfToken } = await sessionIn(browser)
    const plain = await browser.post('/portal/sign-out', undefined, {
      'x-csrf-token': csrfToken,
      origin: 'http://id.example.com',
    })
    assertProblem(plain, 'foreign_origin')
    assert.equal((await browser.post('/portal/sign-out', undefined, { 'x-csrf-token': csrfToken })).status, 204)
  })

  test('takes a code after the password where the user has an authenticator app', async () => {
    const user = { ...(await createPasswordUser(server)), password: goodPassword }
    const browser = new Browser(server.url, origin)
    const { email, password } = user
    const passwordAt = (uid: string) => browser.post(`/portal/interactions/${uid}/password`, { email, password })
    const first = await beginSignIn(browser)
    await finishSignIn(browser, (await passwordAt(first)).body.redirectTo)
    const headers = { 'x-csrf-token': (await sessionIn(browser)).csrfToken }
    const { body: app } = await browser.post('/portal/account/authenticator', {}, headers)
    const code = codeOf(app.secret, Date.now())
    const confirmed = await browser.post('/portal/account/authenticator/confirmation', { code }, headers)
    assert.equal(confirmed.status, 200, confirmed.text)

    const other = new Browser(server.url, origin)
    const uid = await beginSignIn(other)
    const path = `/portal/interactions/${uid}`
    const step = await other.post(`${path}/password`, { email, password })
    assert.deepEqual(step.body, { step: 'code' })
    assert.deepEqual((await other.get(path)).body, {
      step: 'code',
      organizationName: 'Portico',
      email,
      client: null,
      providers: [],
      allowsPasswords: true,
      asksEmailFirst: false,
    })
    // The password alone signs no user in, whatever address the browser goes to.
    const around = await other.get(`/identity/auth/${uid}`)
    assert.match(String(around.headers.location), /^\/sign-in\//)
    const again = String(around.headers.location).slice('/sign-in/'.length)
    assert.deepEqual((await other.get(`/portal/interactions/${again}`)).body.step, 'password')

    assert.deepEqual((await other.post(`/portal/interactions/${again}/password`, { email, password })).body, {
      step: 'code',
    })
    // The code of the confirmation counted once; a recovery code does as well.
    assertProblem(await other.post(`/portal/interactions/${again}/code`, { code }), 'sign_in_failed')
    const [recovery] = confirmed.body.recoveryCodes
    const right = await other.post(`/portal/interactions/${again}/code`, { code: recovery })
    assert.equal(right.status, 200, right.text)
    await finishSignIn(other, right.body.redirectTo)
    assert.equal((await sessionIn(other)).session.method, 'password+totp')
  })

  test('takes a passkey in the place of both', async () => {
    const { key: userKey, email } = await createPasswordUser(server)
    const browser = new Browser(server.url, origin)
    const first = await beginSignIn(browser)
    const { body: done } = await browser.post(`/portal/interactions/${first}/password`, {
      email,
      password: goodPassword,
    })
    await finishSignIn(browser, done.redirectTo)
    const headers = { 'x-csrf-token': (await sessionIn(browser)).csrfToken }
    const { body: registration } = await browser.post('/portal/account/passkeys/options', undefined, headers)
    const passkey = softwarePasskey({ origin, userKey })
    const response = passkey.registration(registration)
    assert.equal((await browser.post('/portal/account/passkeys', { name: 'Key', response }, headers)).status, 201)

    const other = new Browser(server.url, origin)
    const path = `/portal/interactions/${await beginSignIn(other)}/passkey`
    assertProblem(await other.post(path, { response: passkey.assertion({ challenge: 'none' }) }), 'sign_in_failed')
    const { body: options } = await other.post(`${path}/options`)
    const foreign = passkey.assertion(options, { origin: 'https://evil.example' })
    assertProblem(await other.post(path, { response: foreign }), 'sign_in_failed')
    // A challenge serves one answer, right or wrong.
    assertProblem(await other.post(path, { response: passkey.assertion(options) }), 'sign_in_failed')
    const { body: renewed } = await other.post(`${path}/options`)
    const right = await other.post(path, { response: passkey.assertion(renewed) })
    assert.equal(right.status, 200, right.text)
    await finishSignIn(other, right.body.redirectTo)
    const { session, user } = await sessionIn(other)
    assert.deepEqual([session.method, user.key], ['passkey', userKey])
  })

  test('publishes in discovery what works for people, too', async () => {
    const { body } = await new Browser(server.url, origin).get('/identity/.well-known/openid-configuration')
    assert.equal(body.authorization_endpoint, `${origin}/identity/auth`)
    assert.deepEqual(body.response_types_supported, ['code'])
    assert.deepEqual(body.grant_types_supported, ['client_credentials', 'authorization_code', 'refresh_token'])
    assert.deepEqual(body.code_challenge_methods_supported, ['S256'])
    assert.deepEqual(body.scopes_supported, ['openid', 'profile', 'email', 'groups', 'roles', 'offline_access'])
    assert.ok(body.token_endpoint_auth_methods_supported.includes('none'))
    assert.ok(!body.introspection_endpoint_auth_methods_supported.includes('none'))
  })
})
