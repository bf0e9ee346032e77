import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { Browser, beginSignIn, finishSignIn, pathOf, sessionIn, signIn, target } from '@portico/testing/browser.ts'
import { onBothEngines } from '@portico/testing/databases.ts'
import { createPasswordUser, goodPassword } from '@portico/testing/password-users.ts'
import { assertProblem, send } from '@portico/testing/requests.ts'
import { startTestServer, type TestServer } from '@portico/testing/server.ts'
import { grantUserOrganizationRole } from '../../../modules/directory/assignments/grant-user-organization-role.ts'
import { listAuditEntries } from '../../../modules/foundation/audit/list-audit-entries.ts'
import { listOrganizationRoles } from '../../../modules/members/organization-roles/list-organization-roles.ts'
import { endSessionsOfUser } from '../../../modules/members/sessions/end-sessions-of-user.ts'

onBothEngines('Signing in', (engine) => {
  let server: TestServer
  let user: { key: string; email: string; password: string }
  const browse = (): Browser => new Browser(server.url)

  before(async () => {
    server = await startTestServer({ engine })
    const roles = await listOrganizationRoles(server.context, server.system, {})
    const administrator = roles.results.find(({ name }) => name === 'Administrator')?.key ?? ''
    user = { ...(await createPasswordUser(server)), password: goodPassword }
    await grantUserOrganizationRole(server.context, server.system, { key: user.key, roleKey: administrator }, null)
  })

  /** How many sessions of the user the authorization server knows. */
  const authorizationSessions = async (userKey: string): Promise<number> => {
    const { db } = server.context.database
    const ofUser = db.selectFrom('authorization_records').where('user_key', '=', userKey).where('model', '=', 'Session')
    return (await ofUser.select('uid').execute()).length
  }

  test('leads from the portal through the authorization server back to where it began', async () => {
    const browser = browse()
    assert.equal(await signIn(browser, user, '/users?filter=a%20b#top'), '/users?filter=a%20b#top')
    const session = await sessionIn(browser)
    assert.equal(session.user.key, user.key)
    assert.equal(session.session.method, 'password')
    assert.ok(session.permissions.every(({ environments }) => environments === 'all'))
    assert.equal((await browser.get('/api/identity/v1/users')).status, 200)
    const { results } = await listAuditEntries(server.context, server.system, { action: ['user.signed-in'] })
    assert.equal(results[0]?.entity.key, user.key)
  })

  test('begins with a form of another site, which brings no cookies, as with a link', async () => {
    const browser = browse()
    const link = target(await browser.get('/portal/sign-in'))
    const form = new URL(link, server.url).searchParams
    const posted = (body: string, headers = {}) =>
      send(server.url, 'POST', '/identity/auth?state=of-the-address', {
        body,
        headers: { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'cross-site', ...headers },
      })
    const answer = await posted(String(form))
    assert.equal(answer.headers['set-cookie'], undefined)
    assert.deepEqual(Object.fromEntries(new URL(target(answer), server.url).searchParams), Object.fromEntries(form))
    const uid = target(await browser.get(target(answer)))
      .split('/')
      .at(-1)
    const { body } = await browser.post(`/portal/interactions/${uid}/password`, credentials())
    await finishSignIn(browser, body.redirectTo)
    assert.equal((await sessionIn(browser)).user.key, user.key)

    // What is given twice, and what would begin another header
    const wrong = target(await posted(`${form}&client_id=portico-portal&state=%0d%0aset-cookie:a=b`))
    assert.match(wrong, /client_id=portico-portal&state=%0D%0Aset-cookie%3Aa%3Db$/)
    assert.match(target(await browse().get(wrong)), /problem=invalid-request|error=invalid_request/)
    for (const [body, status] of [
      [`${form}&login_hint=${'x'.repeat(7_000)}`, 413],
      [`${form}&login_hint=${'é'.repeat(2_000)}`, 413],
    ] as const) {
      assert.equal((await posted(body)).status, status)
    }
    assert.equal((await posted('{}', { 'content-type': 'application/json' })).status, 400)
    assert.equal((await posted(String(form), { 'content-encoding': 'gzip' })).status, 415)
    const resumed = await send(server.url, 'POST', `/identity/auth/${uid}`, { form: {} })
    assert.deepEqual([resumed.status, resumed.headers.allow], [405, 'GET, OPTIONS'])
  })

  test('stores little of what an anonymous caller sends', async () => {
    const path = target(await browse().get('/portal/sign-in'))
    const parameters = [...new URL(path, server.url).searchParams]
    const records = () =>
      server.context.database.db.selectFrom('authorization_records').select('payload_encrypted').execute()
    const before = (await records()).length
    for (const name of ['state', 'nonce', 'login_hint', 'ui_locales', 'acr_values']) {
      const query = new URLSearchParams([...parameters.filter(([other]) => other !== name), [name, 'x'.repeat(12_000)]])
      assert.match(target(await browse().get(`/identity/auth?${query}`)), /invalid_request/)
    }
    assert.equal((await records()).length, before)
  })

  test('keeps its cookies from scripts, other sites and other paths', async () => {
    const browser = browse()
    const uid = await beginSignIn(browser)
    assert.equal(browser.cookie('portico-interaction')?.path, `/portal/interactions/${uid}`)
    assert.equal(browser.cookie('portico-resume')?.path, `/identity/auth/${uid}`)
    const { body } = await browser.post(`/portal/interactions/${uid}/password`, credentials())
    await finishSignIn(browser, body.redirectTo)
    for (const { name, attributes } of browser.cookies) {
      assert.match(attributes, /httponly/i, name)
      assert.match(attributes, /samesite=lax/i, name)
    }
    const own = browser.cookies.map(({ name }) => name).filter((name) => !name.endsWith('.sig'))
    const expected = ['authorization', 'interaction', 'known-browser', 'session'].map((name) => `portico-${name}`)
    assert.deepEqual(own.sort(), expected)
    const token = browser.cookie('portico-session')?.value ?? ''
    assert.equal(Buffer.from(token, 'base64url').length, 32)
  })

  const credentials = () => ({ email: user.email, password: user.password })

  test('tells the page what to ask for', async () => {
    const browser = browse()
    const uid = await beginSignIn(browser)
    const { body } = await browser.get(`/portal/interactions/${uid}`)
    assert.deepEqual(body, {
      step: 'password',
      organizationName: 'Portico',
      client: null,
      providers: [],
      allowsPasswords: true,
      asksEmailFirst: false,
    })
    const wrong = await browser.post(`/portal/interactions/${uid}/password`, { ...credentials(), password: 'wrong' })
    assertProblem(wrong, 'sign_in_failed')
    const right = await browser.post(`/portal/interactions/${uid}/password`, credentials())
    assert.equal(right.status, 200, right.text)
  })

  test('answers with headers that keep it out of frames, caches and referrers', async () => {
    const browser = browse()
    const begun = await browser.get('/portal/sign-in')
    const authorized = await browser.get(target(begun))
    const uid = target(authorized).slice('/sign-in/'.length)
    const done = await browser.post(`/portal/interactions/${uid}/password`, credentials())
    const resumed = await browser.get(pathOf(done.body.redirectTo))
    const back = await browser.get(target(resumed))
    const refused = await browse().get('/portal/session')
    for (const { headers, path } of [begun, authorized, done, resumed, back, refused]) {
      assert.match(String(headers['cache-control']), /no-store/, path)
      assert.match(String(headers['content-security-policy']), /frame-ancestors 'none'/, path)
      assert.equal(headers['x-frame-options'], 'DENY', path)
      assert.equal(headers['x-content-type-options'], 'nosniff', path)
      assert.equal(headers['referrer-policy'], 'no-referrer', path)
    }
  })

  test('signs out here and at the authorization server, also for copied cookies', async () => {
    const browser = browse()
    await signIn(browser, user)
    const { csrfToken, session } = await sessionIn(browser)
    const thief = browse()
    thief.addCookies(...browser.cookies)
    assertProblem(await browser.post('/portal/sign-out'), 'csrf_token_invalid')
    const known = await authorizationSessions(user.key)
    const out = await browser.post('/portal/sign-out', undefined, { 'x-csrf-token': csrfToken })
    assert.equal(out.status, 204, out.text)
    assert.equal(browser.cookie('portico-session'), undefined)
    const refused = await thief.get('/portal/session')
    assertProblem(refused, 'session_ended', /you have signed out/)
    // The portal says it in its reader's language by this.
    assert.equal(refused.headers['portico-session-end'], 'signed-out')
    assert.equal(await authorizationSessions(user.key), known - 1)
    const { results } = await listAuditEntries(server.context, server.system, { action: ['user.signed-out'] })
    assert.equal(results[0]?.entity.key, user.key)
    assert.notEqual(session.key, '')
  })

  test('asks a signed-in user to prove it again, and forgets the session that this browser had', async () => {
    const browser = browse()
    await signIn(browser, user)
    const first = browser.cookie('portico-session')
    assert.ok(first)
    await signIn(browser, user)
    assert.notEqual(browser.cookie('portico-session')?.value, first.value)
    const former = browse()
    former.addCookies(first)
    assertProblem(await former.get('/portal/session'), 'session_ended')
  })

  test('lets another user sign in in the same browser', async () => {
    const other = { ...(await createPasswordUser(server)), password: goodPassword }
    const browser = browse()
    const early = await beginSignIn(browser, '/groups')
    await signIn(browser, user)
    await signIn(browser, other)
    assert.equal((await sessionIn(browser)).user.key, other.key)
    // A tab that was open before either had signed in still works for both.
    const { body } = await browser.post(`/portal/interactions/${early}/password`, credentials())
    assert.equal(await finishSignIn(browser, body.redirectTo), '/groups')
    assert.equal((await sessionIn(browser)).user.key, user.key)
  })

  test('lists the sessions of the member, and ends them', async () => {
    const fresh = { ...(await createPasswordUser(server)), password: goodPassword }
    const [laptop, phone] = [browse(), browse()]
    await signIn(laptop, fresh)
    await signIn(phone, fresh)
    const other = browse()
    await signIn(other, user)
    const list = await laptop.get('/portal/account/sessions')
    assert.deepEqual(
      list.body.results.map(({ isCurrent }: { isCurrent: boolean }) => isCurrent),
      [false, true],
    )
    const [{ key }] = list.body.results
    const end = async (browser: Browser) => {
      const { csrfToken } = await sessionIn(browser)
      return browser.send('DELETE', `/portal/account/sessions/${key}`, { headers: { 'x-csrf-token': csrfToken } })
    }
    assertProblem(await end(other), 'session_not_found')
    assert.equal((await end(laptop)).status, 204)
    const refused = await phone.get('/portal/session')
    assertProblem(refused, 'session_ended', /you ended it in the list/)
    assert.equal(refused.headers['portico-session-end'], 'ended-by-user')
    const unknown = browse()
    unknown.addCookies({
      ...(phone.cookie('portico-session') as (typeof phone.cookies)[number]),
      value: 'x'.repeat(43),
    })
    assert.equal((await unknown.get('/portal/session')).headers['portico-session-end'], undefined)
    assertProblem(await end(laptop), 'session_not_found')
    assert.equal((await laptop.get('/portal/session')).status, 200)
  })

  test('ends all sessions but one, here and at the authorization server', async () => {
    const fresh = { ...(await createPasswordUser(server)), password: goodPassword }
    const [kept, ended] = [browse(), browse()]
    await signIn(kept, fresh)
    await signIn(ended, fresh)
    const { key: except } = (await sessionIn(kept)).session
    assert.equal(await authorizationSessions(fresh.key), 2)
    const { context, organizationKey } = server
    await endSessionsOfUser(context, organizationKey, fresh.key, { reason: 'ended-by-user', except })
    assert.equal((await kept.get('/portal/session')).status, 200)
    assertProblem(await ended.get('/portal/session'), 'session_ended')
    assert.equal(await authorizationSessions(fresh.key), 1)
  })

  test('tells anonymous callers whether the organization is set up', async () => {
    const { status, body } = await browse().get('/portal/state')
    assert.equal(status, 200)
    assert.deepEqual(Object.keys(body).sort(), ['branding', 'isSetUp', 'organizationName', 'version'])
    assert.equal(body.isSetUp, true)
  })

  test('is for members: API clients are refused, whatever they may do', async () => {
    const { call } = await server.caller('User and access management > Manage users')
    for (const [method, path] of [
      ['POST', '/portal/sign-out'],
      ['GET', '/portal/account/sessions'],
    ] as const) {
      const { status, body } = await call<{ errorCode: string }>(method, path)
      assert.deepEqual([status, body.errorCode], [403, 'PTC-AUT-40302'], path)
    }
    // Who has no session is nobody there, with a token as well.
    assert.equal((await call('GET', '/portal/session')).status, 204)
    assert.equal((await browse().get('/portal/session')).status, 204)
  })
})
