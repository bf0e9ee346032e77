import assert from 'node:assert/strict'
import { request } from 'node:http'
import { type TestContext, test } from 'node:test'
import {
  clientCredentials,
  createSigningKey,
  createTestClient,
  ISSUER,
  postForm,
  signAssertion,
  startAuthorizationServer,
} from '@portico/testing/authorization-server.ts'
import { send } from '@portico/testing/requests.ts'
import { createAuthorizationServer } from './authorization-server.ts'

test('discovery advertises what works and nothing else', async (t) => {
  const server = await startAuthorizationServer(t, {
    signingKeys: [createSigningKey('ES256'), createSigningKey('EdDSA')],
  })
  for (const path of ['/.well-known/openid-configuration', '/.well-known/oauth-authorization-server']) {
    const { status, headers, body } = await send(server.base, 'GET', path)
    assert.equal(status, 200)
    assert.equal(headers['content-type'], 'application/json; charset=utf-8')
    assert.equal(headers['cache-control'], 'public, max-age=300')
    const methods = ['client_secret_basic', 'client_secret_post', 'private_key_jwt']
    const algorithms = ['ES256', 'RS256', 'PS256', 'EdDSA', 'Ed25519']
    assert.deepEqual(body, {
      issuer: ISSUER,
      token_endpoint: `${ISSUER}/token`,
      jwks_uri: `${ISSUER}/jwks`,
      introspection_endpoint: `${ISSUER}/token/introspection`,
      revocation_endpoint: `${ISSUER}/token/revocation`,
      grant_types_supported: ['client_credentials'],
      response_types_supported: [],
      subject_types_supported: ['public'],
      id_token_signing_alg_values_supported: ['ES256', 'RS256'],
      token_endpoint_auth_methods_supported: methods,
      token_endpoint_auth_signing_alg_values_supported: algorithms,
      introspection_endpoint_auth_methods_supported: methods,
      introspection_endpoint_auth_signing_alg_values_supported: algorithms,
      revocation_endpoint_auth_methods_supported: methods,
      revocation_endpoint_auth_signing_alg_values_supported: algorithms,
    })
  }
})

test('the JWKS holds all keys, and no private member even if it was given one', async (t) => {
  const key = createSigningKey('ES256')
  const leaky = { ...key, publicJwk: { ...key.publicJwk, ...key.privateKey.export({ format: 'jwk' }) } as never }
  const server = await startAuthorizationServer(t, {
    signingKeys: [leaky, createSigningKey('RS256'), createSigningKey('EdDSA')],
  })
  const { headers, body } = await send(server.base, 'GET', '/jwks')
  assert.equal(headers['content-type'], 'application/jwk-set+json; charset=utf-8')
  assert.equal(headers['cache-control'], 'public, max-age=300')
  assert.equal(headers['access-control-allow-origin'], '*')
  const members = body.keys.map((jwk: object) => Object.keys(jwk).sort().join(' '))
  assert.deepEqual(members, ['alg crv kid kty use x y', 'alg e kid kty n use', 'alg crv kid kty use x'])
})

test('an issuer without a path and with https works', async (t) => {
  const server = await startAuthorizationServer(t, { issuer: 'https://portico.example' })
  const { body } = await send(server.base, 'GET', '/.well-known/openid-configuration')
  assert.equal(body.token_endpoint, 'https://portico.example/token')
})

test('HEAD answers without a body', async (t) => {
  const server = await startAuthorizationServer(t)
  const { status, headers, text } = await send(server.base, 'HEAD', '/jwks')
  assert.equal(status, 200)
  assert.ok(Number(headers['content-length']) > 0)
  assert.equal(text, '')
})

test('what the library could do beyond is not there', async (t) => {
  const server = await startAuthorizationServer(t)
  const paths = ['/', '/auth', '/auth/x', '/me', '/session/end', '/session/end/confirm', '/request', '/reg', '/device']
  for (const path of [...paths, '/token/', '/TOKEN', '/interaction/x', '//token', '/jwks/../token']) {
    for (const method of ['GET', 'POST']) {
      // fetch would tidy the path up.
      const { status, body: text } = await rawRequest(server.base, path, method)
      assert.equal(status, 404, `${method} ${path}`)
      assert.equal(JSON.parse(text).error, 'invalid_request')
    }
  }
})

