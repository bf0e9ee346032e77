import assert from 'node:assert/strict'
import { before, describe, test } from 'node:test'
import { changingNothing } from '@portico/testing/contents.ts'
import { anyEngine } from '@portico/testing/databases.ts'
import { type ApiCall, assertProblem, callWith, send } from '@portico/testing/requests.ts'
import { startTestServer, type TestServer } from '@portico/testing/server.ts'
import { createBuiltInMember, createMember } from '@portico/testing/signed-in-members.ts'
import { permissions } from '../../src/modules/foundation/permissions/permission-catalogue.ts'

const providers = '/api/management/v1/identity-providers'

describe('Authority over identity providers', () => {
  let server: TestServer
  let all: ApiCall
  let key: string
  let attacker: string
  const asAttacker = (method: string, path: string, body?: unknown) =>
    send(server.url, method, path, { token: attacker, body })

  before(async () => {
    server = await startTestServer({ engine: anyEngine })
    all = (await server.caller(...permissions.map(({ fullName }) => fullName))).call
    attacker = (await server.caller('User and access management > Manage authentication')).token
    key = (
      await all<{ key: string }>('POST', providers, {
        name: 'Company',
        type: 'OIDC',
        oidcConfiguration: {
          discoveryUrl: 'https://login.example.com/.well-known/openid-configuration',
          clientId: 'a',
        },
      })
    ).body.key
  })

  const link = (email: string, username: string) =>
    all('POST', '/api/identity/v1/users', { email, identityProviderKey: key, username })

  const changes: [method: string, at: string, body: object][] = [
    ['PATCH', '', { oidcConfiguration: { discoveryUrl: 'https://evil.example/.well-known/openid-configuration' } }],
    ['PATCH', '', { oidcConfiguration: { issuer: 'https://evil.example' } }],
    ['PATCH', '', { oidcConfiguration: { jwksUrl: 'https://evil.example/keys' } }],
    ['PATCH', '', { oidcConfiguration: { tokenUrl: 'https://evil.example/token' } }],
    ['PATCH', '', { oidcConfiguration: { clientSecret: 'a secret of the attacker' } }],
    ['PATCH', '', { oidcConfiguration: { suppressNonceVerification: true } }],
    ['PATCH', '', { profileLinkingField: 'Username' }],
    ['PATCH', '', { emailTrustType: 'All' }],
    ['PATCH', '', { autoCreateProfiles: false }],
    ['PUT', '/assignments', { organization: true, environmentKeys: [] }],
    ['PUT', '/trust', { emailDomains: [], trustsSecondFactor: true }],
    ['PUT', '/trust', { emailDomains: ['company.example'], trustsSecondFactor: false }],
  ]

  test('a provider of an Administrator is not pointed elsewhere by who only manages authentication', async () => {
    const { email } = await createBuiltInMember(server, 'Administrator')
    await link(email, 'administrator')
    await changingNothing(server, async () => {
      for (const [method, at, body] of changes) {
        const refused = await asAttacker(method, `${providers}/${key}${at}`, body)
        assertProblem(refused, 'permission_missing', 'Company', 'Manage users')
      }
    })
    assert.equal((await asAttacker('PATCH', `${providers}/${key}`, { name: 'Renamed' })).status, 204)
    for (const [method, at, body] of changes) {
      const { status } = await all(method, `${providers}/${key}${at}`, body)
      assert.ok(status < 300, `${JSON.stringify(body)} ${status}`)
    }
  })

  test('a provider of users who control nothing else is changed by who manages authentication', async () => {
    const other = await all<{ key: string }>('POST', providers, {
      name: 'Guests',
      type: 'OIDC',
      oidcConfiguration: { discoveryUrl: 'https://guests.example.com/.well-known/openid-configuration', clientId: 'a' },
    })
    const email = 'guest@example.com'
    await createMember(server, server.system, ['User and access management > View members'], { email })
    await all('POST', '/api/identity/v1/users', { email, identityProviderKey: other.body.key, username: 'guest' })
    const path = `${providers}/${other.body.key}`
    const call = callWith(server.url, attacker)
    assert.equal((await call('PATCH', path, { emailTrustType: 'All' })).status, 204)
    assert.equal(
      (await call('PUT', `${path}/assignments`, { organization: true, environmentKeys: [] })).status < 300,
      true,
    )
  })

  test('a domain is taken by who has the authority over its users, and belongs to one provider', async () => {
    const create = async (name: string): Promise<string> => {
      const oidcConfiguration = { discoveryUrl: 'https://idp.example.com', clientId: 'a' }
      const made = await all<{ key: string }>('POST', providers, { name, type: 'OIDC', oidcConfiguration })
      return `${providers}/${made.body.key}/trust`
    }
    const [first, second] = [await create('First'), await create('Second')]
    await createBuiltInMember(server, 'Administrator', 'boss@Bücher.example')
    const body = (...emailDomains: string[]) => ({ emailDomains, trustsSecondFactor: false })
    await changingNothing(server, async () => {
      for (const domain of ['bücher.example', 'BÜCHER.example', 'xn--bcher-kva.example']) {
        const refused = await asAttacker('PUT', first, body('free.example', domain))
        assertProblem(refused, 'permission_missing', 'xn--bcher-kva.example', 'Manage users')
      }
      for (const domain of ['nodot', 'a b.example', '*.example.com', 'https://a.example', '127.0.0.1', '@a.example']) {
        assertProblem(await asAttacker('PUT', first, body(domain)), 'invalid_body', 'emailDomains')
      }
    })
    assert.equal((await asAttacker('PUT', first, body('free.example'))).status, 204)
    assertProblem(
      await asAttacker('PUT', second, body('FREE.example')),
      'identity_provider_domain_taken',
      'free.example',
    )
    assert.equal((await all('PUT', second, body('bücher.example', 'Bücher.Example'))).status, 204)
    assert.deepEqual((await all('GET', second)).body, body('xn--bcher-kva.example'))
    assert.equal((await asAttacker('PUT', first, body())).status, 204)
    assert.equal((await asAttacker('PUT', first, body('free.example'))).status, 204)
  })
})
