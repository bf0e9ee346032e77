import assert from 'node:assert/strict'
import { before, describe, test } from 'node:test'
import { ASSERTION_TYPE, createSigningKey, signAssertion } from '@portico/testing/authorization-server.ts'
import { anyEngine } from '@portico/testing/databases.ts'
import { send, tokenRequest } from '@portico/testing/requests.ts'
import { startTestServer, type TestServer } from '@portico/testing/server.ts'

const realm = '/auth/realms/a5a3aa21-9c8c-4bf1-a5f2-6c4b1a7f5a11'
const users = '/api/identity/v1/users'

describe('The paths of Keycloak-based tenants', () => {
  let server: TestServer
  let credentials: { clientId: string; clientSecret: string }

  const post = (path: string, more: Record<string, string> = {}) => {
    const { form } = tokenRequest(credentials)
    return send(server.url, 'POST', path, { form: { ...form, ...more } })
  }

  before(async () => {
    server = await startTestServer({ engine: anyEngine })
    credentials = await server.createClient([{ name: 'View members' }])
  })

  test('answer the same discovery document and keys as ours', async () => {
    for (const [alias, path] of [
      ['/.well-known/openid-configuration', '/identity/.well-known/openid-configuration'],
      ['/protocol/openid-connect/certs', '/identity/jwks'],
    ] as const) {
      const ours = await send(server.url, 'GET', path)
      const theirs = await send(server.url, 'GET', realm + alias)
      assert.deepEqual([theirs.status, theirs.text], [200, ours.text])
      assert.equal(
        (await send(server.url, 'GET', `${realm.toUpperCase().replace('/AUTH/REALMS', '/auth/realms')}${alias}?x=1`))
          .text,
        ours.text,
      )
    }
  })

  test('issue, introspect and revoke tokens that work here', async () => {
    const issued = await post(`${realm}/protocol/openid-connect/token`)
    assert.equal(issued.status, 200, issued.text)
    const { access_token: token, ...rest } = issued.body
    assert.deepEqual(rest, { expires_in: 43_200, token_type: 'Bearer' })
    assert.equal((await send(server.url, 'GET', users, { token })).status, 200)
    const introspected = await post(`${realm}/protocol/openid-connect/token/introspect`, { token })
    assert.equal(introspected.body.active, true)
    assert.equal((await post(`${realm}/protocol/openid-connect/revoke`, { token })).status, 200)
    assert.equal((await send(server.url, 'GET', users, { token })).status, 401)
  })

  test('take a client assertion for the alias that it is sent to, and for no other', async () => {
    const key = createSigningKey('RS256', 'of-client')
    const { clientId } = await server.createClient([], { jwks: { keys: [key.publicJwk] } })
    const origin = `http://localhost:${new URL(server.url).port}`
    const askFor = async (path: string, aud: string | string[]) => {
      const client_assertion = await signAssertion(key, clientId, { aud })
      const form = { grant_type: 'client_credentials', client_assertion, client_assertion_type: ASSERTION_TYPE }
      return (await send(server.url, 'POST', path, { form: { ...form, token: 'x' } })).status
    }
    const token = `${realm}/protocol/openid-connect/token`
    const other = token.replace('a5a3aa21', 'b5a3aa21')
    for (const [path, aud, status] of [
      [token, origin + token, 200],
      [`${token}?x=1`, [origin + token], 200],
      [token, `${origin}/identity`, 200],
      [token, `${origin}/identity/token`, 200],
      [`${token}/introspect`, `${origin}${token}/introspect`, 200],
      [token, origin + realm, 200],
      [`${token}/introspect`, [origin + realm, 'https://elsewhere.example'], 200],
      [token, origin + realm.replace('a5a3aa21', 'b5a3aa21'), 401],
      [token, `https://evil.example${realm}`, 401],
      [token, `${origin}${realm}/`, 401],
      ['/identity/token', origin + realm, 401],
      [token, origin + other, 401],
      [token, `https://evil.example${token}`, 401],
      [token, `${origin}${token}?x=1`, 401],
      ['/identity/token', origin + token, 401],
      ['/identity/token', `${origin}/identity/token`, 200],
    ] as const)
      assert.equal(await askFor(path, aud as string | string[]), status, `${aud} at ${path}`)
  })

  test('are no way to anything else', async () => {
    for (const path of [
      `${realm}/protocol/openid-connect/auth`,
      `${realm}/protocol/openid-connect/userinfo`,
      `${realm}/token`,
      `${realm}/jwks`,
      `${realm}/`,
      `${realm}/../../identity/token`,
      '/auth/realms/master/protocol/openid-connect/token',
      '/auth/realms/../protocol/openid-connect/token',
      `/auth/realms/${'a'.repeat(36)}/protocol/openid-connect/token`,
      `/auth${realm}/protocol/openid-connect/token`,
      '/realms/a5a3aa21-9c8c-4bf1-a5f2-6c4b1a7f5a11/protocol/openid-connect/token',
      '/auth/admin/realms',
    ]) {
      assert.equal((await post(path)).status, 404, path)
      assert.equal((await send(server.url, 'GET', path)).status, 404, path)
    }
  })
})
