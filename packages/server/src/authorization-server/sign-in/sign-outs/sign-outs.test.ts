import assert from 'node:assert/strict'
import { createServer } from 'node:http'
import { before, test } from 'node:test'
import { afterFile } from '@portico/testing/after-file.ts'
import { Browser, sessionIn, signIn, target } from '@portico/testing/browser.ts'
import { onBothEngines } from '@portico/testing/databases.ts'
import { createPasswordUser, goodPassword } from '@portico/testing/password-users.ts'
import { send } from '@portico/testing/requests.ts'
import { startTestServer, type TestServer } from '@portico/testing/server.ts'
import { configurationOf, registerApplication, signInAt } from '@portico/testing/sign-in-application.ts'
import { until } from '@portico/testing/until.ts'
import { createLocalJWKSet, decodeJwt, jwtVerify } from 'jose'
import { buildEndSessionUrl, fetchUserInfo, refreshTokenGrant } from 'openid-client'
import { deleteUser } from '../../../modules/directory/users/delete-user.ts'
import { updateUser } from '../../../modules/directory/users/update-user.ts'
import { deleteRelyingParty } from '../../../modules/relying-parties/registrations/delete-relying-party.ts'
import { updateRelyingParty } from '../../../modules/relying-parties/registrations/update-relying-party.ts'

const goodbye = 'https://app.example.com/goodbye'

