import assert from 'node:assert/strict'
import { before, describe, test } from 'node:test'
import { anyEngine } from '@portico/testing/databases.ts'
import { longestTurn } from '@portico/testing/longest-turn.ts'
import { send } from '@portico/testing/requests.ts'
import { startTestServer, type TestServer } from '@portico/testing/server.ts'
import { registerApplication } from '@portico/testing/sign-in-application.ts'

describe('The query of an authorization request', () => {
  const redirect = 'http://127.0.0.1/callback'
  let server: TestServer
  let asked: string

  before(async () => {
    server = await startTestServer({ engine: anyEngine })
    const { clientId } = await registerApplication(server, { type: 'native', redirectUris: [redirect] })
    asked = String(
      new URLSearchParams({
        client_id: clientId,
        response_type: 'code',
        scope: 'openid',
        redirect_uri: redirect,
        code_challenge: 'a'.repeat(43),
        code_challenge_method: 'S256',
      }),
    )
  })

  const ask = (query: string) => send(server.url, 'GET', `/identity/auth?${query}`)

  test('costs little where a parameter comes thousands of times, or thousands of names do', async () => {
    const names = Array.from({ length: 2_500 }, (_, at) => `a${at}`).join('&')
    for (const query of ['a&'.repeat(7_500), names]) {
      const longest = await longestTurn(() => ask(query))
      assert.ok(longest < 20, `${longest} ms`)
    }
  })

  test('is read as it was: what the library does not know is ignored, and what comes twice is refused', async () => {
    const begun = await ask(`${asked}&unknown=a&unknown=b&state=%C3%BC+%zz`)
    assert.match(String(begun.headers.location), /^\/sign-in\/[\w-]+/)
    const twice = await ask(`${asked}&state=one&state=two`)
    assert.match(String(twice.headers.location), /error=invalid_request&error_description=.*twice/)
  })
})