test('a wrong method answers 405 and names the right ones', async (t) => {
  const server = await startAuthorizationServer(t)
  for (const path of ['/token', '/token/introspection', '/token/revocation']) {
    for (const method of ['GET', 'PUT', 'DELETE']) {
      const { status, headers, body } = await send(server.base, method, path)
      assert.equal(status, 405)
      assert.equal(headers.allow, 'POST, OPTIONS')
      assert.equal(headers['access-control-allow-origin'], '*')
      assert.equal(headers.pragma, 'no-cache')
      assert.equal(body.error_description, `Use POST here, not ${method}.`)
    }
  }
  const { status, headers } = await postForm(server, '/jwks', {})
  assert.equal(status, 405)
  assert.equal(headers.allow, 'GET, HEAD, OPTIONS')
})

test('browsers may call from any origin', async (t) => {
  const server = await startAuthorizationServer(t)
  const preflight = await send(server.base, 'OPTIONS', '/token', {
    headers: { origin: 'https://tool.example', 'access-control-request-method': 'POST' },
  })
  assert.equal(preflight.status, 204)
  assert.equal(preflight.headers['access-control-allow-origin'], '*')
  const form = { grant_type: 'client_credentials', ...clientCredentials(server.client) }
  const { status, headers } = await postForm(server, '/token', form, { origin: 'https://tool.example' })
  assert.equal(status, 200)
  assert.equal(headers['access-control-allow-origin'], '*')
})

test('nothing is printed to the console', async (t) => {
  const spies = (['log', 'info', 'warn', 'error'] as const).map((name) => t.mock.method(console, name, () => {}))
  const key = createSigningKey('ES256', 'client-key')
  const server = await startAuthorizationServer(t)
  const client = createTestClient('b', { jwks: { keys: [key.publicJwk] } })
  server.clients.set(client.clientId, client)
  const form = { grant_type: 'client_credentials', ...clientCredentials(server.client) }
  const { body } = await postForm(server, '/token', form)
  await postForm(server, '/token/introspection', { token: body.access_token, ...clientCredentials(server.client) })
  await postForm(server, '/token/introspection', { token: 'opaque', ...clientCredentials(server.client) })
  await postForm(server, '/token/revocation', { token: body.access_token, ...clientCredentials(server.client) })
  await postForm(server, '/token', { ...form, client_secret: 'wrong' }, { accept: 'text/html' })
  await postForm(server, '/token', {
    ...form,
    client_secret: '',
    client_assertion: await signAssertion(key, client.clientId),
  })
  await postForm(server, '/token', '')
  assert.deepEqual(
    spies.flatMap((spy) => spy.mock.calls.map((call) => call.arguments)),
    [],
  )
})

test('an authorization server without keys is a mistake', () => {
  assert.throws(
    () => createAuthorizationServer({ issuer: ISSUER, resources: [], signingKeys: [] } as never),
    /needs a key/,
  )
})

test('a caller who hangs up does not disturb the others', async (t) => {
  const server = await startAuthorizationServer(t, {
    findClient: async () => {
      await new Promise((resolve) => setTimeout(resolve, 50))
      return undefined
    },
  })
  await hangUp(t, server.base, 'client_id=a&client_secret=b', 27)
  await hangUp(t, server.base, 'client_id=a&client_secret=b', 1000)
  await new Promise((resolve) => setTimeout(resolve, 100))
  assert.equal((await send(server.base, 'GET', '/jwks')).status, 200)
  assert.deepEqual(server.logged, [])
})

function hangUp(t: TestContext, base: string, body: string, length: number): Promise<void> {
  t.diagnostic(`${body.length} of ${length} bytes sent`)
  return new Promise((resolve) => {
    const headers = { 'content-type': 'application/x-www-form-urlencoded', 'content-length': length }
    const outgoing = request(`${base}/token`, { method: 'POST', headers })
    outgoing.on('error', () => resolve())
    outgoing.write(body)
    setTimeout(() => outgoing.destroy(), 20)
  })
}

function rawRequest(base: string, path: string, method: string): Promise<{ status: number; body: string }> {
  const { hostname, port } = new URL(base)
  return new Promise((resolve, reject) => {
    const outgoing = request({ hostname, port, path, method }, async (response) => {
      const chunks = await response.toArray()
      resolve({ status: response.statusCode ?? 0, body: Buffer.concat(chunks).toString() })
    })
    outgoing.on('error', reject).end()
  })
}
