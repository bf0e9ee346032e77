import assert from 'node:assert/strict'
import { before, describe, test } from 'node:test'
import { anyEngine } from '@portico/testing/databases.ts'
import { longestTurn } from '@portico/testing/longest-turn.ts'
import { send } from '@portico/testing/requests.ts'
import { startTestServer, type TestServer } from '@portico/testing/server.ts'
import { registerApplication } from '@portico/testing/sign-in-application.ts'
import { exportJWK, generateKeyPair, SignJWT } from 'jose'

describe('URLs with very long hosts cost little', () => {
  // Far apart: puny codes take longer for these.
  const letters = String.fromCodePoint(...Array.from({ length: 5_300 }, (_, at) => 0x4e00 + ((at * 7_919) % 20_000)))
  const url = `http://${letters}/`
  const redirect = 'http://127.0.0.1/callback'
  let server: TestServer
  let clientId: string

  before(async () => {
    server = await startTestServer({ engine: anyEngine })
    const made = await registerApplication(server, { type: 'native', redirectUris: [redirect] })
    clientId = made.clientId
  })

  async function ask(path: string, form: Record<string, string>, headers = {}) {
    const once = () => send(server.url, 'POST', path, { form, headers })
    const longest = await longestTurn(once)
    assert.ok(longest < 25, `${longest} ms`)
    const { status, body } = await once()
    return { status, body }
  }
  const asked = () => ({
    client_id: clientId,
    response_type: 'code',
    scope: 'openid',
    code_challenge: 'a'.repeat(43),
    code_challenge_method: 'S256',
  })

  test('where a request that is pushed names an API', async () => {
    const form = { ...asked(), redirect_uri: redirect, resource: url }
    const error_description = 'resource must have at most 2048 characters.'
    assert.deepEqual(await ask('/identity/par', form), {
      status: 400,
      body: { error: 'invalid_target', error_description },
    })
  })

  test('where it names what the browser is sent back to', async () => {
    const { status, body } = await ask('/identity/par', { ...asked(), redirect_uri: url })
    assert.deepEqual([status, body.error], [400, 'invalid_request'])
    assert.match(body.error_description, /^redirect_uri did not match/)
  })

  test('where a proof of a key is for one', async () => {
    const { privateKey, publicKey } = await generateKeyPair('ES256')
    const proof = await new SignJWT({ htm: 'POST', htu: `http://${letters.slice(0, 3_500)}/`, jti: 'a' })
      .setProtectedHeader({ alg: 'ES256', typ: 'dpop+jwt', jwk: await exportJWK(publicKey) })
      .setIssuedAt()
      .sign(privateKey)
    const form = {
      grant_type: 'authorization_code',
      client_id: clientId,
      code: 'a',
      code_verifier: 'a',
      redirect_uri: redirect,
    }
    const { status, body } = await ask('/identity/token', form, { dpop: proof })
    assert.deepEqual([status, body.error], [400, 'invalid_dpop_proof'])
  })
})
