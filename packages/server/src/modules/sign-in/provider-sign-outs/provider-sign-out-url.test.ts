import assert from 'node:assert/strict'
import { before, describe, test } from 'node:test'
import { anyEngine } from '@portico/testing/databases.ts'
import { startTestServer, type TestServer } from '@portico/testing/server.ts'
import { createIdentityProvider } from '../../directory/identity-providers/create-identity-provider.ts'
import { providerSignOutUrl } from './provider-sign-out-url.ts'

const returnTo = 'https://id.example.com/signed-out'
const session = { type: 'OIDC', idToken: 'the.id.token', sid: null } as const

describe('Signing out at an external provider', () => {
  let server: TestServer

  before(async () => {
    server = await startTestServer({ engine: anyEngine })
  })

  const provider = async (name: string, logoutUrl: string | null): Promise<string> => {
    const at = 'https://idp.example.com'
    const addresses = { issuer: at, authorizationUrl: `${at}/a`, tokenUrl: `${at}/t`, jwksUrl: `${at}/k`, logoutUrl }
    const oidcConfiguration = { ...addresses, clientId: 'portico' }
    return (await createIdentityProvider(server.context, server.system, { name, type: 'OIDC', oidcConfiguration })).key
  }
  const urlFor = async (key: string, given: typeof session | null = session) => {
    const organization = await server.context.organizations.find('localhost')
    return providerSignOutUrl(server.context, organization, { key, session: given }, returnTo)
  }

  test('leads to its logout endpoint with the ID token, and back', async () => {
    const url = new URL((await urlFor(await provider('Acme', 'https://idp.example.com/out?tenant=a'))) ?? '')
    assert.equal(url.origin + url.pathname, 'https://idp.example.com/out')
    assert.deepEqual(Object.fromEntries(url.searchParams), {
      tenant: 'a',
      id_token_hint: 'the.id.token',
      client_id: 'portico',
      post_logout_redirect_uri: returnTo,
    })
  })

  test('leads nowhere where the provider has no such endpoint, is gone, or gave no session', async () => {
    assert.equal(await urlFor(await provider('Silent', null)), null)
    assert.equal(await urlFor('00000000-0000-7000-8000-000000000000'), null)
    assert.equal(await urlFor(await provider('Other', 'https://idp.example.com/out'), null), null)
  })
})
