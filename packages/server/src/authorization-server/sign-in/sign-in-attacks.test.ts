import assert from 'node:assert/strict'
import { createHash, randomBytes } from 'node:crypto'
import { before, test } from 'node:test'
import { afterFile } from '@portico/testing/after-file.ts'
import { Browser, beginSignIn, finishSignIn, pathOf, sessionIn, signIn, target } from '@portico/testing/browser.ts'
import { onBothEngines } from '@portico/testing/databases.ts'
import { openElsewhere } from '@portico/testing/organizations.ts'
import { codeOf, createPasswordUser, goodPassword, refusalOf } from '@portico/testing/password-users.ts'
import { assertProblem, send } from '@portico/testing/requests.ts'
import { startTestServer, type TestServer } from '@portico/testing/server.ts'
import { sessionOf } from '@portico/testing/signed-in-members.ts'
import { threadTime } from '@portico/testing/thread-time.ts'
import { buildApp } from '../../app.ts'
import { updateUser } from '../../modules/directory/users/update-user.ts'
import { securityEventBuckets } from '../../modules/foundation/audit/record-security-event.ts'
import { createSession } from '../../modules/members/sessions/create-session.ts'
import { deleteExpiredSessions } from '../../modules/members/sessions/delete-expired-sessions.ts'
import { endSessionsOfUser } from '../../modules/members/sessions/end-sessions-of-user.ts'

const verifier = randomBytes(32).toString('base64url')
const challenge = createHash('sha256').update(verifier).digest('base64url')
const form = { 'content-type': 'application/x-www-form-urlencoded' }

