import assert from 'node:assert/strict'
import { before, describe, test } from 'node:test'
import { Browser } from '@portico/testing/browser.ts'
import { anyEngine } from '@portico/testing/databases.ts'
import { createPasswordUser, goodPassword } from '@portico/testing/password-users.ts'
import { type Form, send } from '@portico/testing/requests.ts'
import { startTestServer, type TestServer } from '@portico/testing/server.ts'
import {
  beginAt,
  configurationOf,
  follow,
  redirectUri,
  registerApplication,
  signInAt,
} from '@portico/testing/sign-in-application.ts'
import { calculateJwkThumbprint, decodeJwt, decodeProtectedHeader, exportJWK, generateKeyPair, SignJWT } from 'jose'

/** Each list of the discovery document is gone through, and each of its members done. */
describe('What discovery lists', () => {
  let server: TestServer
  let document: Record<string, string[]> & { token_endpoint: string; issuer: string }
  let user: { key: string; email: string; password: string }
  let browser: Browser

  before(async () => {
    server = await startTestServer({ engine: anyEngine })
    user = { ...(await createPasswordUser(server)), password: goodPassword }
    browser = new Browser(server.url)
    document = (await send(server.url, 'GET', '/identity/.well-known/openid-configuration')).body
    await signInAt(await configurationOf(server, await registerApplication(server)), browser, user)
  })

  const list = (name: string): string[] => {
    const members = document[name]
    assert.ok(members && members.length > 0, name)
    return members
  }
  const host = () => new URL(server.context.publicUrl()).host
  const post = (path: string, form: Form, headers = {}) =>
    send(server.url, 'POST', path, { form, headers: { host: host(), ...headers } })
  const newKey = async (alg: string) => {
    const { publicKey, privateKey } = await generateKeyPair(alg, { extractable: true })
    return { privateKey, jwk: await exportJWK(publicKey) }
  }
  const wrongCode = { grant_type: 'authorization_code', code: 'unknown', redirect_uri: redirectUri }

  test('proofs of keys with each algorithm bind tokens, and others do not', async () => {
    const registered = await registerApplication(server, { type: 'single-page', usesDpop: 'required' })
    const one = await configurationOf(server, registered)
    const listed = list('dpop_signing_alg_values_supported')
    for (const alg of [...listed, 'ES384', 'RS512']) {
      const { privateKey, jwk } = await newKey(alg)
      const { path, checks } = await beginAt(one)
      const code = new URL(await follow(browser, path)).searchParams.get('code') ?? ''
      const form = { ...wrongCode, code, client_id: registered.clientId }
      const ask = async (nonce?: string) => {
        const claims = { htm: 'POST', htu: document.token_endpoint, jti: crypto.randomUUID(), ...(nonce && { nonce }) }
        const header = { alg, typ: 'dpop+jwt', jwk }
        const dpop = await new SignJWT(claims).setProtectedHeader(header).setIssuedAt().sign(privateKey)
        return post('/identity/token', { ...form, code_verifier: String(checks.pkceCodeVerifier) }, { dpop })
      }
      const { status, body, text } = await ask(String((await ask()).headers['dpop-nonce']))
      if (!listed.includes(alg)) {
        assert.deepEqual([status, body.error], [400, 'invalid_dpop_proof'], alg)
        continue
      }
      assert.equal(status, 200, `${alg}: ${text}`)
      const { cnf } = decodeJwt<{ cnf: { jkt: string } }>(body.access_token)
      assert.deepEqual([body.token_type, cnf.jkt], ['DPoP', await calculateJwkThumbprint(jwk)], alg)
      const ids = list('id_token_signing_alg_values_supported')
      assert.ok(ids.includes(String(decodeProtectedHeader(body.id_token).alg)))
    }
  })

  test('assertions with each algorithm prove the client at each endpoint, and others do not', async () => {
    for (const [name, path, form, proven] of [
      ['token', '/identity/token', wrongCode, [400, 'invalid_grant']],
      ['introspection', '/identity/token/introspection', { token: 'unknown' }, [200, undefined]],
      ['revocation', '/identity/token/revocation', { token: 'unknown' }, [200, undefined]],
    ] as const) {
      const listed = list(`${name}_endpoint_auth_signing_alg_values_supported`)
      for (const alg of [...listed, 'RS512']) {
        const { privateKey, jwk } = await newKey(alg)
        const { clientId } = await registerApplication(server, {
          clientAuthentication: 'private_key_jwt',
          jwks: { keys: [{ ...jwk, kid: 'key' }] },
        })
        const assertion = await new SignJWT({ jti: crypto.randomUUID() })
          .setProtectedHeader({ alg, kid: 'key' })
          .setIssuer(clientId)
          .setSubject(clientId)
          .setAudience(document.issuer)
          .setIssuedAt()
          .setExpirationTime('60s')
          .sign(privateKey)
        const { status, body } = await post(path, {
          ...form,
          client_id: clientId,
          client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
          client_assertion: assertion,
        })
        const expected = listed.includes(alg) ? proven : [401, 'invalid_client']
        assert.deepEqual([status, body?.error], expected, `${name} ${alg}`)
      }
    }
  })

  test('each way to prove a client does, at each endpoint, and only its own', async () => {
    const basic = (id: string, secret: string) => ({
      authorization: `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}`,
    })
    for (const method of list('token_endpoint_auth_methods_supported')) {
      // Keys: see above
      if (method === 'private_key_jwt') continue
      const settings =
        method === 'none' ? { type: 'single-page' as const } : { clientAuthentication: method as 'client_secret_basic' }
      const { clientId, clientSecret } = await registerApplication(server, settings)
      const secret = clientSecret ?? ''
      const ask = (by: string, given: string) =>
        by === 'client_secret_basic'
          ? post('/identity/token', wrongCode, basic(clientId, given))
          : post('/identity/token', { ...wrongCode, client_id: clientId, ...(given && { client_secret: given }) })
      assert.equal((await ask(method, secret)).body.error, 'invalid_grant', method)
      assert.equal((await ask(method, `${secret}x`)).body.error, 'invalid_client', method)
      if (method !== 'none') assert.equal((await ask('none', '')).body.error, 'invalid_client', method)
    }
  })

  test('each prompt and each response mode is followed, and others are refused', async () => {
    const one = await configurationOf(server, await registerApplication(server))
    const asked = async (parameters: Record<string, string>) => follow(browser, (await beginAt(one, parameters)).path)
    for (const prompt of list('prompt_values_supported')) {
      const answer = await asked({ prompt })
      assert.match(answer, prompt === 'none' ? /[?&]code=/ : /^\/sign-in\/[\w-]+$/, prompt)
    }
    for (const prompt of ['create', 'sign_up']) assert.match(await asked({ prompt }), /error=invalid_request/, prompt)
    for (const response_mode of list('response_modes_supported')) {
      const { search, hash } = new URL(await asked({ response_mode }))
      assert.match(response_mode === 'fragment' ? hash : search, /[#?&]code=/, response_mode)
    }
    for (const response_mode of ['form_post', 'jwt', 'web_message'])
      assert.doesNotMatch(await asked({ response_mode }), /code=/, response_mode)
  })
})
