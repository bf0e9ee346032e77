import assert from 'node:assert/strict'
import { before, describe, test } from 'node:test'
import { anyEngine } from '@portico/testing/databases.ts'
import { send } from '@portico/testing/requests.ts'
import { startTestServer, type TestServer } from '@portico/testing/server.ts'

describe('Metadata', () => {
  let server: TestServer
  let origin: string
  const get = (path: string, token?: string) => send(server.url, 'GET', path, { token })

  before(async () => {
    server = await startTestServer({ engine: anyEngine })
    origin = server.context.publicUrl()
  })

  test('of the issuer is where OpenID Connect puts it and where RFC 8414 does', async () => {
    const { text, body } = await get('/identity/.well-known/openid-configuration')
    for (const path of [
      '/.well-known/oauth-authorization-server/identity',
      '/.well-known/openid-configuration/identity',
      '/identity/.well-known/oauth-authorization-server',
    ]) {
      const answer = await get(path)
      assert.deepEqual([answer.status, answer.text], [200, text], path)
      assert.equal(answer.headers['access-control-allow-origin'], '*')
    }
    assert.equal(body.issuer, `${origin}/identity`)
    for (const path of [
      '/.well-known/openid-configuration',
      '/.well-known/oauth-authorization-server/identity/token',
    ]) {
      const answer = await send(server.url, 'GET', path, {
        headers: { accept: 'text/html', origin: 'https://x.example' },
      })
      assert.equal(answer.status, 404, path)
      assert.equal(answer.headers['access-control-allow-origin'], '*')
    }
  })

  test('leads a form at the authorization endpoint to a GET, which no other origin may read', async () => {
    const form = { client_id: 'portico-portal', response_type: 'code' }
    const { status, headers } = await send(server.url, 'POST', '/identity/auth', { form })
    assert.equal(status, 303)
    assert.match(String(headers.location), /\/identity\/auth\?client_id=portico-portal&response_type=code$/)
    assert.equal(headers['access-control-allow-origin'], undefined)
  })

  test('of the APIs names what it was asked for and the issuer', async () => {
    const paths = ['', '/api', '/api/identity/v1', '/api/portfolios/v2', '/api/management/v1']
    for (const path of paths) {
      const { status, body, headers } = await get(`/.well-known/oauth-protected-resource${path}`)
      assert.equal(status, 200, path)
      assert.equal(headers['access-control-allow-origin'], '*')
      assert.equal(body.resource, origin + path)
      assert.deepEqual(body.authorization_servers, [`${origin}/identity`])
    }
    for (const path of ['/', '/api/', '/api/identity', '/api/identity/v1/users', '/token'])
      assert.equal((await get(`/.well-known/oauth-protected-resource${path}`)).status, 404, path)
  })

  test('of the APIs is named by each 401 of an API, once', async () => {
    const { credentials, token } = await server.caller('View members')
    const form = { grant_type: 'client_credentials', client_id: credentials.clientId }
    const withSecret = { ...form, client_secret: credentials.clientSecret, resource: `${origin}/api/identity/v1` }
    assert.equal((await send(server.url, 'POST', '/identity/token', { form: withSecret })).status, 200)
    await send(server.url, 'POST', '/identity/token/revocation', { form: { ...withSecret, token } })
    const metadata = `resource_metadata="${origin}/.well-known/oauth-protected-resource/api"`
    for (const path of ['/api/identity/v1/users', '/api/portfolios/v2/portfolios', '/api/management/v1/api-clients']) {
      const { status, headers } = await get(path)
      assert.deepEqual([status, headers['www-authenticate']], [401, `Bearer ${metadata}`], path)
      for (const { headers } of await Promise.all([get(path, token), get(path, token), get(path, 'x')])) {
        const challenge = String(headers['www-authenticate'])
        assert.match(challenge, /^Bearer error="invalid_token", error_description="[^"]+", resource_metadata="[^"]+"$/)
        assert.ok(challenge.endsWith(metadata))
      }
    }
    const cookie = { cookie: 'portico-session=abc' }
    const ended = await send(server.url, 'GET', '/api/management/v1/api-clients', { headers: cookie })
    assert.equal(ended.headers['www-authenticate'], `Bearer ${metadata}`)
  })
})
