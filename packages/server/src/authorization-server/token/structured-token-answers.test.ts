import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  AUDIENCE,
  basicAuthorization,
  clientCredentials,
  createSigningKey,
  createTestClient,
  ISSUER,
  postForm,
  requestToken,
  SECRET,
  startAuthorizationServer,
  type TestAuthorizationServer,
} from '@portico/testing/authorization-server.ts'
import { decodeJwt, SignJWT } from 'jose'

function introspect(server: TestAuthorizationServer, token: string, by: { clientId: string } = server.client) {
  return postForm(server, '/token/introspection', { token, ...clientCredentials(by) })
}

function revoke(server: TestAuthorizationServer, token: string, by: { clientId: string } = server.client) {
  return postForm(server, '/token/revocation', { token, ...clientCredentials(by) })
}

function withSecondClient(server: TestAuthorizationServer) {
  const other = createTestClient('b')
  server.clients.set(other.clientId, other)
  return other
}

test('introspection tells any client of the organization about a token', async (t) => {
  const server = await startAuthorizationServer(t)
  const other = withSecondClient(server)
  const token = await requestToken(server)
  const { iat, exp, jti } = decodeJwt(token)
  const { clientId } = server.client
  for (const by of [server.client, other]) {
    const { status, headers, body } = await introspect(server, token, by)
    assert.equal(status, 200)
    assert.equal(headers['cache-control'], 'no-store')
    assert.match(String(headers['content-type']), /^application\/json/)
    assert.deepEqual(body, {
      active: true,
      client_id: clientId,
      sub: clientId,
      iss: ISSUER,
      aud: AUDIENCE,
      exp,
      iat,
      jti,
      token_type: 'Bearer',
    })
  }
})

test('introspection follows suspension, resuming, deletion and expiry of the secret', async (t) => {
  const server = await startAuthorizationServer(t)
  const other = withSecondClient(server)
  const token = await requestToken(server)
  const isActive = async () => (await introspect(server, token, other)).body.active

  server.client.isSuspended = true
  assert.deepEqual((await introspect(server, token, other)).body, { active: false })
  server.client.isSuspended = false
  assert.equal(await isActive(), true)
  server.client.isExpired = true
  assert.equal(await isActive(), true)
  server.clients.delete(server.client.clientId)
  assert.equal(await isActive(), false)
})

test('tokens of a key that is still published work, of one that is not they do not', async (t) => {
  const [old, current] = [createSigningKey('RS256', 'old'), createSigningKey('ES256', 'current')]
  const before = await startAuthorizationServer(t, { signingKeys: [old] })
  const token = await requestToken(before)
  const overlapping = await startAuthorizationServer(t, { signingKeys: [current, old] })
  assert.equal((await introspect(overlapping, token)).body.active, true)
  const after = await startAuthorizationServer(t, { signingKeys: [current] })
  assert.equal((await introspect(after, token)).body.active, false)
})

test('whatever is not a token of ours that lives is inactive, and revoking it is no error', async (t) => {
  const key = createSigningKey('ES256')
  let time = Date.now()
  const server = await startAuthorizationServer(t, {
    signingKeys: [key],
    clock: { now: () => time },
  })
  server.client.accessTokenMinutes = 1
  const good = await requestToken(server)
  const claims = decodeJwt(good)
  const sign = (changed: object, header = {}, by = key) =>
    new SignJWT({ ...claims, ...changed })
      .setProtectedHeader({ alg: 'ES256', kid: 'ES256', typ: 'at+jwt', ...header })
      .sign(by.privateKey)
  const [header, payload, signature] = good.split('.')
  const none = Buffer.from(JSON.stringify({ alg: 'none', typ: 'at+jwt' })).toString('base64url')
  const bad = {
    opaque: 'abc',
    'three parts': 'a.b.c',
    'alg none': `${none}.${payload}.`,
    'no signature': `${header}.${payload}.`,
    'another payload': `${header}.${Buffer.from('{}').toString('base64url')}.${signature}`,
    'another issuer': await sign({ iss: 'https://elsewhere.example' }),
    'another audience': await sign({ aud: 'https://elsewhere.example' }),
    'another type': await sign({}, { typ: 'logout+jwt' }),
    'another key': await sign({}, {}, createSigningKey('ES256')),
    'no jti': await sign({ jti: undefined }),
    'no exp': await sign({ exp: undefined }),
  }
  assert.equal((await introspect(server, await sign({}))).body.active, true)
  for (const [what, token] of Object.entries(bad)) {
    const introspected = await introspect(server, token)
    assert.equal(introspected.status, 200, what)
    assert.deepEqual(introspected.body, { active: false }, what)
    assert.equal((await revoke(server, token)).status, 200, what)
  }
  time += 60_000
  assert.deepEqual((await introspect(server, good)).body, { active: false })
  assert.equal((await revoke(server, good)).status, 200)
  assert.equal(server.revoked.size, 0)
  assert.deepEqual(server.logged, [])
})

