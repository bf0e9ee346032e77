import assert from 'node:assert/strict'
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { before, describe, test } from 'node:test'
import { afterFile } from '@portico/testing/after-file.ts'
import { anyEngine } from '@portico/testing/databases.ts'
import { startTestServer, type TestServer } from '@portico/testing/server.ts'
import { createIdentityProvider } from '../../directory/identity-providers/create-identity-provider.ts'
import type { OidcConfigurationRequest } from '../../directory/identity-providers/identity-providers-schemas.ts'
import { providerSignOutUrl } from './provider-sign-out-url.ts'

const session = { type: 'OIDC', idToken: 'the.id.token', sid: null } as const
const state = 'a state'

describe('The way to the sign-out of an external provider', () => {
  let server: TestServer
  let at = ''
  let made = 0
  const asked: string[] = []
  let answer = (response: ServerResponse): unknown => response.writeHead(400).end()

  before(async () => {
    server = await startTestServer({ engine: anyEngine })
    const provider = createServer((request, response) => {
      asked.push(request.url ?? '')
      answer(response)
    })
    await new Promise<void>((ready) => provider.listen(0, '127.0.0.1', ready))
    at = `http://127.0.0.1:${(provider.address() as AddressInfo).port}`
    afterFile(() => {
      provider.closeAllConnections()
      provider.close()
    })
  })

  const provider = async (oidc: OidcConfigurationRequest): Promise<string> => {
    const addresses = { issuer: at, authorizationUrl: `${at}/a`, tokenUrl: `${at}/t`, jwksUrl: `${at}/k` }
    const oidcConfiguration = { ...addresses, clientId: 'portico', ...oidc }
    const request = { name: `Provider ${++made}`, type: 'OIDC', oidcConfiguration } as const
    return (await createIdentityProvider(server.context, server.system, request)).key
  }
  const urlFor = async (key: string, given: { type: 'OIDC'; idToken: string; sid: null } | null = session) => {
    const organization = await server.context.organizations.find('localhost')
    return providerSignOutUrl(server.context, organization, { key, session: given }, state)
  }

  test('leads to its logout endpoint with the ID token, and back', async () => {
    const key = await provider({ logoutUrl: `${at}/out?tenant=a` })
    const url = new URL((await urlFor(key)) ?? '')
    assert.equal(url.origin + url.pathname, `${at}/out`)
    const { baseUrl } = await server.context.organizations.find('localhost')
    const more = {
      tenant: 'a',
      client_id: 'portico',
      post_logout_redirect_uri: `${baseUrl}/portal/providers/signed-out`,
      state,
    }
    assert.deepEqual(Object.fromEntries(url.searchParams), { ...more, id_token_hint: 'the.id.token' })
    // The server itself asks for nothing but whether somebody is there.
    assert.deepEqual(asked, ['/out?tenant=a'])
    const long = new URL((await urlFor(key, { ...session, idToken: 'x'.repeat(8_000) })) ?? '')
    assert.deepEqual(Object.fromEntries(long.searchParams), more)
  })

  test('leads nowhere where the provider has no such endpoint, is gone, or gave no session', async () => {
    assert.equal(await urlFor(await provider({ logoutUrl: null })), null)
    assert.equal(await urlFor('00000000-0000-7000-8000-000000000000'), null)
    assert.equal(await urlFor(await provider({ logoutUrl: `${at}/out` }), null), null)
    assert.equal(await urlFor(await provider({ discoveryUrl: 'http://127.0.0.1:9/' })), null)
  })

  test('leads only to a provider that is there, as far as this server can tell', async () => {
    const key = await provider({ logoutUrl: `${at}/out` })
    const outcomes: [string, typeof answer, boolean][] = [
      ['a page', (response) => response.end('Sign out?'), true],
      ['an endless page', (response) => response.end('x'.repeat(2_000_000)), true],
      ['a way on', (response) => response.writeHead(302, { location: 'http://127.0.0.1:9/' }).end(), true],
      ['no such method', (response) => response.writeHead(405).end(), true],
      ['an error', (response) => response.writeHead(500).end(), false],
      ['out of order', (response) => response.writeHead(503).end(), false],
      ['a broken line', (response) => response.destroy(), false],
      ['nothing', () => {}, false],
    ]
    for (const [what, given, isThere] of outcomes) {
      answer = given
      assert.equal((await urlFor(key)) !== null, isThere, what)
    }
    // It may be in a network where the person is and this server is not.
    assert.ok(await urlFor(await provider({ logoutUrl: 'https://login.example.com/out' })))
  })
})
