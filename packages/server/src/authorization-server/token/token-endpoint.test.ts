import assert from 'node:assert/strict'
import { connect } from 'node:net'
import { text } from 'node:stream/consumers'
import { test } from 'node:test'
import {
  AUDIENCE,
  basicAuthorization,
  clientCredentials,
  createSigningKey,
  createTestClient,
  ISSUER,
  postForm,
  SECRET,
  startAuthorizationServer,
} from '@portico/testing/authorization-server.ts'
import { send } from '@portico/testing/requests.ts'
import { createRemoteJWKSet, jwtVerify } from 'jose'
import type { SigningAlgorithm } from '../../modules/foundation/signing-keys/signing-key.ts'

const grant = { grant_type: 'client_credentials' }

for (const algorithm of ['ES256', 'RS256', 'PS256', 'EdDSA'] satisfies SigningAlgorithm[]) {
  test(`${algorithm}: the token is a JWT after RFC 9068 that the published keys verify`, async (t) => {
    const server = await startAuthorizationServer(t, {
      signingKeys: [createSigningKey(algorithm), createSigningKey('ES256', 'previous')],
    })
    const before = Math.floor(Date.now() / 1000)
    const { status, headers, body } = await postForm(server, '/token', {
      ...grant,
      ...clientCredentials(server.client),
    })
    assert.equal(status, 200)
    assert.equal(headers['content-type'], 'application/json; charset=utf-8')
    assert.equal(headers['cache-control'], 'no-store')
    assert.equal(headers.pragma, 'no-cache')
    assert.deepEqual(Object.keys(body), ['access_token', 'expires_in', 'token_type'])
    assert.equal(body.expires_in, 43_200)
    assert.equal(body.token_type, 'Bearer')

    const keys = createRemoteJWKSet(new URL(`${server.base}/jwks`))
    const { payload, protectedHeader } = await jwtVerify(body.access_token, keys, {
      issuer: ISSUER,
      audience: AUDIENCE,
      typ: 'at+jwt',
    })
    assert.deepEqual(protectedHeader, { alg: algorithm, typ: 'at+jwt', kid: algorithm })
    const { iat = 0, exp, jti, ...rest } = payload
    const { clientId } = server.client
    assert.deepEqual(rest, { iss: ISSUER, aud: AUDIENCE, sub: clientId, client_id: clientId })
    assert.ok(iat >= before && iat <= Date.now() / 1000)
    assert.equal(exp, iat + 43_200)
    assert.match(String(jti), /^[0-9a-f-]{36}$/)
    assert.deepEqual(server.issuedTo, [clientId])
  })
}

test('every token has an id of its own', async (t) => {
  const server = await startAuthorizationServer(t)
  const tokens = await Promise.all(
    Array.from({ length: 5 }, () => postForm(server, '/token', { ...grant, ...clientCredentials(server.client) })),
  )
  assert.equal(new Set(tokens.map(({ body }) => body.access_token)).size, 5)
})

test('the life of a token follows the clock that was given', async (t) => {
  const server = await startAuthorizationServer(t, { clock: { now: () => Date.UTC(2031, 4, 6) } })
  server.client.accessTokenMinutes = 1
  const { body } = await postForm(server, '/token', { ...grant, ...clientCredentials(server.client) })
  assert.equal(body.expires_in, 60)
  const { iat, exp } = JSON.parse(Buffer.from(body.access_token.split('.')[1], 'base64url').toString())
  assert.equal(iat, Date.UTC(2031, 4, 6) / 1000)
  assert.equal(exp, iat + 60)
})

test('one client may use the body or Basic, whichever it likes', async (t) => {
  const server = await startAuthorizationServer(t)
  const { clientId } = server.client
  const authorization = basicAuthorization(clientId, SECRET)
  assert.equal((await postForm(server, '/token', { ...grant, ...clientCredentials(server.client) })).status, 200)
  assert.equal((await postForm(server, '/token', grant, { authorization })).status, 200)
  assert.equal((await postForm(server, '/token', { ...grant, client_id: clientId }, { authorization })).status, 200)
  const lowerCase = authorization.replace('Basic', 'basic')
  assert.equal((await postForm(server, '/token', grant, { authorization: lowerCase })).status, 200)
})