test('a revoked token is dead, and stays dead when revoked again', async (t) => {
  const server = await startAuthorizationServer(t)
  const token = await requestToken(server)
  const another = await requestToken(server)
  const { jti, exp = 0 } = decodeJwt(token)
  const authorization = basicAuthorization(server.client.clientId, SECRET)
  const { status, headers, text } = await postForm(
    server,
    '/token/revocation',
    { token, token_type_hint: 'refresh_token' },
    { authorization },
  )
  assert.equal(status, 200)
  assert.equal(text, '')
  assert.equal(headers['cache-control'], 'no-store')
  assert.deepEqual(server.revoked, new Map([[jti, new Date(exp * 1000)]]))
  assert.deepEqual((await introspect(server, token)).body, { active: false })
  assert.equal((await introspect(server, another)).body.active, true)
  assert.equal((await revoke(server, token)).status, 200)
})

test('a client may revoke only its own tokens', async (t) => {
  const server = await startAuthorizationServer(t)
  const other = withSecondClient(server)
  const token = await requestToken(server)
  const { status, body } = await revoke(server, token, other)
  assert.equal(status, 400)
  assert.equal(body.error, 'unauthorized_client')
  assert.match(body.error_description, /issued to another client/)
  assert.equal(server.revoked.size, 0)
})

for (const path of ['/token/introspection', '/token/revocation']) {
  test(`${path} authenticates the caller and checks the parameters`, async (t) => {
    const server = await startAuthorizationServer(t)
    const token = await requestToken(server)
    const auth = clientCredentials(server.client)
    const anonymous = await postForm(server, path, { token })
    assert.deepEqual([anonymous.status, anonymous.body.error], [401, 'invalid_client'])
    assert.match(String(anonymous.headers['www-authenticate']), /^Basic realm="/)
    assert.match(anonymous.body.error_description, /^client_id is missing/)
    const wrong = await postForm(server, path, { token, ...auth, client_secret: 'wrong' })
    assert.equal(wrong.status, 401)
    assert.equal(wrong.body.error, 'invalid_client')
    const missing = await postForm(server, path, auth)
    assert.equal(missing.status, 400)
    assert.match(missing.body.error_description, /^token is missing/)
    const twice = await postForm(server, path, [['token', token], ['token', 'x'], ...Object.entries(auth)])
    assert.equal(twice.status, 400)
    assert.match(twice.body.error_description, /'token' parameter must not be provided twice/)
    const refused = await postForm(server, path, '{}', { 'content-type': 'application/json' })
    assert.match(refused.body.error_description, /JSON is not accepted/)
    assert.equal(server.revoked.size, 0)
  })

  test(`${path} answers 503 while the database is away`, async (t) => {
    const away = Object.assign(new Error('away'), { statusCode: 503 })
    const server = await startAuthorizationServer(t, {
      revokeToken: () => Promise.reject(away),
      isTokenRevoked: (id) => (path.endsWith('introspection') ? Promise.reject(away) : id === ''),
    })
    const token = await requestToken(server)
    const { status, headers, body } = await postForm(server, path, { token, ...clientCredentials(server.client) })
    assert.equal(status, 503)
    assert.equal(headers['retry-after'], '1')
    assert.equal(body.error, 'temporarily_unavailable')
    assert.equal(server.logged.length, 1)
  })
}