onBothEngines('Signing out', (engine) => {
  let server: TestServer
  const told: string[] = []
  let refusals = 0
  let backChannelLogoutUri = ''
  const browse = (): Browser => new Browser(server.url)
  const someone = async () => ({ ...(await createPasswordUser(server)), password: goodPassword })

  before(async () => {
    const listener = createServer((request, response) => {
      let body = ''
      request.on('data', (chunk) => {
        body += chunk
      })
      request.on('end', () => {
        const isRefused = refusals-- > 0
        if (!isRefused) told.push(new URLSearchParams(body).get('logout_token') ?? '')
        response.writeHead(isRefused ? 503 : 200).end()
      })
    }).listen(0, '127.0.0.1')
    afterFile(async () => void listener.close())
    await new Promise((resolve) => listener.once('listening', resolve))
    const address = listener.address()
    backChannelLogoutUri = `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}/logout`
    server = await startTestServer({
      engine,
      environment: { PORTICO_OUTGOING_ALLOWED_NETWORKS: '127.0.0.0/8' },
    })
  })

  /** An application in which the user has signed in */
  async function signedIn(
    browser: Browser,
    user: { email: string; password: string },
    { isTold = false, isOffline = false } = {},
  ) {
    const registered = await registerApplication(server, {
      postLogoutRedirectUris: [goodbye],
      ...(isOffline && { scopes: ['openid', 'offline_access'], allowsRefreshTokens: true }),
    })
    // It must be https; what listens here has no certificate that anybody trusts.
    const { db } = server.context.database
    const told = { back_channel_logout_uri: isTold ? backChannelLogoutUri : null }
    await db.updateTable('relying_parties').set(told).where('client_id', '=', registered.clientId).execute()
    const configuration = await configurationOf(server, registered)
    return {
      registered,
      configuration,
      tokens: await signInAt(configuration, browser, user, isOffline ? { scope: 'openid offline_access' } : {}),
    }
  }
  const endUrl = (configuration: Parameters<typeof buildEndSessionUrl>[0], parameters: Record<string, string>) => {
    const url = buildEndSessionUrl(configuration, parameters)
    return url.pathname + url.search
  }
  /** The token that an application is told with, once it is */
  async function tokenFor(clientId: string): Promise<string> {
    const find = () => told.find((token) => decodeJwt(token).aud === clientId)
    await until(() => find() !== undefined, 5_000)
    return find() ?? ''
  }
  const notices = () => server.context.database.db.selectFrom('logout_notices').selectAll().execute()

  test('by an application that shows its ID token asks nothing, and tells the others', async () => {
    const [user, browser] = [await someone(), browse()]
    await signIn(browser, user)
    const one = await signedIn(browser, user)
    const other = await signedIn(browser, user, { isTold: true })
    const hint = one.tokens.id_token ?? ''
    const path = endUrl(one.configuration, { id_token_hint: hint, post_logout_redirect_uri: goodbye, state: 's+1' })
    const answer = await browser.get(path)
    assert.equal(answer.headers.location, `${goodbye}?state=s%2B1`)
    await assert.rejects(fetchUserInfo(other.configuration, other.tokens.access_token, user.key))
    assert.equal((await browser.get('/portal/session')).status, 204)

    const token = await tokenFor(other.registered.clientId)
    const { text } = await send(server.url, 'GET', '/identity/jwks')
    const { payload, protectedHeader } = await jwtVerify(token, createLocalJWKSet(JSON.parse(text)), {
      issuer: `${server.context.publicUrl()}/identity`,
      audience: other.registered.clientId,
      typ: 'logout+jwt',
    })
    assert.equal(protectedHeader.typ, 'logout+jwt')
    assert.equal(payload.sub, user.key)
    assert.equal(payload.sid, other.tokens.claims()?.sid)
    assert.deepEqual(payload.events, { 'http://schemas.openid.net/event/backchannel-logout': {} })
    assert.equal(payload.nonce, undefined)
    // Nobody is signed in: nothing is asked.
    assert.equal((await browser.get(path)).headers.location, `${goodbye}?state=s%2B1`)
  })

  test('ending all other sessions keeps one’s own, ends what was issued in the others, and tells their applications', async () => {
    const [user, here, there] = [await someone(), browse(), browse()]
    await signIn(here, user)
    const kept = await signedIn(here, user)
    const ended = await signedIn(there, user, { isTold: true })
    const stranger = await signedIn(browse(), await someone())
    const session = await sessionIn(here)
    const { csrfToken } = session
    const path = '/portal/account/sessions'
    assert.equal((await here.send('DELETE', path)).status, 403, 'without the CSRF token')
    const answer = await here.send('DELETE', path, { headers: { 'x-csrf-token': csrfToken } })
    assert.equal(answer.status, 204, answer.text)
    assert.ok(await tokenFor(ended.registered.clientId))
    await assert.rejects(fetchUserInfo(ended.configuration, ended.tokens.access_token, user.key))
    for (const { configuration, tokens } of [kept, stranger])
      assert.ok(await fetchUserInfo(configuration, tokens.access_token, tokens.claims()?.sub ?? ''))
    const { body } = await here.get(path)
    assert.deepEqual(
      body.results.map(({ isCurrent }: { isCurrent: boolean }) => isCurrent),
      [true],
    )
  })

  test('of one session names its applications, ends what they were issued, and tells each of them', async () => {
    const [user, here] = [await someone(), browse()]
    await signIn(here, user)
    const { csrfToken } = await sessionIn(here)
    const path = '/portal/account/sessions'
    const administrator = await server.administrator()
    const managed = `/api/management/v1/users/${user.key}/sessions`
    const applications = (results: { applications: { key: string }[] }[]) =>
      results.map((session) => session.applications.map(({ key }) => key).toSorted())
    const more = { isTold: true, isOffline: true }

    // One session of the portal, and one in which nobody came to the portal
    for (const fromPortal of [true, false]) {
      const there = browse()
      if (fromPortal) await signIn(there, user)
      const ended = [await signedIn(there, user, more), await signedIn(there, user, more)]
      const kept = await signedIn(browse(), user, more)
      const { body } = await here.get(path)
      const keys = ended.map(({ registered }) => registered.key).toSorted()
      const asUser = applications(body.results)
      assert.deepEqual(asUser.filter((found) => found.length > 0).toSorted(), [keys, [kept.registered.key]].toSorted())
      const { body: seen } = await send(server.url, 'GET', managed, { token: administrator.token })
      assert.deepEqual(applications(seen.results), asUser)

      const { key } = body.results.find((session: { applications: object[] }) => session.applications.length === 2)
      const answer = await here.send('DELETE', `${path}/${key}`, { headers: { 'x-csrf-token': csrfToken } })
      assert.equal(answer.status, 204, answer.text)
      for (const { configuration, registered, tokens } of ended) {
        await assert.rejects(refreshTokenGrant(configuration, tokens.refresh_token ?? ''), { error: 'invalid_grant' })
        await assert.rejects(fetchUserInfo(configuration, tokens.access_token, user.key))
        assert.equal(decodeJwt(await tokenFor(registered.clientId)).sid, tokens.claims()?.sid)
      }
      assert.ok(await fetchUserInfo(kept.configuration, kept.tokens.access_token, user.key))
      assert.ok((await refreshTokenGrant(kept.configuration, kept.tokens.refresh_token ?? '')).access_token)

      // Of the one that is left, by the administrator
      const left = (await send(server.url, 'GET', managed, { token: administrator.token })).body.results
      const last = left.find((session: { applications: object[] }) => session.applications.length === 1)
      assert.match(last.applications[0].name, /^Application \d+$/)
      assert.equal(last.applications[0].logoPath, null)
      const answered = await send(server.url, 'DELETE', `${managed}/${last.key}`, { token: administrator.token })
      assert.equal(answered.status, 204, answered.text)
      await assert.rejects(fetchUserInfo(kept.configuration, kept.tokens.access_token, user.key))
      assert.equal(decodeJwt(await tokenFor(kept.registered.clientId)).sub, user.key)
    }
  })

  test('is confirmed by the person where no ID token of this session is shown', async () => {
    const [user, browser] = [await someone(), browse()]
    const one = await signedIn(browser, user)
    const stranger = await signedIn(browse(), await someone())
    const asked: Record<string, string>[] = [
      { client_id: one.registered.clientId, post_logout_redirect_uri: goodbye },
      { id_token_hint: stranger.tokens.id_token ?? '', post_logout_redirect_uri: goodbye },
    ]
    for (const parameters of asked) {
      const page = target(await browser.get(`/identity/session/end?${new URLSearchParams(parameters)}`))
      assert.match(page, /^\/sign-out\?request=/)
      assert.ok(await fetchUserInfo(one.configuration, one.tokens.access_token, user.key))
    }
    const uiLocales = `de ${'x'.repeat(400)}`
    const wanted = { client_id: one.registered.clientId, ui_locales: uiLocales }
    const page = target(await browser.get(endUrl(one.configuration, wanted)))
    assert.ok(page.length < 600, 'what is no language is not carried along')
    const request = new URL(page, server.url).searchParams.get('request')
    assert.equal((await browse().post('/portal/sign-outs', { request })).status, 410)
    assert.equal((await browser.post('/portal/sign-outs', { request }, { 'sec-fetch-site': 'cross-site' })).status, 403)
    const read = await browser.post('/portal/sign-outs/read', { request })
    assert.match(read.body.client.name, /^Application/)
    const confirmed = await browser.post('/portal/sign-outs', { request })
    assert.deepEqual(confirmed.body, { redirectTo: '/sign-out?ui_locales=de' })
    await assert.rejects(fetchUserInfo(one.configuration, one.tokens.access_token, user.key))
  })

  test('leads to no address but a registered one', async () => {
    const [user, browser] = [await someone(), browse()]
    const one = await signedIn(browser, user)
    const hint = one.tokens.id_token ?? ''
    const { clientId } = one.registered
    const forged = `${hint.slice(0, -8)}AAAAAAAA`
    for (const [parameters, problem] of [
      [{ id_token_hint: hint, post_logout_redirect_uri: 'https://evil.example.com/' }, 'unregistered-address'],
      [{ id_token_hint: hint, post_logout_redirect_uri: `${goodbye}/` }, 'unregistered-address'],
      [{ post_logout_redirect_uri: goodbye }, 'unregistered-address'],
      [{ client_id: 'rp_00000000000000000000000000000000', post_logout_redirect_uri: goodbye }, 'unknown-client'],
      [{ id_token_hint: forged, post_logout_redirect_uri: goodbye }, 'invalid-request'],
      [{ id_token_hint: 'not a token', post_logout_redirect_uri: goodbye }, 'invalid-request'],
      [{ id_token_hint: hint, client_id: 'portico-portal' }, 'invalid-request'],
    ] as const) {
      const location = target(await browser.get(`/identity/session/end?${new URLSearchParams(parameters)}`))
      assert.equal(location, `/sign-in?problem=${problem}`, JSON.stringify(parameters).slice(0, 90))
    }
    // RFC 3986, section 3.4: a question mark in a query is a character like others.
    const asked = `client_id=${clientId}&post_logout_redirect_uri=${goodbye}`
    for (const [more, expected] of [
      ['&state=where?', `${goodbye}?state=where%3F`],
      ['?x&state=y', '/sign-in?problem=unregistered-address'],
    ] as const) {
      const { headers } = await browse().get(`/identity/session/end?${asked}${more}`)
      assert.equal(headers.location, expected)
    }
    assert.ok(await fetchUserInfo(one.configuration, one.tokens.access_token, user.key))
  })

  test('in the portal, by deactivation, by suspension and after failures tells applications', async () => {
    const [user, browser] = [await someone(), browse()]
    await signIn(browser, user)
    const one = await signedIn(browser, user, { isTold: true })
    const { csrfToken } = await sessionIn(browser)
    await browser.post('/portal/sign-out', undefined, { 'x-csrf-token': csrfToken })
    await tokenFor(one.registered.clientId)

    const another = await signedIn(browse(), user, { isTold: true })
    await updateUser(server.context, server.system, user.key, { isActive: false })
    await tokenFor(another.registered.clientId)
    await until(async () => (await notices()).length === 0, 5_000)

    const leaving = await someone()
    const last = await signedIn(browse(), leaving, { isTold: true })
    await deleteUser(server.context, server.system, leaving.key)
    assert.equal(decodeJwt(await tokenFor(last.registered.clientId)).sub, leaving.key)

    const suspended = await signedIn(browse(), await someone(), { isTold: true })
    await updateRelyingParty(server.context, server.system, suspended.registered.key, { isActive: false })
    await tokenFor(suspended.registered.clientId)
    const deleted = await signedIn(browse(), await someone(), { isTold: true })
    await deleteRelyingParty(server.context, server.system, deleted.registered.key)
    await tokenFor(deleted.registered.clientId)

    const second = await someone()
    refusals = 1
    const third = await signedIn(browse(), second, { isTold: true })
    await updateUser(server.context, server.system, second.key, { isActive: false })
    const { clientId } = third.registered
    const isKept = async () =>
      (await notices()).some(
        ({ client_id, attempts, user_key }) => client_id === clientId && attempts === 1 && user_key === second.key,
      )
    await until(isKept, 5_000)
    await until(() => refusals < 1, 5_000)
    assert.ok(await isKept())
  })
})