test('scopes are ignored, and the answer names none', async (t) => {
  const server = await startAuthorizationServer(t)
  const { status, body } = await postForm(server, '/token', {
    ...grant,
    scope: 'openid any',
    ...clientCredentials(server.client),
  })
  assert.equal(status, 200)
  assert.deepEqual(Object.keys(body), ['access_token', 'expires_in', 'token_type'])
  assert.equal(JSON.parse(Buffer.from(body.access_token.split('.')[1], 'base64url').toString()).scope, undefined)
})

test('the resource may be named, and unknown parameters are ignored', async (t) => {
  const server = await startAuthorizationServer(t)
  const form = { ...grant, ...clientCredentials(server.client) }
  const known = await postForm(server, '/token', { ...form, resource: AUDIENCE, audience: AUDIENCE, whatever: 'y' })
  assert.equal(known.status, 200)
  const resources = [AUDIENCE, `${AUDIENCE}/identity/v1`]
  const several = await postForm(server, '/token', [
    ...Object.entries(form),
    ...resources.map((resource): [string, string] => ['resource', resource]),
  ])
  assert.equal(several.status, 200)
  assert.equal((await postForm(server, '/token', { ...form, resource: `${AUDIENCE}/identity` })).status, 400)
  const unknown = await postForm(server, '/token', { ...form, resource: 'https://elsewhere.example' })
  assert.equal(unknown.status, 400)
  assert.deepEqual(unknown.body, {
    error: 'invalid_target',
    error_description: `resource must be ${AUDIENCE}, or be left out.`,
  })
})

test('an unknown client and a wrong secret answer the same', async (t) => {
  const server = await startAuthorizationServer(t)
  server.clients.set('c'.repeat(32), createTestClient('c', { isSuspended: true }))
  server.clients.set('d'.repeat(32), createTestClient('d', { isExpired: true }))
  const answers = await Promise.all(
    ['a', 'b', 'c', 'd'].map((digit) =>
      postForm(server, '/token', { ...grant, client_id: digit.repeat(32), client_secret: 'wrong' }),
    ),
  )
  for (const { status, headers, body } of answers) {
    assert.equal(status, 401)
    assert.match(String(headers['www-authenticate']), /^Basic realm="[^"]+", error="invalid_client", /)
    assert.equal(headers['cache-control'], 'no-store')
    assert.equal(body.error, 'invalid_client')
    assert.match(body.error_description, /^Unknown client_id or wrong client_secret/)
  }
  assert.deepEqual(server.issuedTo, [])
})

test('who knows the secret is told why it does not work', async (t) => {
  const server = await startAuthorizationServer(t)
  const form = { ...grant, ...clientCredentials(server.client) }

  server.client.isExpired = true
  const expired = await postForm(server, '/token', form)
  assert.equal(expired.status, 401)
  assert.equal(expired.body.error, 'invalid_client')
  assert.match(expired.body.error_description, /expired: generate a new secret/)

  server.client.isSuspended = true
  const suspended = await postForm(server, '/token', form)
  assert.equal(suspended.status, 401)
  assert.equal(suspended.body.error, 'invalid_client')
  assert.match(suspended.body.error_description, /suspended/)

  server.client.isExpired = false
  server.client.isSuspended = false
  assert.equal((await postForm(server, '/token', form)).status, 200)
})

test('the challenge of a 401 says what the body says', async (t) => {
  const server = await startAuthorizationServer(t)
  const authorization = basicAuthorization(server.client.clientId, 'wrong')
  const { status, headers, body } = await postForm(server, '/token', grant, { authorization })
  assert.equal(status, 401)
  assert.equal(
    headers['www-authenticate'],
    `Basic realm="${ISSUER}", error="invalid_client", error_description="${body.error_description}"`,
  )
})

