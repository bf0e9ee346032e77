import assert from 'node:assert/strict'
import { createServer } from 'node:http'
import { before, test } from 'node:test'
import { afterFile } from '@portico/testing/after-file.ts'
import { Browser } from '@portico/testing/browser.ts'
import { onBothEngines } from '@portico/testing/databases.ts'
import { createPasswordUser, goodPassword } from '@portico/testing/password-users.ts'
import { send } from '@portico/testing/requests.ts'
import { startTestServer, type TestServer } from '@portico/testing/server.ts'
import {
  beginAt,
  configurationOf,
  fetchFrom,
  follow,
  redeem,
  redirectUri,
  registerApplication,
  signInAt,
  typePassword,
} from '@portico/testing/sign-in-application.ts'
import { type CryptoKey, exportJWK, generateKeyPair } from 'jose'
import * as oauth from 'oauth4webapi'
import { fetchUserInfo, PrivateKeyJwt, tokenIntrospection } from 'openid-client'

const own = 'https://spa.example.com'
const foreign = 'https://evil.example.com'

onBothEngines('Applications of all kinds', (engine) => {
  let server: TestServer
  let user: { key: string; email: string; password: string }
  /** Where keys of applications are published: at 127.0.0.1, which the operator allows, and at 127.0.0.2 */
  let keysPort = 0
  const keysAsked: (string | undefined)[] = []
  let published: object[] = []
  const browse = (): Browser => new Browser(server.url)

  before(async () => {
    const keys = createServer(({ headers }, response) => {
      keysAsked.push(headers.host)
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ keys: published }))
    }).listen(0)
    await new Promise((resolve) => keys.once('listening', resolve))
    afterFile(async () => void keys.close())
    keysPort = (keys.address() as { port: number }).port
    server = await startTestServer({ engine, environment: { PORTICO_OUTGOING_ALLOWED_NETWORKS: '127.0.0.1' } })
    user = { ...(await createPasswordUser(server)), password: goodPassword }
  })

  const newKey = async () => {
    const { publicKey, privateKey } = await generateKeyPair('ES256', { extractable: true })
    const kid = crypto.randomUUID()
    return { jwk: { ...(await exportJWK(publicKey)), kid, alg: 'ES256' }, key: privateKey, kid }
  }
  const provenBy = (registered: { clientId: string }, { key, kid }: { key: CryptoKey; kid: string }) =>
    configurationOf(server, registered, PrivateKeyJwt({ key, kid }))

  test('one with keys signs in by them, and nobody does with other keys', async () => {
    const [key, other] = [await newKey(), await newKey()]
    const registered = await registerApplication(server, {
      clientAuthentication: 'private_key_jwt',
      jwks: { keys: [key.jwk] },
    })
    const one = await provenBy(registered, key)
    const tokens = await signInAt(one, browse(), user)
    assert.equal((await tokenIntrospection(one, tokens.access_token)).active, true)
    const { path, checks } = await beginAt(one)
    const browser = browse()
    const location = await follow(browser, await typePassword(browser, await follow(browser, path), user))
    for (const thief of [
      await provenBy(registered, { ...other, kid: key.kid }),
      await provenBy(registered, other),
      await configurationOf(server, { ...registered, clientSecret: 'a secret that it never had' }),
      await configurationOf(server, { clientId: registered.clientId }),
    ])
      await assert.rejects(redeem(thief, location, checks), { status: 401 })
    assert.equal((await redeem(one, location, checks)).claims()?.sub, user.key)
  })

  test('keys at an address are fetched where the operator allows it, and nowhere else', async () => {
    const key = await newKey()
    published = [key.jwk]
    const registered = await registerApplication(server, {
      clientAuthentication: 'private_key_jwt',
      jwksUri: `http://127.0.0.1:${keysPort}/keys`,
    })
    const one = await provenBy(registered, key)
    assert.equal((await signInAt(one, browse(), user)).claims()?.sub, user.key)
    assert.ok(keysAsked.length > 0)
    // Registered when the operator allowed more
    for (const host of ['127.0.0.2', '[::1]']) {
      keysAsked.length = 0
      const stored = { jwks_uri: `http://${host}:${keysPort}/keys` }
      const other = await registerApplication(server, {
        clientAuthentication: 'private_key_jwt',
        jwksUri: `http://127.0.0.1:${keysPort}/keys`,
      })
      const { db } = server.context.database
      await db.updateTable('relying_parties').set(stored).where('client_id', '=', other.clientId).execute()
      await assert.rejects(signInAt(await provenBy(other, key), browse(), user), { status: 401 }, host)
      assert.deepEqual(keysAsked, [], host)
    }
  })

  test('a single-page application may be answered in its own pages, and others may not', async () => {
    const registered = await registerApplication(server, { type: 'single-page', redirectUris: [`${own}/callback`] })
    const one = await configurationOf(server, registered)
    const begin = async () => {
      const browser = browse()
      const { path, checks } = await beginAt(one, { redirect_uri: `${own}/callback` })
      const location = await follow(browser, await typePassword(browser, await follow(browser, path), user))
      return { code: new URL(location).searchParams.get('code') ?? '', verifier: String(checks.pkceCodeVerifier) }
    }
    const exchange = async (origin: string) => {
      const { code, verifier } = await begin()
      const form = {
        grant_type: 'authorization_code',
        client_id: registered.clientId,
        redirect_uri: `${own}/callback`,
        code,
        code_verifier: verifier,
      }
      return send(server.url, 'POST', '/identity/token', { headers: { origin }, form })
    }
    const allowed = await exchange(own)
    assert.equal(allowed.status, 200, allowed.text)
    assert.ok(['*', own].includes(String(allowed.headers['access-control-allow-origin'])))
    assert.equal(allowed.headers['access-control-allow-credentials'], undefined)
    const refused = await exchange(foreign)
    assert.equal(refused.headers['access-control-allow-origin'], undefined)
    const token = allowed.body.access_token
    for (const [origin, isAllowed] of [
      [own, true],
      [foreign, false],
      ['null', false],
    ] as const) {
      const info = await send(server.url, 'GET', '/identity/userinfo', { token, headers: { origin } })
      assert.equal(info.status, 200, info.text)
      assert.equal(info.headers['access-control-allow-origin'] !== undefined, isAllowed, origin)
    }
    // Public documents are for every page; the preflight of what carries a token or a proof is answered.
    for (const path of ['/identity/.well-known/openid-configuration', '/identity/jwks']) {
      const { headers } = await send(server.url, 'GET', path, { headers: { origin: own } })
      assert.ok(['*', own].includes(String(headers['access-control-allow-origin'])), path)
    }
    for (const [path, method] of [
      ['/identity/token', 'POST'],
      ['/identity/userinfo', 'GET'],
    ] as const) {
      const asked = 'authorization,dpop'
      const preflight = await send(server.url, 'OPTIONS', path, {
        headers: { origin: own, 'access-control-request-method': method, 'access-control-request-headers': asked },
      })
      assert.ok(preflight.status < 300, path)
      assert.match(String(preflight.headers['access-control-allow-headers']).toLowerCase(), /dpop/, path)
    }
    const page = await browse().send('GET', '/identity/auth', { headers: { origin: own } })
    assert.equal(page.headers['access-control-allow-origin'], undefined, 'browsers open it, and scripts do not read it')
  })

  test('oauth4webapi takes every answer for what the standards say', async () => {
    const { clientId, clientSecret } = await registerApplication(server, {
      allowsRefreshTokens: true,
      clientAuthentication: 'client_secret_post',
    })
    const options = { [oauth.allowInsecureRequests]: true, [oauth.customFetch]: fetchFrom(server) } as object
    const issuer = new URL(`${server.context.publicUrl()}/identity`)
    const as = await oauth.processDiscoveryResponse(issuer, await oauth.discoveryRequest(issuer, options))
    const client = { client_id: clientId }
    const proof = oauth.ClientSecretPost(clientSecret ?? '')
    const [verifier, state, nonce] = [oauth.generateRandomCodeVerifier(), oauth.generateRandomState(), 'n-0S6_WzA2Mj']
    const parameters = {
      ...{ redirect_uri: redirectUri, response_type: 'code', scope: 'openid profile email offline_access' },
      ...{ state, nonce, code_challenge: await oauth.calculatePKCECodeChallenge(verifier) },
      ...{ code_challenge_method: 'S256', max_age: '600' },
    }
    const pushed = await oauth.processPushedAuthorizationResponse(
      as,
      client,
      await oauth.pushedAuthorizationRequest(as, client, proof, new URLSearchParams(parameters), options),
    )
    const { pathname } = new URL(as.authorization_endpoint ?? '')
    const browser = browse()
    const query = new URLSearchParams({ client_id: clientId, request_uri: pushed.request_uri })
    const page = await follow(browser, `${pathname}?${query}`)
    const answer = new URL(await follow(browser, await typePassword(browser, page, user)))
    const code = oauth.validateAuthResponse(as, client, answer, state)
    const response = await oauth.authorizationCodeGrantRequest(as, client, proof, code, redirectUri, verifier, options)
    const tokens = await oauth.processAuthorizationCodeResponse(as, client, response, {
      expectedNonce: nonce,
      maxAge: 600,
      requireIdToken: true,
    })
    await oauth.validateApplicationLevelSignature(as, response, options)
    const claims = oauth.getValidatedIdTokenClaims(tokens)
    assert.equal(claims?.sub, user.key)
    const userinfo = await oauth.userInfoRequest(as, client, tokens.access_token, options)
    const info = await oauth.processUserInfoResponse(as, client, user.key, userinfo)
    assert.equal(info.email, user.email)
    const refreshed = await oauth.processRefreshTokenResponse(
      as,
      client,
      await oauth.refreshTokenGrantRequest(as, client, proof, tokens.refresh_token ?? '', options),
    )
    assert.notEqual(refreshed.refresh_token, tokens.refresh_token)
    const introspect = async () =>
      oauth.processIntrospectionResponse(
        as,
        client,
        await oauth.introspectionRequest(as, client, proof, refreshed.access_token, options),
      )
    assert.equal((await introspect()).active, true)
    await oauth.processRevocationResponse(
      await oauth.revocationRequest(as, client, proof, refreshed.access_token, options),
    )
    assert.equal((await introspect()).active, false)
  })

  test('discovery says what is so, and no more', async () => {
    const { body } = await send(server.url, 'GET', '/identity/.well-known/openid-configuration')
    // Everything that it names is answered, and not as unknown.
    for (const [name, value] of Object.entries(body as Record<string, unknown>)) {
      if (!/_endpoint$|^jwks_uri$/.test(name)) continue
      const { pathname } = new URL(String(value))
      const method = /token|introspection|revocation|pushed/.test(name) ? 'POST' : 'GET'
      const { status } = await send(server.url, method, pathname, method === 'POST' ? { form: {} } : {})
      assert.ok(status !== 404 && status !== 405 && status < 500, `${name}: ${status}`)
    }
    const methods = body.token_endpoint_auth_methods_supported as string[]
    assert.deepEqual(methods.toSorted(), ['client_secret_basic', 'client_secret_post', 'none', 'private_key_jwt'])
    assert.deepEqual(body.response_types_supported, ['code'])
    assert.deepEqual(body.code_challenge_methods_supported, ['S256'])
    assert.deepEqual(body.subject_types_supported, ['public'])
    assert.deepEqual((body.response_modes_supported as string[]).toSorted(), ['fragment', 'query'])

    // An application that may ask for all scopes is given all of them, and claims that are listed and no others.
    const scopes = ['openid', 'profile', 'email', 'groups', 'offline_access'] as const
    for (const scope of scopes) assert.ok(body.scopes_supported.includes(scope), scope)
    const registered = await registerApplication(server, { allowsRefreshTokens: true, scopes: [...scopes] })
    const one = await configurationOf(server, registered)
    const tokens = await signInAt(one, browse(), user, { scope: scopes.join(' ') })
    assert.deepEqual(String(tokens.scope).split(' ').toSorted(), [...scopes].toSorted())
    const idToken: Record<string, unknown> = { ...tokens.claims() }
    const info = await fetchUserInfo(one, tokens.access_token, user.key)
    const ofTheToken = ['iss', 'aud', 'exp', 'iat', 'nonce', 'at_hash', 'sid']
    for (const claim of [...Object.keys(idToken), ...Object.keys(info)])
      assert.ok(ofTheToken.includes(claim) || body.claims_supported.includes(claim), claim)
    assert.ok(body.acr_values_supported.includes(idToken.acr))

    // What it denies is denied.
    const { path } = await beginAt(one)
    const asked = async (changed: Record<string, string>) => {
      const url = new URL(path, 'http://localhost')
      for (const [name, value] of Object.entries(changed)) url.searchParams.set(name, value)
      return follow(browse(), url.pathname + url.search)
    }
    assert.notEqual(body.claims_parameter_supported, true)
    assert.notEqual(body.request_parameter_supported, true)
    assert.equal(body.request_uri_parameter_supported, false)
    assert.match(await asked({ request: 'e30.e30.' }), /error=request_not_supported|problem=invalid-request/)
    assert.match(
      await asked({ request_uri: 'https://app.example.com/request' }),
      /error=(request_uri_not_supported|invalid_request)|problem=invalid-request/,
    )
    for (const response_type of ['token', 'id_token', 'code id_token', 'none'])
      assert.match(await asked({ response_type }), /error=unsupported_response_type/, response_type)
    const grants = body.grant_types_supported as string[]
    for (const grant_type of ['password', 'implicit', 'urn:ietf:params:oauth:grant-type:device_code']) {
      assert.ok(!grants.includes(grant_type))
      const form = { grant_type, client_id: registered.clientId, client_secret: registered.clientSecret ?? '' }
      const { status } = await send(server.url, 'POST', '/identity/token', { form })
      assert.equal(status, 400, grant_type)
    }
  })
})