onBothEngines('Attacks on signing in', (engine) => {
  let server: TestServer
  let victim: { key: string; email: string; password: string }
  let attacker: typeof victim
  const browse = (): Browser => new Browser(server.url)
  const user = async () => ({ ...(await createPasswordUser(server)), password: goodPassword })

  before(async () => {
    server = await startTestServer({ engine })
    victim = await user()
    attacker = await user()
  })

  const endSessions = (userKey: string): Promise<void> =>
    endSessionsOfUser(server.context, server.organizationKey, userKey, { reason: 'ended-by-user' })
  const callbackUrl = (): string => `${server.context.publicUrl()}/portal/callback`

  /** Proves who the user is to the authorization server. @returns the address with the code, not visited yet */
  async function callbackOf(browser: Browser, who: typeof victim, uid: string): Promise<string> {
    const { email, password } = who
    const { body, text } = await browser.post(`/portal/interactions/${uid}/password`, { email, password })
    assert.ok(body.redirectTo, text)
    return target(await browser.get(pathOf(body.redirectTo)))
  }

  /** A sign-in with an authorization request of one's own making. */
  const authorizeWith = (parameters: Record<string, string | undefined>): string => {
    const all = {
      client_id: 'portico-portal',
      response_type: 'code',
      redirect_uri: callbackUrl(),
      scope: 'openid',
      code_challenge: challenge,
      code_challenge_method: 'S256',
      state: 'mine',
      ...parameters,
    }
    const given = Object.entries(all).filter((entry): entry is [string, string] => entry[1] !== undefined)
    return `/identity/auth?${new URLSearchParams(given)}`
  }

  async function codeFor(browser: Browser, who: typeof victim): Promise<string> {
    const uid = target(await browser.get(authorizeWith({}))).slice('/sign-in/'.length)
    const callback = await callbackOf(browser, who, uid)
    return new URL(callback, callbackUrl()).searchParams.get('code') ?? ''
  }

  const tokenForm = (code: string, more: Record<string, string> = {}): string =>
    new URLSearchParams({
      grant_type: 'authorization_code',
      client_id: 'portico-portal',
      redirect_uri: callbackUrl(),
      code,
      code_verifier: verifier,
      ...more,
    }).toString()
  const redeem = (code: string, more?: Record<string, string>) =>
    send(server.url, 'POST', '/identity/token', { body: tokenForm(code, more), headers: form })

  test('fixation: a cookie that was planted is worth nothing after the sign-in', async () => {
    const own = browse()
    await signIn(own, attacker)
    const planted = own.cookies
    const browser = browse()
    browser.addCookies(...planted)
    await signIn(browser, victim)
    assert.equal((await sessionIn(browser)).user.key, victim.key)
    for (const name of ['portico-session', 'portico-authorization'])
      assert.notEqual(browser.cookie(name)?.value, own.cookie(name)?.value, name)
    // What the attacker holds leads nowhere, least of all to the victim.
    assertProblem(await own.get('/portal/session'), 'session_ended')
    assert.match(target(await own.get(authorizeWith({ prompt: 'none' }))), /error=login_required/)
    const made = browse()
    made.addCookies({
      name: 'portico-session',
      value: randomBytes(32).toString('base64url'),
      path: '/',
      attributes: '',
    })
    await signIn(made, victim)
    assert.equal((await sessionIn(made)).user.key, victim.key)
  })

  test('the authorization server’s own cookie signs no user in: the password is asked for each time', async () => {
    const browser = browse()
    await signIn(browser, victim)
    for (const parameters of [{}, { prompt: 'login' }, { max_age: '86400' }])
      assert.match(target(await browser.get(authorizeWith(parameters))), /^\/sign-in\//, JSON.stringify(parameters))
    assert.match(target(await browser.get(authorizeWith({ prompt: 'none' }))), /error=login_required/)
  })

  test('a password that was reset meanwhile is no first factor any more', async () => {
    const owner = await user()
    const { send: sendAsOwner } = await sessionOf(server, server.organizationKey, owner.key)
    const path = '/portal/account/authenticator'
    const code = codeOf((await sendAsOwner('POST', path, { body: {} })).body.secret, server.context.clock.now())
    await sendAsOwner('POST', `${path}/confirmation`, { body: { code } })
    const browser = browse()
    const uid = await beginSignIn(browser)
    const { email, password } = owner
    assert.equal((await browser.post(`/portal/interactions/${uid}/password`, { email, password })).body.step, 'code')
    await endSessions(owner.key)
    assertProblem(await browser.post(`/portal/interactions/${uid}/code`, { code }), 'sign_in_expired')
  })

  test('a sign-in by password alone is not completed after the user has added an authenticator app', async () => {
    const owner = await user()
    const browser = browse()
    const uid = await beginSignIn(browser)
    const { email, password } = owner
    const { body } = await browser.post(`/portal/interactions/${uid}/password`, { email, password })
    assert.ok(body.redirectTo)
    const { send: sendAsOwner } = await sessionOf(server, server.organizationKey, owner.key)
    const path = '/portal/account/authenticator'
    const code = codeOf((await sendAsOwner('POST', path, { body: {} })).body.secret, server.context.clock.now())
    assert.equal((await sendAsOwner('POST', `${path}/confirmation`, { body: { code } })).status, 200)
    assert.equal(await finishSignIn(browser, body.redirectTo), '/sign-in?problem=refused')
    assert.equal(browser.cookie('portico-session'), undefined)
  })

  test('what a stranger sends for a passkey costs little, however long it is', async () => {
    const browser = browse()
    const path = `/portal/interactions/${await beginSignIn(browser)}/passkey`
    // Characters that take long to be put in one form: see `unicodeForm`.
    for (const id of ['\u0315\u0300'.repeat(8_000), '\uFDFA'.repeat(10_000), 'a'.repeat(32_000)]) {
      assert.equal((await browser.post(`${path}/options`)).status, 200)
      const milliseconds = await threadTime(async () => {
        assertProblem(await browser.post(path, { response: { id } }), 'sign_in_failed')
        const kept = securityEventBuckets(server.context.database.db).due(server.context.clock.now(), true)
        assert.ok(kept.every(({ event }) => (event.typed ?? '').length < 30_000))
      })
      assert.ok(milliseconds < 500, `${milliseconds} ms`)
    }
    const { body } = await browser.post(path, { response: { id: 'a'.repeat(33_000) } })
    assert.deepEqual([body.errorCode, body.detail], ['PTC-REQ-41301', 'This body may have up to 32 KiB.'])
  })

  test('a session that was ended while its code was redeemed begins no other', async () => {
    const session = { organizationKey: server.organizationKey, userKey: victim.key, method: 'password' } as const
    const rest = { authorizationSession: 'ended meanwhile', address: null, userAgent: null }
    const creation = createSession(server.context, { ...session, ...rest })
    assert.equal((await refusalOf(creation)).problem, 'session_ended')
  })

  test('login CSRF: an answer that belongs to another browser signs no user in', async () => {
    const own = browse()
    const callback = await callbackOf(own, attacker, await beginSignIn(own))
    const browser = browse()
    await beginSignIn(browser)
    assert.equal(target(await browser.get(callback)), '/sign-in?problem=expired')
    assert.equal(browser.cookie('portico-session'), undefined)
    // With a state of the victim's own browser, the code is still that of another sign-in.
    const uid = await beginSignIn(browser)
    const mine = new URL(await callbackOf(browser, victim, uid), callbackUrl())
    mine.searchParams.set('code', new URL(callback, callbackUrl()).searchParams.get('code') ?? '')
    assert.equal(target(await browser.get(pathOf(mine.href))), '/sign-in?problem=expired')
    assert.equal(browser.cookie('portico-session'), undefined)
  })

  test('another browser’s interaction is out of reach', async () => {
    const theirs = browse()
    const uid = await beginSignIn(theirs)
    const browser = browse()
    const other = await beginSignIn(browser)
    const { email, password } = attacker
    const [own] = browser.cookies.filter(({ path }) => path === `/portal/interactions/${other}`)
    assert.ok(own)
    const steps = [
      ['GET', ''],
      ['POST', '/password', { email, password }],
      ['POST', '/code', { code: '123456' }],
      ['POST', '/passkey/options'],
      ['POST', '/passkey', { response: {} }],
    ] as const
    for (const [method, step, body] of steps) {
      const path = `/portal/interactions/${uid}${step}`
      assertProblem(await browser.send(method, path, { body }), 'sign_in_expired')
      const cookie = browser.cookiesFor(`/portal/interactions/${other}`)
      assertProblem(await browser.send(method, path, { body, headers: { cookie } }), 'sign_in_expired')
      const forged = `portico-interaction=${uid}; portico-interaction.sig=${'x'.repeat(27)}`
      assertProblem(await browser.send(method, path, { body, headers: { cookie: forged } }), 'sign_in_expired')
    }
    // Nor does it go on in another browser once it is completed.
    const { body } = await theirs.post(`/portal/interactions/${uid}/password`, { email, password })
    assert.equal(target(await browser.get(pathOf(body.redirectTo))), '/sign-in?problem=expired')
  })

  test('CSRF: the steps are taken by the portal’s own pages alone', async () => {
    const browser = browse()
    const uid = await beginSignIn(browser)
    const { email, password } = victim
    const path = `/portal/interactions/${uid}/password`
    const foreign = { origin: 'https://evil.example' }
    assertProblem(await browser.send('POST', path, { body: { email, password }, headers: foreign }), 'foreign_origin')
    const crossSite = { 'sec-fetch-site': 'cross-site' }
    assertProblem(await browser.send('POST', path, { body: { email, password }, headers: crossSite }), 'foreign_origin')
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x']) {
      const headers = { 'content-type': type }
      const body = JSON.stringify({ email, password })
      assertProblem(await browser.send('POST', path, { body, headers }), 'unsupported_media_type')
    }
    assertProblem(await browser.post(`/portal/interactions/${uid}/code`, { code: '123456' }), 'sign_in_failed')
  })

  test('state, nonce, PKCE: what was changed on the way is refused', async () => {
    const changes: Record<string, (parameters: URLSearchParams) => void> = {
      state: (parameters) => parameters.set('state', randomBytes(32).toString('base64url')),
      'no state': (parameters) => parameters.delete('state'),
      nonce: (parameters) => parameters.set('nonce', 'other'),
      'no nonce': (parameters) => parameters.delete('nonce'),
      challenge: (parameters) => parameters.set('code_challenge', challenge),
    }
    for (const [name, change] of Object.entries(changes)) {
      const browser = browse()
      const begun = new URL(target(await browser.get('/portal/sign-in')), callbackUrl())
      change(begun.searchParams)
      const uid = target(await browser.get(pathOf(begun.href))).slice('/sign-in/'.length)
      const refused = await browser.get(await callbackOf(browser, victim, uid))
      assert.match(target(refused), /^\/sign-in\?problem=(expired|failed)$/, name)
      assert.equal(browser.cookie('portico-session'), undefined, name)
    }
    const issuer = browse()
    const callback = new URL(await callbackOf(issuer, victim, await beginSignIn(issuer)), callbackUrl())
    callback.searchParams.set('iss', 'https://evil.example')
    assert.equal(target(await issuer.get(pathOf(callback.href))), '/sign-in?problem=invalid-request')
  })

  test('the authorization endpoint serves the portal’s own address, with S256, and nothing else', async () => {
    const refused = async (parameters: Record<string, string | undefined>): Promise<string> =>
      target(await browse().get(authorizeWith(parameters)))
    const hostile = 'somebody"><b>\n'
    const pages: [Record<string, string | undefined>, string, RegExp][] = [
      [{ redirect_uri: 'https://evil.example/portal/callback' }, 'unregistered-address', /^invalid_redirect_uri, /],
      [{ redirect_uri: `${callbackUrl()}/../../evil` }, 'unregistered-address', /^invalid_redirect_uri, /],
      [{ redirect_uri: `${callbackUrl()}@evil.example` }, 'unregistered-address', /^invalid_redirect_uri, /],
      [{ client_id: hostile }, 'unknown-client', /^invalid_client, .*, client_id somebody"><b>\n$/],
      [{ client_id: 'a'.repeat(500) }, 'unknown-client', /, client_id a{64}$/],
      [{ client_id: undefined }, 'invalid-request', /^invalid_request, .*'client_id'$/],
      [{ client_id: undefined, redirect_uri: 'https://evil.example' }, 'invalid-request', /'client_id'$/],
    ]
    for (const [parameters, problem, logged] of pages) {
      assert.equal(await refused(parameters), `/sign-in?problem=${problem}`, JSON.stringify(parameters))
      const { path, refused: words } = server.logLines.at(-1) ?? {}
      assert.equal(path, '/identity/auth')
      assert.match(String(words), logged)
    }
    for (const parameters of [
      { code_challenge: undefined, code_challenge_method: undefined },
      { code_challenge_method: 'plain' },
      { code_challenge_method: undefined },
      { response_type: 'token' },
      { response_type: 'id_token', nonce: 'n' },
      { request: 'x.y.z' },
      { response_mode: 'form_post' },
      { response_mode: 'form_post', prompt: 'none' },
      { response_mode: 'form_post', response_type: 'token' },
    ])
      assert.match(await refused(parameters), /error=/, JSON.stringify(parameters))
    assert.match(await refused({ response_type: undefined }), /error=invalid_request/)
    assert.match(String(server.logLines.at(-1)?.refused), /missing required parameter 'response_type'/)
    for (const [query, problem] of [
      ['error=unsupported_response_type&state=x', 'invalid-request'],
      ['error=access_denied', 'refused'],
      ['error=server_error', 'failed'],
      ['error=temporarily_unavailable', 'unavailable'],
      ['error=a&error=b', 'invalid-request'],
      ['', 'invalid-request'],
      ['code=x&state=y', 'expired'],
    ])
      assert.equal(target(await browse().get(`/portal/callback?${query}`)), `/sign-in?problem=${problem}`, query)
  })

  test('a code is redeemed with its verifier and address, once', async () => {
    const wrong: [Record<string, string>, string][] = [
      [{ code_verifier: randomBytes(32).toString('base64url') }, 'invalid_grant'],
      [{ code_verifier: '' }, 'invalid_grant'],
      [{ redirect_uri: 'https://evil.example' }, 'invalid_grant'],
      [{ client_id: 'f'.repeat(32) }, 'invalid_client'],
      [{ grant_type: 'refresh_token', refresh_token: 'x' }, 'unauthorized_client'],
      [{ grant_type: 'client_credentials' }, 'unauthorized_client'],
    ]
    for (const [more, error] of wrong) {
      const { status, body, text } = await redeem(await codeFor(browse(), victim), more)
      assert.ok(status === 400 || status === 401, text)
      assert.equal(body.error, error, JSON.stringify(more))
    }
    // An API client has a grant of its own, and learns of the other one only when it has proven who it is.
    const { clientId, clientSecret } = await server.createClient()
    for (const [secret, error] of [
      [clientSecret, 'unauthorized_client'],
      ['wrong', 'invalid_client'],
    ] as const) {
      const credentials = { client_id: clientId, client_secret: secret }
      const { body } = await redeem(await codeFor(browse(), victim), credentials)
      assert.equal(body.error, error)
    }
    const code = await codeFor(browse(), victim)
    const { status, body } = await redeem(code)
    assert.equal(status, 200)
    assert.deepEqual(Object.keys(body).sort(), ['access_token', 'expires_in', 'id_token', 'scope', 'token_type'])
    assert.equal((await redeem(code)).body.error, 'invalid_grant')
    // Its tokens open no API.
    for (const token of [body.access_token, body.id_token])
      assertProblem(await send(server.url, 'GET', '/api/identity/v1/users', { token }), 'token_invalid')
  })

  test('a code counts once, also where two nodes get it at the same moment', async () => {
    const elsewhere = await openElsewhere(server)
    elsewhere.setPort(Number(new URL(server.url).port))
    const node = await buildApp(elsewhere, { strictAnswers: true })
    afterFile(() => node.close())
    for (let round = 0; round < 5; round++) {
      const code = await codeFor(browse(), victim)
      const request = {
        method: 'POST',
        url: '/identity/token',
        headers: { host: 'localhost', ...form },
        payload: tokenForm(code),
      } as const
      const answers = await Promise.all([server.app, node, server.app, node].map((app) => app.inject(request)))
      const statuses = answers.map(({ statusCode }) => statusCode).sort()
      assert.deepEqual(statuses, [200, 400, 400, 400], answers.map(({ payload }) => payload).join('\n'))
    }
  })

  test('replay: an answer counts once, also with the cookies of before', async () => {
    const browser = browse()
    const callback = await callbackOf(browser, victim, await beginSignIn(browser))
    const before = browser.cookies
    assert.equal(target(await browser.get(callback)), '/')
    assert.equal(target(await browser.get(callback)), '/sign-in?problem=expired')
    const thief = browse()
    thief.addCookies(...before)
    assert.equal(target(await thief.get(callback)), '/sign-in?problem=expired')
    assert.equal(thief.cookie('portico-session'), undefined)
  })

  test('open redirect: the return address stays on this site', async () => {
    for (const attack of ['//evil.example', '/\\evil.example'])
      assert.equal(await signIn(browse(), victim, attack), '/', attack)
    const elsewhere = await send(server.url, 'GET', '/portal/sign-in?returnTo=//evil.example', {
      headers: { host: 'evil.example' },
    })
    assert.equal(elsewhere.headers.location, `${server.context.publicUrl()}/portal/sign-in?returnTo=%2F&here=1`)
    const behind = await send(server.url, 'GET', '/portal/sign-in?here=1', { headers: { host: 'evil.example' } })
    assert.ok(behind.headers.location?.startsWith(`${server.context.publicUrl()}/identity/auth?`))
  })

  test('a user who is deactivated on the way is not signed in', async () => {
    const gone = await user()
    const browser = browse()
    const callback = await callbackOf(browser, gone, await beginSignIn(browser))
    await updateUser(server.context, server.system, gone.key, { isActive: false })
    assert.match(target(await browser.get(callback)), /^\/sign-in\?problem=(expired|refused)$/)
    assert.equal(browser.cookie('portico-session'), undefined)
    await updateUser(server.context, server.system, gone.key, { isActive: true })
    assert.equal(target(await browser.get(callback)), '/sign-in?problem=expired')
  })

  test('a reader of the database can present nothing of it', async () => {
    const browser = browse()
    await signIn(browser, victim)
    await beginSignIn(browser)
    const records = await server.context.database.db.selectFrom('authorization_records').selectAll().execute()
    const sessions = await server.context.database.db.selectFrom('sessions').selectAll().execute()
    const stored = JSON.stringify([records, sessions])
    assert.ok(records.length > 0 && sessions.length > 0)
    for (const { name, value } of browser.cookies) if (!name.endsWith('.sig')) assert.ok(!stored.includes(value), name)
  })

  test('one address cannot fill the database, nor keep others there from signing in', async () => {
    const known = browse()
    await signIn(known, victim)
    const app = await buildApp(server.context, { strictAnswers: true })
    afterFile(() => app.close())
    const ask = (method: 'GET' | 'POST', url: string, payload?: object, cookie = '') =>
      app.inject({
        method,
        url,
        headers: { host: 'localhost', cookie },
        remoteAddress: '192.0.2.9',
        ...(payload && { payload }),
      })
    for (let n = 0; n < 300; n++) await ask('POST', '/portal/invitation/read', { token: 'x' })
    const { db } = server.context.database
    const rows = async () => [
      await db.selectFrom('authorization_records').select('id_hash').execute(),
      await db.selectFrom('attempts').select('subject_hash').execute(),
    ]
    const before = await rows()
    assert.equal((await ask('GET', authorizeWith({}))).headers.location, '/sign-in?problem=busy')
    const reset = { code: '123456', password: goodPassword }
    const refused = await ask('POST', '/portal/password/reset', reset)
    assert.equal(refused.json().errorCode, 'PTC-CRD-42902')
    assert.match(String(refused.headers['retry-after']), /^\d+$/)
    assert.deepEqual(await rows(), before)
    assert.equal((await ask('GET', '/portal/state')).statusCode, 200)
    // Who is signed in there is counted apart, and has no more than the others.
    const cookie = known.cookies.map(({ name, value }) => `${name}=${value}`).join('; ')
    const again = async () => (await ask('GET', authorizeWith({}), undefined, cookie)).headers.location
    for (let n = 0; n < 300; n++) assert.match(String(await again()), /^\/sign-in\/[\w-]+$/)
    assert.equal(await again(), '/sign-in?problem=busy')
    assert.equal((await browse().get('/portal/sign-in')).status, 303)
  })

  test('what is too old is removed', async () => {
    const { db } = server.context.database
    const long = '2000-01-01T00:00:00.000Z'
    await db.updateTable('authorization_records').set({ expires_at: long }).execute()
    await db.updateTable('sessions').set({ expires_at: long }).execute()
    await deleteExpiredSessions(server.context, new AbortController().signal)
    assert.deepEqual(await db.selectFrom('authorization_records').select('model').execute(), [])
    assert.deepEqual(await db.selectFrom('sessions').select('key').execute(), [])
  })
})
