import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import {
  ASSERTION_TYPE,
  clientCredentials,
  createSigningKey,
  createTestClient,
  ISSUER,
  postForm,
  signAssertion,
  startAuthorizationServer,
  type TestAuthorizationServer,
} from '@portico/testing/authorization-server.ts'
import type { SigningAlgorithm } from '../../modules/foundation/signing-keys/signing-key.ts'

const key = createSigningKey('ES256', 'client-key')
const now = () => Math.floor(Date.now() / 1000)

async function startWithKeys(t: TestContext, algorithms: SigningAlgorithm[] = []) {
  const keys = algorithms.map((algorithm) => createSigningKey(algorithm, `client-${algorithm}`))
  const server = await startAuthorizationServer(t)
  const client = createTestClient('b', { jwks: { keys: [key, ...keys].map(({ publicJwk }) => publicJwk) } })
  server.clients.set(client.clientId, client)
  return { server, client, keys }
}

function postAssertion(server: TestAuthorizationServer, client_assertion: string, more: Record<string, string> = {}) {
  const form = { grant_type: 'client_credentials', client_assertion, client_assertion_type: ASSERTION_TYPE, ...more }
  return postForm(server, '/token', form)
}

test('a client with keys may use an assertion of any algorithm, or its secret', async (t) => {
  const { server, client, keys } = await startWithKeys(t, ['RS256', 'PS256', 'EdDSA'])
  for (const each of [key, ...keys]) {
    const { status } = await postAssertion(server, await signAssertion(each, client.clientId))
    assert.equal(status, 200, each.algorithm)
  }
  const withSecret = await postForm(server, '/token', {
    grant_type: 'client_credentials',
    ...clientCredentials(client),
  })
  assert.equal(withSecret.status, 200)
  assert.equal(server.issuedTo.length, 5)
})

test('an assertion may be for the issuer, the token endpoint or the endpoint it is sent to', async (t) => {
  const { server, client } = await startWithKeys(t)
  for (const aud of [ISSUER, `${ISSUER}/token`, ['https://elsewhere.example', ISSUER]]) {
    assert.equal((await postAssertion(server, await signAssertion(key, client.clientId, { aud }))).status, 200)
  }
  const aud = `${ISSUER}/token/introspection`
  const introspection = await postForm(server, '/token/introspection', {
    token: 'x',
    client_assertion: await signAssertion(key, client.clientId, { aud }),
    client_assertion_type: ASSERTION_TYPE,
  })
  assert.deepEqual(introspection.body, { active: false })
})

test('the audience does not depend on the Host header', async (t) => {
  const { server, client } = await startWithKeys(t)
  const { status, body } = await postAssertion(
    server,
    await signAssertion(key, client.clientId, { aud: `${server.base}/identity/token` }),
  )
  assert.equal(status, 401)
  assert.equal(body.error_description, `aud of client_assertion must be one of ${ISSUER}, ${ISSUER}/token`)
})

test('an assertion works once', async (t) => {
  const { server, client } = await startWithKeys(t)
  const exp = now() + 60
  const jwt = await signAssertion(key, client.clientId, { exp, jti: 'once' })
  const answers = await Promise.all([
    postAssertion(server, jwt),
    postAssertion(server, jwt),
    postAssertion(server, jwt),
  ])
  assert.deepEqual(answers.map(({ status }) => status).sort(), [200, 401, 401])
  const refusal = answers.find(({ status }) => status === 401)
  assert.match(refusal?.body.error_description, /used before/)
  // Remembered for as long as it would be accepted: its life and the tolerance of 60 seconds.
  assert.deepEqual(server.assertions, new Map([[`${client.clientId} once`, new Date((exp + 60) * 1000)]]))
})

test('an expired secret does not keep assertions from working, suspension does', async (t) => {
  const { server, client } = await startWithKeys(t)
  client.isExpired = true
  assert.equal((await postAssertion(server, await signAssertion(key, client.clientId))).status, 200)
  client.isSuspended = true
  const { status, body } = await postAssertion(server, await signAssertion(key, client.clientId, { jti: 'unused' }))
  assert.equal(status, 401)
  assert.match(body.error_description, /suspended/)
  assert.ok(!server.assertions.has(`${client.clientId} unused`))
})

test('unknown client, client without keys and wrong key answer the same', async (t) => {
  const { server, client } = await startWithKeys(t)
  const otherKey = createSigningKey('ES256', 'client-key')
  const suspended = createTestClient('d', { isSuspended: true, jwks: { keys: [key.publicJwk] } })
  server.clients.set(suspended.clientId, suspended)
  const descriptions = new Set()
  for (const clientId of [client.clientId, server.client.clientId, suspended.clientId, 'c'.repeat(32)]) {
    const { status, body } = await postAssertion(server, await signAssertion(otherKey, clientId))
    assert.equal(status, 401)
    assert.equal(body.error, 'invalid_client')
    descriptions.add(body.error_description)
  }
  assert.equal(descriptions.size, 1)
  assert.match([...descriptions].join(), /not accepted/)
  assert.equal(server.assertions.size, 0)
})

