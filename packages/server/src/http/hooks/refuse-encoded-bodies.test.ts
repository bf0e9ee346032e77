import assert from 'node:assert/strict'
import { before, describe, test } from 'node:test'
import { brotliCompressSync, deflateSync, gzipSync, zstdCompressSync } from 'node:zlib'
import { changingNothing } from '@portico/testing/contents.ts'
import { anyEngine } from '@portico/testing/databases.ts'
import { assertProblem, send } from '@portico/testing/requests.ts'
import { type Caller, startTestServer, type TestServer } from '@portico/testing/server.ts'

const users = '/api/identity/v1/users'
const json = { 'content-type': 'application/json' }
const form = { 'content-type': 'application/x-www-form-urlencoded' }
const newUser = JSON.stringify({ email: 'packed@example.com' })

const codings: [coding: string, encode: (text: string) => Buffer][] = [
  ['gzip', gzipSync],
  ['GZip', gzipSync],
  ['x-gzip', gzipSync],
  ['deflate', deflateSync],
  ['br', brotliCompressSync],
  ['zstd', zstdCompressSync],
  ['identity, gzip', gzipSync],
  ['gzip,identity', gzipSync],
  ['unheard-of', Buffer.from],
]

describe('Bodies that are encoded', () => {
  let server: TestServer
  let administrator: Caller

  before(async () => {
    server = await startTestServer({ engine: anyEngine })
    administrator = await server.administrator()
  })

  test('are refused on every API and by the portal’s routes, and change nothing', () =>
    changingNothing(server, async () => {
      const { key } = administrator.credentials
      const { token } = administrator
      const requests: [method: string, path: string, text: string][] = [
        ['POST', users, newUser],
        ['POST', `${users}/bulk`, `{"users":[${newUser}]}`],
        ['PATCH', `/api/management/v1/api-clients/${key}`, '{"name":"Packed"}'],
        ['PUT', `/api/management/v1/api-clients/${key}/permissions`, '[]'],
        ['POST', `/api/management/v1/api-clients/${key}/suspend`, ''],
        ['POST', '/portal/interactions/none/password', '{"email":"packed@example.com","password":"x"}'],
      ]
      for (const [method, path, text] of requests) {
        for (const [coding, encode] of codings) {
          const headers = { ...json, 'content-encoding': coding, origin: server.url }
          const answer = await send(server.url, method, path, { token, body: encode(text), headers })
          assertProblem(answer, 'unsupported_content_encoding', 'Content-Encoding')
          assert.equal(answer.headers['accept-encoding'], 'identity')
        }
      }
    }))

  test('are refused by the authorization server in the words of RFC 6749, on its aliases too', async () => {
    const { clientId, clientSecret } = administrator.credentials
    const credentials = { client_id: clientId, client_secret: clientSecret }
    const text = new URLSearchParams({ grant_type: 'client_credentials', ...credentials }).toString()
    const realm = '/auth/realms/018f2b6a-7c1d-7e2f-9a3b-4c5d6e7f8091/protocol/openid-connect'
    for (const path of [
      '/identity/token',
      `${realm}/token`,
      '/identity/token/introspection',
      '/identity/token/revocation',
    ]) {
      for (const [coding, encode] of codings) {
        const headers = { ...form, 'content-encoding': coding }
        const {
          status,
          headers: answered,
          body,
        } = await send(server.url, 'POST', path, { body: encode(text), headers })
        assert.deepEqual([status, body.error, answered['accept-encoding']], [415, 'invalid_request', 'identity'], path)
        assert.match(body.error_description, /Content-Encoding/)
        assert.match(String(answered['content-type']), /^application\/json/)
      }
    }
  })

  test('are taken where the encoding is none', async () => {
    for (const [index, coding] of ['identity', 'Identity', 'identity, identity', ''].entries()) {
      const headers = { ...json, 'content-encoding': coding }
      const body = JSON.stringify({ email: `plain-${index}@example.com` })
      const { token } = administrator
      assert.equal((await send(server.url, 'POST', users, { token, body, headers })).status, 201, coding)
      const { clientId, clientSecret } = administrator.credentials
      const answer = await send(server.url, 'POST', '/identity/token', {
        form: { grant_type: 'client_credentials', client_id: clientId, client_secret: clientSecret },
        headers: { 'content-encoding': coding },
      })
      assert.equal(answer.status, 200, coding)
    }
    const { token } = administrator
    const listed = await send(server.url, 'GET', users, { token, headers: { 'content-encoding': 'gzip' } })
    assert.equal(listed.status, 200, 'a request without a body has nothing that could be encoded')
  })

  test('come after what is wrong with the path, the method and the token', async () => {
    const headers = { ...json, 'content-encoding': 'gzip' }
    const body = gzipSync(newUser)
    assertProblem(await send(server.url, 'POST', '/api/identity/v1/nothing', { body, headers }), 'path_not_found')
    assertProblem(await send(server.url, 'PUT', users, { body, headers }), 'method_not_allowed')
    assert.equal((await send(server.url, 'POST', users, { body, headers })).status, 401)
  })
})
