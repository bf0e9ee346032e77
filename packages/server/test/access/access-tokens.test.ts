import assert from 'node:assert/strict'
import { createHmac, generateKeyPairSync, type KeyObject } from 'node:crypto'
import { before, describe, test } from 'node:test'
import { changingNothing } from '@portico/testing/contents.ts'
import { anyEngine } from '@portico/testing/databases.ts'
import { assertProblem, type Received, send } from '@portico/testing/requests.ts'
import { type Caller, startTestServer, type TestClock, type TestServer, testClock } from '@portico/testing/server.ts'
import { decodeJwt, decodeProtectedHeader, type JWTPayload, SignJWT } from 'jose'
import { listSigningKeys } from '../../src/modules/foundation/signing-keys/list-signing-keys.ts'
import type { SigningKey } from '../../src/modules/foundation/signing-keys/signing-key.ts'

const users = '/api/identity/v1/users'

describe('Access tokens that are not to be trusted', () => {
  let clock: TestClock
  let server: TestServer
  let caller: Caller
  let key: SigningKey
  let claims: JWTPayload

  /** A token like the caller's own, but for what is given. Undefined leaves a claim out. */
  const forge = (
    changes: Record<string, unknown> = {},
    header: Record<string, unknown> = {},
    signer: KeyObject = key.privateKey,
  ) => {
    const payload = Object.fromEntries(
      Object.entries({ ...claims, ...changes }).filter(([, value]) => value !== undefined),
    )
    return new SignJWT(payload)
      .setProtectedHeader({ alg: 'ES256', typ: 'at+jwt', kid: key.kid, ...header })
      .sign(signer)
  }

  const ask = (token: string | undefined, headers = {}): Promise<Received> =>
    send(server.url, 'GET', users, { token, headers })

  /** Tells an endpoint of the authorization server about the token, as its own client. */
  const tell = (endpoint: 'introspection' | 'revocation', token: string): Promise<Received> => {
    const { clientId: client_id, clientSecret: client_secret } = caller.credentials
    return send(server.url, 'POST', `/identity/token/${endpoint}`, { form: { client_id, client_secret, token } })
  }

  const refuses = async (
    token: string,
    problem: Parameters<typeof assertProblem>[1] = 'token_invalid',
  ): Promise<void> => {
    const refused = await ask(token)
    assertProblem(refused, problem)
    const challenge = String(refused.headers['www-authenticate'])
    assert.match(challenge, /^Bearer error="invalid_token", error_description="[^"\\]+", resource_metadata="[^"]+"$/)
    assert.ok(challenge.includes(refused.body.detail))
    // Introspection and revocation judge alike.
    assert.deepEqual((await tell('introspection', token)).body, { active: false })
    if (problem === 'client_gone') return
    const { db } = server.context.database
    assert.equal((await tell('revocation', token)).status, 200)
    assert.deepEqual(await db.selectFrom('revoked_tokens').selectAll().execute(), [])
  }

  const accepts = async (token: string, why?: string): Promise<void> => {
    assert.equal((await ask(token)).status, 200, why)
    assert.equal((await tell('introspection', token)).body.active, true, why)
  }

  before(async () => {
    clock = testClock()
    server = await startTestServer({ engine: anyEngine, clock })
    caller = await server.caller('Manage users')
    claims = decodeJwt(caller.token)
    const [first] = await listSigningKeys(server.context, server.organizationKey)
    assert.ok(first)
    key = first
  })

  test('takes the one that the token endpoint issued, with the claims of RFC 9068', async () => {
    await accepts(caller.token)
    await accepts(await forge(), 'what the other tests change works unchanged')
    assert.deepEqual(decodeProtectedHeader(caller.token), { alg: 'ES256', typ: 'at+jwt', kid: key.kid })
    const { iat = 0, exp = 0, jti, ...rest } = claims
    const { clientId } = caller.credentials
    const origin = server.context.publicUrl()
    assert.deepEqual(rest, { iss: `${origin}/identity`, aud: `${origin}/api`, sub: clientId, client_id: clientId })
    assert.equal(exp - iat, 43_200)
    assert.match(jti ?? '', /^[\w-]{20,}$/)
  })

  test('asks for a token where there is none', async () => {
    const refused = await ask(undefined)
    assertProblem(refused, 'token_missing', 'Authorization: Bearer')
    assert.match(String(refused.headers['www-authenticate']), /^Bearer resource_metadata="[^"]+"$/)
    for (const path of [`${users}?access_token=${caller.token}`, `${users}?token=${caller.token}`]) {
      assertProblem(await send(server.url, 'GET', path), 'token_missing')
    }
    const body = `access_token=${caller.token}`
    const headers = { 'content-type': 'application/x-www-form-urlencoded' }
    assertProblem(await send(server.url, 'POST', users, { body, headers }), 'token_missing')
  })

  test('refuses headers of another form', async () => {
    const { clientId, clientSecret } = caller.credentials
    const basic = Buffer.from(`${clientId}:${clientSecret}`).toString('base64')
    for (const authorization of [
      '',
      'Bearer',
      'Bearer ',
      caller.token,
      `Token ${caller.token}`,
      `Basic ${basic}`,
      `Bearer ${caller.token} x`,
      `Bearer ${caller.token}, Bearer ${caller.token}`,
      `Bearer "${caller.token}"`,
      `Bearer\t${caller.token}`,
    ]) {
      const refused = await ask(undefined, { authorization })
      assertProblem(refused, 'token_invalid')
      assert.match(String(refused.headers['www-authenticate']), /^Bearer error="invalid_token"/, authorization)
    }
    for (const scheme of ['bearer', 'BEARER']) {
      assert.equal((await ask(undefined, { authorization: `${scheme} ${caller.token}` })).status, 200, scheme)
    }
  })

  test('refuses what is no JWT, or not the one that was signed', async () => {
    const [header = '', payload = '', signature = ''] = caller.token.split('.')
    const swapped = Buffer.from(JSON.stringify({ ...claims, client_id: 'f'.repeat(32), sub: 'f'.repeat(32) }))
    const notJson = Buffer.from('{').toString('base64url')
    for (const token of [
      'garbage',
      'a.b.c',
      `${header}.${payload}`,
      `${header}.${payload}.`,
      `${header}.${payload}.${signature}.${signature}`,
      `${header}.${swapped.toString('base64url')}.${signature}`,
      `${header}.${payload}.${Buffer.alloc(64).toString('base64url')}`,
      `${notJson}.${payload}.${signature}`,
      caller.credentials.clientSecret,
      'x'.repeat(8_000),
    ]) {
      await refuses(token)
    }
  })

  test('refuses other algorithms than that of the key', async () => {
    const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
    const content = (alg: string) => `${encode({ alg, typ: 'at+jwt', kid: key.kid })}.${encode(claims)}`
    for (const alg of ['none', 'None', 'NONE', '']) {
      await refuses(`${content(alg)}.`)
      await refuses(`${content(alg)}.${caller.token.split('.')[2]}`)
    }
    const { publicKey } = { publicKey: JSON.stringify(key.publicJwk) }
    for (const secret of [publicKey, key.kid, '']) {
      const signature = createHmac('sha256', secret).update(content('HS256')).digest('base64url')
      await refuses(`${content('HS256')}.${signature}`)
    }
    await refuses(await forge({}, { alg: 'RS256' }, generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey))
  })

  test('refuses other keys, also those that the token itself brings along', async () => {
    const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
    await refuses(await forge({}, {}, privateKey))
    await refuses(await forge({}, { kid: 'another' }, privateKey))
    await refuses(await forge({}, { kid: undefined }))
    await refuses(await forge({}, { jwk: publicKey.export({ format: 'jwk' }) }, privateKey))
    await refuses(await forge({}, { jku: 'http://127.0.0.1:1/jwks' }, privateKey))
  })

  test('refuses other types of token, issuers, audiences and subjects', async () => {
    for (const typ of ['JWS', 'jwt', 'id+jwt', 'at+JWT ', undefined]) await refuses(await forge({}, { typ }))
    // That of clients whose setting says so. An ID token has it too, but another audience.
    await accepts(await forge({}, { typ: 'JWT' }), 'JWT')
    const { iss = '', aud } = claims
    for (const other of ['https://evil.example/identity', `${iss}/`, iss.toUpperCase(), undefined, '']) {
      await refuses(await forge({ iss: other }))
    }
    for (const other of ['https://evil.example/api', iss, caller.credentials.clientId, [], undefined]) {
      await refuses(await forge({ aud: other }))
    }
    await accepts(await forge({ aud: ['https://other.example', aud] }), 'one of several')
    for (const claim of ['sub', 'client_id', 'jti', 'iat', 'exp']) await refuses(await forge({ [claim]: undefined }))
    await refuses(await forge({ sub: 'somebody' }))
    await refuses(await forge({ client_id: 7, sub: 7 }))
    await refuses(await forge({ jti: 7 }))
    await refuses(await forge({ exp: '9999999999' }))
    for (const id of ['f'.repeat(32), 'x', "' or 1=1 --", caller.credentials.key]) {
      await refuses(await forge({ client_id: id, sub: id }), 'client_gone')
    }
  })

  test('allows the issuer’s clock to be five minutes ahead, and no more', async () => {
    const now = Math.floor(clock.now() / 1000)
    await accepts(await forge({ iat: now + 290 }))
    await refuses(await forge({ iat: now + 310 }))
    await accepts(await forge({ nbf: now + 290 }))
    await refuses(await forge({ nbf: now + 310 }))
  })

  test('changes nothing', () =>
    changingNothing(server, async () => {
      const body = { email: 'forged@example.com' }
      for (const token of ['garbage', await forge({}, { typ: 'id+jwt' })]) {
        assertProblem(await send(server.url, 'POST', users, { token, body }), 'token_invalid')
      }
      assertProblem(await send(server.url, 'POST', users, { body }), 'token_missing')
    }))

  test('says who is asking before it looks at the body', async () => {
    const headers = { 'content-type': 'application/json' }
    assertProblem(await send(server.url, 'POST', users, { body: '{', headers }), 'token_missing')
  })

  test('ends with its last second, without tolerance', async () => {
    const { exp = 0 } = claims
    clock.advance(exp * 1000 - clock.now() - 1)
    await accepts(caller.token)
    clock.advance(1)
    await refuses(caller.token, 'token_expired')
    const fresh = await server.token(caller.credentials)
    assert.equal((await ask(fresh)).status, 200)
    clock.advance(43_199_000)
    assert.equal((await ask(fresh)).status, 200)
    clock.advance(1_000)
    await refuses(fresh, 'token_expired')
  })
})