const mistakes: [string, Record<string, unknown>, Record<string, unknown>, RegExp][] = [
  ['no exp', { exp: undefined }, {}, /needs an exp/],
  ['a past exp', { exp: 1_000_000_000 }, {}, /has expired/],
  ['a future nbf', { nbf: 33_000_000_000 }, {}, /not valid yet/],
  ['no jti', { jti: undefined }, {}, /needs a jti/],
  ['an empty jti', { jti: '' }, {}, /needs a jti/],
  ['no iss', { iss: undefined }, {}, /iss and sub/],
  ['another iss', { iss: 'x' }, {}, /iss and sub/],
  ['no aud', { aud: undefined }, {}, /aud of client_assertion must be one of/],
  ['another aud', { aud: 'https://elsewhere.example' }, {}, /aud of client_assertion must be one of/],
]

for (const [what, claims, header, description] of mistakes) {
  test(`an assertion with ${what} is refused, the same for a client that doesn't exist`, async (t) => {
    const { server, client } = await startWithKeys(t)
    for (const clientId of [client.clientId, 'c'.repeat(32)]) {
      const all = { ...claims, ...(claims.iss === undefined && 'iss' in claims ? {} : { sub: clientId }) }
      const { status, body } = await postAssertion(server, await signAssertion(key, clientId, all, header))
      assert.equal(status, 401)
      assert.equal(body.error, 'invalid_client')
      assert.match(body.error_description, description)
    }
    assert.deepEqual(server.issuedTo, [])
  })
}

test('alg none and HMAC with the public key are refused', async (t) => {
  const { server, client } = await startWithKeys(t)
  const good = await signAssertion(key, client.clientId)
  const [, payload] = good.split('.')
  for (const alg of ['none', 'HS256', 'ES384', undefined]) {
    const header = Buffer.from(JSON.stringify({ alg, kid: key.kid })).toString('base64url')
    for (const signature of ['', 'AAAA']) {
      const { status, body } = await postAssertion(server, `${header}.${payload}.${signature}`)
      assert.equal(status, 401)
      assert.match(body.error_description, /must be signed with one of ES256/)
    }
  }
  assert.deepEqual(server.issuedTo, [])
})

test('an assertion that lives too long or has an endless id is refused', async (t) => {
  const { server, client } = await startWithKeys(t)
  const long = await postAssertion(server, await signAssertion(key, client.clientId, { exp: now() + 7200 }))
  assert.deepEqual([long.status, long.body.error], [401, 'invalid_client'])
  assert.match(long.body.error_description, /must expire within 3600 seconds/)
  const endless = await postAssertion(server, await signAssertion(key, client.clientId, { jti: 'x'.repeat(257) }))
  assert.deepEqual([endless.status, endless.body.error], [401, 'invalid_client'])
  assert.match(endless.body.error_description, /at most 256 characters/)
  assert.equal(server.assertions.size, 0)
})

test('malformed assertions are refused', async (t) => {
  const { server, client } = await startWithKeys(t)
  const good = await signAssertion(key, client.clientId)
  const cases: [Record<string, string>, number, RegExp][] = [
    [{ client_assertion: 'abc' }, 401, /three base64url parts/],
    [{ client_assertion: `x.${good.split('.')[1]}.x` }, 401, /must be signed with one of|not accepted/],
    [{ client_assertion_type: '' }, 400, /^client_assertion_type must be urn:/],
    [{ client_assertion_type: 'jwt' }, 400, /^client_assertion_type must be urn:/],
    [{ client_secret: 'x' }, 400, /more than one way/],
    [{ client_id: 'other' }, 400, /^client_id in the form differs/],
  ]
  for (const [more, status, description] of cases) {
    const refusal = await postAssertion(server, good, more)
    assert.equal(refusal.status, status, refusal.text)
    assert.match(refusal.body.error_description, description)
  }
  assert.equal((await postAssertion(server, good)).status, 200)
})

test('keys that the library cannot use are our problem, not the caller’s', async (t) => {
  const { server, client } = await startWithKeys(t)
  client.jwks = { keys: [{ kty: 'EC', crv: 'P-256' }] }
  const { status, body } = await postAssertion(server, await signAssertion(key, client.clientId))
  assert.equal(status, 500)
  assert.equal(body.error, 'server_error')
  assert.equal(server.logged.length, 1)
})
