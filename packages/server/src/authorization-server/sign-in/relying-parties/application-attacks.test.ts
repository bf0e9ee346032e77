import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { Browser } from '@portico/testing/browser.ts'
import { onBothEngines } from '@portico/testing/databases.ts'
import { createPasswordUser, goodPassword } from '@portico/testing/password-users.ts'
import { send } from '@portico/testing/requests.ts'
import { startTestServer, type TestServer } from '@portico/testing/server.ts'
import {
  beginAt,
  configurationOf,
  follow,
  redeem,
  redirectUri,
  registerApplication,
  signInAt,
  typePassword,
} from '@portico/testing/sign-in-application.ts'
import {
  authorizationCodeGrant,
  buildAuthorizationUrlWithPAR,
  calculatePKCECodeChallenge,
  fetchUserInfo,
  getDPoPHandle,
  randomDPoPKeyPair,
  randomPKCECodeVerifier,
  refreshTokenGrant,
  tokenIntrospection,
  tokenRevocation,
} from 'openid-client'

onBothEngines('An attacker', (engine) => {
  let server: TestServer
  let user: { key: string; email: string; password: string }
  const browse = (): Browser => new Browser(server.url)
  const invalidGrant = { error: 'invalid_grant' }

  before(async () => {
    server = await startTestServer({ engine })
    user = { ...(await createPasswordUser(server)), password: goodPassword }
  })

  const application = async (settings = {}) => {
    const registered = await registerApplication(server, settings)
    return { registered, configuration: await configurationOf(server, registered) }
  }
  type Application = Awaited<ReturnType<typeof application>>
  async function codeFor({ configuration }: Application, browser: Browser, parameters = {}) {
    const { path, checks } = await beginAt(configuration, parameters)
    const page = await follow(browser, path)
    const location = page.startsWith('/') ? await follow(browser, await typePassword(browser, page, user)) : page
    return { location, checks }
  }
  const tokenRequest = ({ registered: { clientId, clientSecret } }: Application, form: Record<string, string>) =>
    send(server.url, 'POST', '/identity/token', {
      form: { client_id: clientId, ...(clientSecret && { client_secret: clientSecret }), ...form },
    })

  test('gets nothing for a code a second time, and ends what it was worth the first time', async () => {
    const one = await application({ allowsRefreshTokens: true })
    const { location, checks } = await codeFor(one, browse(), { scope: 'openid offline_access' })
    const tokens = await redeem(one.configuration, location, checks)
    await assert.rejects(redeem(one.configuration, location, checks), invalidGrant)
    await assert.rejects(refreshTokenGrant(one.configuration, tokens.refresh_token ?? ''), invalidGrant)
  })

  test('gets one answer of many at the same moment', async () => {
    const one = await application({ allowsRefreshTokens: true })
    const { location, checks } = await codeFor(one, browse(), { scope: 'openid offline_access' })
    const tries = await Promise.allSettled([1, 2, 3, 4].map(() => redeem(one.configuration, location, checks)))
    assert.ok(tries.filter(({ status }) => status === 'fulfilled').length <= 1)
    const tokens = await signInAt(one.configuration, browse(), user, { scope: 'openid offline_access' })
    const refresh = () => refreshTokenGrant(one.configuration, tokens.refresh_token ?? '')
    const refreshed = await Promise.allSettled([1, 2, 3, 4].map(refresh))
    assert.ok(refreshed.filter(({ status }) => status === 'fulfilled').length <= 1)
    await assert.rejects(refresh(), invalidGrant)
  })

  test('cannot use a code or a refresh token of another application, or without its verifier', async () => {
    const [one, other] = [
      await application({ allowsRefreshTokens: true }),
      await application({ allowsRefreshTokens: true }),
    ]
    const { location, checks } = await codeFor(one, browse(), { scope: 'openid offline_access' })
    const code = new URL(location).searchParams.get('code') ?? ''
    const form = { grant_type: 'authorization_code', code, redirect_uri: redirectUri }
    const verifier = String(checks.pkceCodeVerifier)
    for (const [by, given] of [
      [other, { ...form, code_verifier: verifier }],
      [one, form],
      [one, { ...form, code_verifier: randomPKCECodeVerifier() }],
      [one, { ...form, code_verifier: verifier, redirect_uri: `${redirectUri}/` }],
      [one, { ...form, code_verifier: verifier, client_secret: 'wrong' }],
    ] as [Application, Record<string, string>][]) {
      const { status, body } = await tokenRequest(by, given)
      assert.ok(status === 400 || status === 401, JSON.stringify(body))
      assert.match(body.error, /^invalid_(grant|client)$/)
    }
    const tokens = await signInAt(one.configuration, browse(), user, { scope: 'openid offline_access' })
    await assert.rejects(refreshTokenGrant(other.configuration, tokens.refresh_token ?? ''), invalidGrant)
  })

  test('is led to no address but a registered one, and begins nothing without PKCE', async () => {
    const one = await application()
    const { path } = await beginAt(one.configuration)
    const asked = (changed: Record<string, string | null>) => {
      const url = new URL(path, 'http://localhost')
      for (const [name, value] of Object.entries(changed))
        if (value === null) url.searchParams.delete(name)
        else url.searchParams.set(name, value)
      return url.pathname + url.search
    }
    for (const redirect_uri of [
      `${redirectUri}/`,
      `${redirectUri}?a=b`,
      'https://app.example.com.evil.example/callback',
    ])
      assert.equal(await follow(browse(), asked({ redirect_uri })), '/sign-in?problem=unregistered-address')
    assert.equal(
      await follow(browse(), asked({ client_id: `rp_${'0'.repeat(32)}` })),
      '/sign-in?problem=unknown-client',
    )
    const wrong: Record<string, string | null>[] = [
      { code_challenge: null, code_challenge_method: null },
      { code_challenge_method: 'plain' },
      { response_type: 'token' },
      { response_mode: 'form_post' },
      { scope: 'openid groups' },
    ]
    for (const changed of wrong) {
      const answer = await follow(browse(), asked(changed))
      assert.match(answer, /error=(invalid_request|unsupported_response|invalid_scope)|problem=invalid-request/, answer)
    }
  })

  test('learns nothing from the tokens of others', async () => {
    const [one, other] = [await application(), await application()]
    const tokens = await signInAt(one.configuration, browse(), user)
    assert.equal((await tokenIntrospection(one.configuration, tokens.access_token)).active, true)
    assert.equal((await tokenIntrospection(other.configuration, tokens.access_token)).active, false)
    await tokenRevocation(other.configuration, tokens.access_token)
    assert.ok(await fetchUserInfo(one.configuration, tokens.access_token, user.key))
    const api = await send(server.url, 'GET', '/api/identity/v1/users', { token: tokens.access_token })
    assert.equal(api.status, 401)
    const client = await server.administrator()
    const foreign = await send(server.url, 'GET', '/identity/userinfo', { token: client.token })
    assert.equal(foreign.status, 401)
    const idToken = await send(server.url, 'GET', '/identity/userinfo', { token: tokens.id_token ?? '' })
    assert.equal(idToken.status, 401)
    await tokenRevocation(one.configuration, tokens.access_token)
    await assert.rejects(fetchUserInfo(one.configuration, tokens.access_token, user.key))
  })

  test('cannot use what was pushed twice, or goes around it', async () => {
    const one = await application({ requiresPushedRequests: true })
    const { path } = await beginAt(one.configuration)
    assert.match(await follow(browse(), path), /error=invalid_request|problem=invalid-request/)
    const pkceCodeVerifier = randomPKCECodeVerifier()
    const url = await buildAuthorizationUrlWithPAR(one.configuration, {
      redirect_uri: redirectUri,
      scope: 'openid',
      code_challenge: await calculatePKCECodeChallenge(pkceCodeVerifier),
      code_challenge_method: 'S256',
    })
    const browser = browse()
    const page = await follow(browser, url.pathname + url.search)
    const location = await follow(browser, await typePassword(browser, page, user))
    assert.equal((await redeem(one.configuration, location, { pkceCodeVerifier })).claims()?.sub, user.key)
    assert.match(await follow(browser, url.pathname + url.search), /problem=|error=invalid_request/)
  })

  test('cannot use tokens that are bound to a key', async () => {
    const one = await application({ usesDpop: 'required', allowsRefreshTokens: true, type: 'single-page' })
    const [own, stolen] = [await randomDPoPKeyPair('ES256'), await randomDPoPKeyPair('ES256')]
    const DPoP = getDPoPHandle(one.configuration, own)
    const { location, checks } = await codeFor(one, browse(), { scope: 'openid offline_access' })
    const tokens = await authorizationCodeGrant(one.configuration, new URL(location), checks, undefined, { DPoP })
    assert.equal(tokens.token_type, 'dpop')
    const info = await fetchUserInfo(one.configuration, tokens.access_token, user.key, { DPoP })
    assert.equal(info.sub, user.key)
    const bearer = await send(server.url, 'GET', '/identity/userinfo', { token: tokens.access_token })
    assert.equal(bearer.status, 401)
    const thief = { DPoP: getDPoPHandle(one.configuration, stolen) }
    await assert.rejects(fetchUserInfo(one.configuration, tokens.access_token, user.key, thief))
    await assert.rejects(
      refreshTokenGrant(one.configuration, tokens.refresh_token ?? '', undefined, thief),
      invalidGrant,
    )
    const next = await refreshTokenGrant(one.configuration, tokens.refresh_token ?? '', undefined, { DPoP })
    assert.ok(next.refresh_token)
  })

  test('binds no tokens to its key where the application uses no DPoP, and uses up nothing by trying', async () => {
    const one = await application({ usesDpop: 'never', allowsRefreshTokens: true })
    const DPoP = getDPoPHandle(one.configuration, await randomDPoPKeyPair('ES256'))
    const { location, checks } = await codeFor(one, browse(), { scope: 'openid offline_access' })
    const refused = { error: 'invalid_dpop_proof' }
    await assert.rejects(
      authorizationCodeGrant(one.configuration, new URL(location), checks, undefined, { DPoP }),
      refused,
    )
    const tokens = await redeem(one.configuration, location, checks)
    const refresh = (options = {}) =>
      refreshTokenGrant(one.configuration, tokens.refresh_token ?? '', undefined, options)
    await assert.rejects(refresh({ DPoP }), refused)
    assert.equal((await refresh()).token_type, 'bearer')
  })
})
