import assert from 'node:assert/strict'
import { createPublicKey } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { before, describe, test } from 'node:test'
import { pathToFileURL } from 'node:url'
import { afterFile } from '@portico/testing/after-file.ts'
import { createSigningKey } from '@portico/testing/authorization-server.ts'
import { anyEngine } from '@portico/testing/databases.ts'
import { startTestServer, type TestServer } from '@portico/testing/server.ts'
import { auth } from 'express-oauth2-jwt-bearer'
import { decodeJwt, decodeProtectedHeader, jwtVerify, SignJWT } from 'jose'
import { JwksClient } from 'jwks-rsa'
import * as oauth from 'oauth4webapi'
import * as openid from 'openid-client'
import { snippetsOf } from '../../../../scripts/interop/snippets.ts'
import { rotateSigningKey } from '../../src/modules/foundation/signing-keys/rotate-signing-key.ts'
import { createRegisteredApi } from '../../src/modules/relying-parties/registered-apis/create-registered-api.ts'
import { replaceApiClientScopes } from '../../src/modules/relying-parties/registered-apis/replace-api-client-scopes.ts'

/** Strict libraries against the server, each with a token of the usual key and with one of the other algorithm. */
describe('Libraries of others', () => {
  let server: TestServer
  let issuer: URL
  let audience: string
  let credentials: { clientId: string; clientSecret: string }
  /** An access token for each algorithm, and what no verifier may take. */
  let tokens: string[]
  let spoilt: string[]
  const key = createSigningKey('RS256', 'of-client')
  const insecure = { [oauth.allowInsecureRequests]: true }

  before(async () => {
    server = await startTestServer({ engine: anyEngine })
    issuer = new URL(`${server.context.publicUrl()}/identity`)
    audience = `${server.context.publicUrl()}/api`
    credentials = await server.createClient([{ name: 'View members' }], { jwks: { keys: [key.publicJwk] } })
    const first = await server.token(credentials)
    await rotateSigningKey(server.context, server.system, { algorithm: 'RS256', isImmediate: true })
    tokens = [first, await server.token(credentials)]
    assert.deepEqual(tokens.map((token) => decodeProtectedHeader(token).alg).sort(), ['ES256', 'RS256'])
    spoilt = tokens.flatMap((token) => {
      const [header = '', payload = '', signature = ''] = token.split('.')
      const none = Buffer.from('{"alg":"none","typ":"at+jwt"}').toString('base64url')
      return [
        `${header}.${payload}.${signature.replace(/^./, (letter) => (letter === 'A' ? 'B' : 'A'))}`,
        `${none}.${payload}.`,
      ]
    })
  })

  test('openid-client discovers in both ways, obtains tokens, introspects and revokes them', async () => {
    for (const [algorithm, authentication] of [
      ['oidc', openid.ClientSecretBasic(credentials.clientSecret)],
      ['oauth2', openid.ClientSecretPost(credentials.clientSecret)],
      ['oauth2', openid.PrivateKeyJwt({ key: await importKey(key.privateKey), kid: key.kid })],
    ] as const) {
      const options = { algorithm, execute: [openid.allowInsecureRequests] }
      const config = await openid.discovery(issuer, credentials.clientId, undefined, authentication, options)
      assert.deepEqual(config.serverMetadata().id_token_signing_alg_values_supported, ['ES256', 'RS256'])
      const { access_token: token, scope } = await openid.clientCredentialsGrant(config, {
        scope: 'openid',
        resource: audience,
      })
      assert.equal(scope, undefined)
      assert.equal((await openid.tokenIntrospection(config, token)).active, true)
      await openid.tokenRevocation(config, token)
      assert.equal((await openid.tokenIntrospection(config, token)).active, false)
    }
    const wrong = openid.ClientSecretBasic('wrong')
    const options = { execute: [openid.allowInsecureRequests] }
    const config = await openid.discovery(issuer, credentials.clientId, undefined, wrong, options)
    await assert.rejects(openid.clientCredentialsGrant(config), (error: openid.WWWAuthenticateChallengeError) => {
      assert.equal(error.status, 401)
      const [challenge] = error.cause
      return challenge?.scheme === 'basic' && challenge.parameters.error === 'invalid_client'
    })
  })

  test('oauth4webapi finds its way from a refused request to a token, and validates it', async () => {
    const users = new URL(`${audience}/identity/v1/users`)
    const refused = await oauth
      .protectedResourceRequest('none', 'GET', users, undefined, undefined, insecure)
      .catch((error: unknown) => error)
    assert.ok(refused instanceof oauth.WWWAuthenticateChallengeError)
    const named = new URL(refused.cause[0]?.parameters.resource_metadata ?? assert.fail('no resource_metadata'))
    for (const identifier of [audience, `${audience}/identity/v1`, new URL(audience).origin]) {
      const resource = new URL(identifier)
      const found = await oauth.resourceDiscoveryRequest(resource, insecure)
      const metadata = await oauth.processResourceDiscoveryResponse(resource, found)
      assert.deepEqual(metadata.authorization_servers, [issuer.href])
      if (identifier === audience) assert.equal(found.url, named.href)
    }
    const response = await oauth.discoveryRequest(issuer, { algorithm: 'oauth2', ...insecure })
    const as = await oauth.processDiscoveryResponse(issuer, response)
    const client = { client_id: credentials.clientId }
    const basic = oauth.ClientSecretBasic(credentials.clientSecret)
    const granted = await oauth.clientCredentialsGrantRequest(as, client, basic, new URLSearchParams(), insecure)
    const { access_token: token } = await oauth.processClientCredentialsResponse(as, client, granted)
    const validate = (token: string) => {
      const request = new Request(users, { headers: { authorization: `Bearer ${token}` } })
      return oauth.validateJwtAccessToken(as, request, audience, insecure)
    }
    for (const each of [token, ...tokens]) assert.equal((await validate(each)).client_id, client.client_id)
    for (const each of spoilt) await assert.rejects(validate(each))
  })

  test('jwks-rsa gets the key of each token', async () => {
    const jwks = new JwksClient({ jwksUri: `${issuer}/jwks`, cache: true, rateLimit: true })
    for (const token of tokens) {
      const { kid, alg = '' } = decodeProtectedHeader(token)
      const found = await jwks.getSigningKey(kid)
      const { payload } = await jwtVerify(token, createPublicKey(found.getPublicKey()), { algorithms: [alg], audience })
      assert.equal(payload.sub, credentials.clientId)
    }
    await assert.rejects(jwks.getSigningKey('unknown'), { name: 'SigningKeyNotFoundError' })
  })

  test('express-oauth2-jwt-bearer takes the tokens in its strict mode, and no others', async () => {
    for (const [index, algorithm] of ['ES256', 'RS256'].entries()) {
      const check = auth({ issuerBaseURL: issuer.href, audience, strict: true, tokenSigningAlg: algorithm })
      const ask = (token: string) =>
        new Promise<unknown>((resolve) => {
          const headers: Record<string, string> = { host: 'api.example', authorization: `Bearer ${token}` }
          const get = (name: string) => headers[name.toLowerCase()]
          const request = { headers, get, query: {}, method: 'GET', protocol: 'https', url: '/', is: () => false }
          void check(request as never, {} as never, resolve)
        })
      const token = tokens.find((each) => decodeProtectedHeader(each).alg === algorithm) ?? assert.fail()
      assert.equal(await ask(token), undefined, `${index}`)
      for (const each of spoilt) assert.ok((await ask(each)) instanceof Error)
    }
  })

  test('the Express app of docs/registered-apis.md takes tokens with its audience and scope, and no others', async () => {
    const { context, system } = server
    const own = 'https://orders.example.com'
    const scopes = [{ name: 'orders:read' }, { name: 'orders:write' }]
    const { key: apiKey } = await createRegisteredApi(context, system, { name: 'Orders', audience: own, scopes })
    const other = { name: 'Bills', audience: 'https://bills.example.com', scopes: [{ name: 'orders:read' }] }
    const { key: otherKey } = await createRegisteredApi(context, system, other)
    const client = await server.createClient()
    await replaceApiClientScopes(context, system, apiKey, client.key, { scopes: ['orders:read', 'orders:write'] })
    await replaceApiClientScopes(context, system, otherKey, client.key, { scopes: ['orders:read'] })
    const authentication = openid.ClientSecretBasic(client.clientSecret)
    const config = await openid.discovery(issuer, client.clientId, undefined, authentication, {
      execute: [openid.allowInsecureRequests],
    })
    const tokenFor = async (parameters: Record<string, string>) =>
      (await openid.clientCredentialsGrant(config, parameters)).access_token
    const app = await expressAppOf(issuer.href)
    const listening = app.listen(0)
    await new Promise((resolve) => listening.once('listening', resolve))
    afterFile(async () => void listening.close())
    const { port } = listening.address() as { port: number }
    const statusOf = async (token?: string): Promise<number> => {
      const headers: Record<string, string> = token === undefined ? {} : { authorization: `Bearer ${token}` }
      return (await fetch(`http://127.0.0.1:${port}/orders`, { headers })).status
    }
    const good = await tokenFor({ resource: own })
    assert.equal(await statusOf(good), 200)
    assert.equal(await statusOf(await tokenFor({ audience: own, scope: 'orders:read' })), 200)
    assert.equal(await statusOf(await tokenFor({ resource: own, scope: 'orders:write' })), 403)
    assert.equal(await statusOf(await tokenFor({ resource: other.audience })), 401)
    assert.equal(await statusOf(await tokenFor({})), 401)
    assert.equal(await statusOf(await server.token(credentials)), 401)
    assert.equal(await statusOf(), 401)
    const { keys } = await context.signingKeyDirectory.find(server.organizationKey)
    const signing = keys.find(({ kid }) => kid === decodeProtectedHeader(good).kid) ?? assert.fail('no such key')
    const signed = (exp: number) =>
      new SignJWT({ ...decodeJwt(good), exp })
        .setProtectedHeader({ ...decodeProtectedHeader(good), alg: signing.algorithm })
        .sign(signing.privateKey)
    const now = Math.floor(Date.now() / 1_000)
    assert.deepEqual([await statusOf(await signed(now + 60)), await statusOf(await signed(now - 60))], [200, 401])
    const { scope } = await openid.tokenIntrospection(config, good)
    assert.equal(scope, 'orders:read orders:write')
  })

  test('the snippet for Node in the documentation verifies, and refuses what it says', async () => {
    const snippet = (await snippetsOf()).get('node') ?? assert.fail('docs/verify-tokens.md has no snippet for node')
    const place = pathToFileURL(join(import.meta.dirname, 'snippet.mjs')).href
    const source = snippet.replace("from 'jose'", `from '${import.meta.resolve('jose')}'`)
    const { verify } = await import(`data:text/javascript,${encodeURIComponent(source)}#${place}`)
    for (const token of tokens) assert.equal((await verify(token, issuer.href, audience)).sub, credentials.clientId)
    for (const token of spoilt) await assert.rejects(verify(token, issuer.href, audience))
    await assert.rejects(verify(tokens[0], issuer.href, `${audience}/other`))
    const ofOtherType = await server.createClient([], { accessTokenType: 'JWT' })
    await assert.rejects(verify(await server.token(ofOtherType), issuer.href, audience))
  })
})

/** The program on the page, for this issuer, whose tokens are signed with RS256 by then */
async function expressAppOf(issuer: string): Promise<import('node:http').Server> {
  const page = await readFile(new URL('../../../../docs/registered-apis.md', import.meta.url), 'utf8')
  const code = /^```js\n(import express.*?)^```$/ms.exec(page)?.[1] ?? assert.fail('the page has no program')
  const source = code
    .replace('https://id.example.com/identity', issuer)
    .replace("'ES256'", "'RS256'")
    .replaceAll(/from '([^']+)'/g, (_, name: string) => `from '${import.meta.resolve(name)}'`)
  const { app } = await import(`data:text/javascript,${encodeURIComponent(`${source}\nexport { app }`)}`)
  return app
}

const importKey = (key: import('node:crypto').KeyObject): Promise<CryptoKey> =>
  crypto.subtle.importKey(
    'pkcs8',
    new Uint8Array(key.export({ type: 'pkcs8', format: 'der' })),
    { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' },
    true,
    ['sign'],
  )