test('ids that no client can have never reach the database', async (t) => {
  const asked: string[] = []
  const server = await startAuthorizationServer(t, { findClient: (id) => void asked.push(id) as undefined })
  for (const client_id of ['nul\0', 'x'.repeat(256), 'ü', 'a b']) {
    const { status, body } = await postForm(server, '/token', { ...grant, client_id, client_secret: 'x' })
    assert.equal(status, 401)
    assert.equal(body.error, 'invalid_client')
  }
  assert.deepEqual(asked, [])
})

// [what, form, headers, status, error, what the description must say]
const auth = { client_id: 'a'.repeat(32), client_secret: SECRET }
const form = (entries: Record<string, string>) => new URLSearchParams(entries).toString()
const b64 = (text: string) => Buffer.from(text).toString('base64')
const refused: [string, string, Record<string, string>, number, string, RegExp][] = [
  ['an empty body', '', {}, 401, 'invalid_client', /^client_id is missing/],
  ['no client', form(grant), {}, 401, 'invalid_client', /^client_id is missing/],
  ['no secret', form({ ...grant, client_id: 'a' }), {}, 401, 'invalid_client', /^Nothing proves who the client is/],
  ['no grant_type', form(auth), {}, 400, 'invalid_request', /^grant_type is missing/],
  ['a password grant', form({ ...auth, grant_type: 'password' }), {}, 400, 'unsupported_grant_type', /API client/],
  ['an implicit grant', form({ ...auth, grant_type: 'implicit' }), {}, 400, 'unsupported_grant_type', /API client/],
  ['two grants', `${form({ ...grant, ...auth })}&grant_type=x`, {}, 400, 'invalid_request', /'grant_type'.*twice/],
  ['two client ids', `${form({ ...grant, ...auth })}&client_id=x`, {}, 400, 'invalid_request', /'client_id'.*twice/],
  ['two secrets', `${form({ ...grant, ...auth })}&client_secret=x`, {}, 400, 'invalid_request', /client_secret.*twice/],
  ['two scopes', `${form({ ...grant, ...auth })}&scope=a&scope=b`, {}, 400, 'invalid_request', /'scope'.*twice/],
  ['a bad scope', form({ ...grant, ...auth, scope: 'a  "b"' }), {}, 400, 'invalid_scope', /^scope must be names/],
  [
    'secret and Basic',
    form({ ...grant, ...auth }),
    { authorization: basicAuthorization('a', 'b') },
    400,
    'invalid_request',
    /one of/,
  ],
  [
    'two client ids in two places',
    form({ ...grant, client_id: 'b' }),
    { authorization: basicAuthorization('a', 'b') },
    400,
    'invalid_request',
    /^client_id in the form differs/,
  ],
  ['a Bearer token', form(grant), { authorization: 'Bearer abc' }, 401, 'invalid_client', /the word Basic/],
  ['broken base64', form(grant), { authorization: 'Basic !!!' }, 401, 'invalid_client', /the word Basic/],
  ['no colon', form(grant), { authorization: `Basic ${b64('abc')}` }, 401, 'invalid_client', /the word Basic/],
  [
    'an empty secret',
    form(grant),
    { authorization: `Basic ${b64('abc:')}` },
    401,
    'invalid_client',
    /no client_secret/,
  ],
  ['raw percent signs', form(grant), { authorization: `Basic ${b64('a:%zz')}` }, 401, 'invalid_client', /urlencoded/],
  ['JSON', '{}', { 'content-type': 'application/json' }, 400, 'invalid_request', /as a form .* JSON is not accepted/],
  ['text', 'a', { 'content-type': 'text/plain' }, 400, 'invalid_request', /as a form \(Content-Type: application\/x-/],
  ['a large body', `a=${'x'.repeat(60_000)}`, {}, 413, 'invalid_request', /larger than 56 kB/],
]

for (const [what, form, headers, status, error, description] of refused) {
  test(`${what} is refused with a helpful description`, async (t) => {
    const server = await startAuthorizationServer(t)
    const refusal = await postForm(server, '/token', form, headers)
    assert.equal(refusal.status, status)
    assert.deepEqual(Object.keys(refusal.body), ['error', 'error_description'])
    assert.equal(refusal.body.error, error)
    assert.match(refusal.body.error_description, description)
    // RFC 6749, 5.2
    assert.match(refusal.body.error_description, /^[\x20-\x21\x23-\x5B\x5D-\x7E]+$/)
    assert.equal(refusal.headers['cache-control'], 'no-store')
    assert.equal(refusal.headers.pragma, 'no-cache')
    assert.equal(refusal.headers['access-control-allow-origin'], '*')
    assert.equal(String(refusal.headers['www-authenticate']).startsWith('Basic realm="'), status === 401)
    assert.match(String(refusal.headers['content-type']), /^application\/json/)
    assert.ok(!refusal.text.includes(SECRET))
    assert.deepEqual(server.issuedTo, [])
    assert.deepEqual(server.logged, [])
  })
}

test('a body without a content type is refused', async (t) => {
  const server = await startAuthorizationServer(t)
  const { status, body } = await send(server.base, 'POST', '/token', { body: Buffer.from('a') })
  assert.equal(status, 400)
  assert.match(body.error_description, /as a form/)
})

test('a form that is not there, not even as an empty one, is named as what is missing', async (t) => {
  const server = await startAuthorizationServer(t)
  const { hostname, port } = new URL(server.base)
  const socket = connect(Number(port), hostname)
  const head = [
    'POST /token HTTP/1.1',
    'Host: x',
    'Connection: close',
    'Content-Type: application/x-www-form-urlencoded',
  ]
  socket.write(`${head.join('\r\n')}\r\n\r\n`)
  const answer = await text(socket)
  assert.match(answer, /^HTTP\/1\.1 400 Bad Request\r\n/)
  assert.match(answer, /"error":"invalid_request","error_description":"The body is empty: /)
})

test('errors are JSON even for a browser', async (t) => {
  const server = await startAuthorizationServer(t)
  const { headers, body } = await postForm(server, '/token', {}, { accept: 'text/html' })
  assert.match(String(headers['content-type']), /^application\/json/)
  assert.equal(body.error, 'invalid_client')
})

test('a database that is away answers 503 and logs it', async (t) => {
  const away = Object.assign(new Error('connection refused'), { statusCode: 503 })
  const server = await startAuthorizationServer(t, { findClient: () => Promise.reject(away) })
  const { status, headers, body } = await postForm(server, '/token', { ...grant, ...auth })
  assert.equal(status, 503)
  assert.equal(headers['retry-after'], '1')
  assert.equal(body.error, 'temporarily_unavailable')
  assert.deepEqual(
    server.logged.map(({ level, details }) => [level, details]),
    [['warn', { err: away }]],
  )
})

test('an unforeseen error answers 500, is logged once and tells nothing', async (t) => {
  const failure = new Error('internal detail')
  const server = await startAuthorizationServer(t, {
    findClient: () => {
      throw failure
    },
  })
  const { status, text, body } = await postForm(server, '/token', { ...grant, ...auth })
  assert.equal(status, 500)
  assert.equal(body.error, 'server_error')
  assert.ok(!text.includes('internal detail'))
  assert.deepEqual(
    server.logged.map(({ level, details }) => [level, details]),
    [['error', { err: failure }]],
  )
})

test('a token is issued even if its use cannot be noted', async (t) => {
  const failure = new Error('no')
  const server = await startAuthorizationServer(t, {
    tokenIssued: () => {
      throw failure
    },
  })
  const { status } = await postForm(server, '/token', { ...grant, ...auth })
  assert.equal(status, 200)
  assert.deepEqual(
    server.logged.map(({ details }) => details),
    [{ err: failure }],
  )
})
