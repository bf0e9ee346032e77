import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { onBothEngines } from '@portico/testing/databases.ts'
import { assertProblem, callWith, type Form, send } from '@portico/testing/requests.ts'
import { startTestServer, type TestClock, type TestServer, testClock } from '@portico/testing/server.ts'
import { decodeJwt, decodeProtectedHeader } from 'jose'
import type { NewApiClient } from '../../modules/api-clients/clients/create-api-client.ts'
import type { Credentials } from '../../modules/api-clients/clients/credentials.ts'
import { deleteApiClient } from '../../modules/api-clients/clients/delete-api-client.ts'
import { resumeApiClient, suspendApiClient } from '../../modules/api-clients/clients/suspend-api-client.ts'
import { updateApiClient } from '../../modules/api-clients/clients/update-api-client.ts'
import { createRegisteredApi } from '../../modules/relying-parties/registered-apis/create-registered-api.ts'
import { deleteRegisteredApi } from '../../modules/relying-parties/registered-apis/delete-registered-api.ts'
import { replaceApiClientScopes } from '../../modules/relying-parties/registered-apis/replace-api-client-scopes.ts'
import { updateRegisteredApi } from '../../modules/relying-parties/registered-apis/update-registered-api.ts'

onBothEngines('Tokens for registered APIs', (engine) => {
  let server: TestServer
  let clock: TestClock
  let number = 0
  const own = 'https://portico.example/api'

  before(async () => {
    clock = testClock()
    server = await startTestServer({ engine, clock, environment: { PORTICO_PUBLIC_URL: 'https://portico.example' } })
  })

  /** An API with three scopes, and a client that has the first two of them */
  async function granted(more: Partial<NewApiClient> = {}, accessTokenMinutes = 60) {
    const { context, system } = server
    const audience = `https://orders-${++number}.example.com/v1`
    const scopes = ['orders:read', 'orders:write', 'orders:delete'].map((name) => ({ name }))
    const { key: apiKey } = await createRegisteredApi(context, system, {
      name: 'Orders',
      audience,
      scopes,
      accessTokenMinutes,
    })
    const client = await server.createClient([{ name: 'View members' }], more)
    await grant(apiKey, client, 'orders:write', 'orders:read')
    return { audience, apiKey, client }
  }
  const grant = (apiKey: string, { key }: { key: string }, ...scopes: string[]) =>
    replaceApiClientScopes(server.context, server.system, apiKey, key, { scopes })
  const ask = ({ clientId, clientSecret }: Credentials, more: Record<string, string> | [string, string][] = {}) => {
    const asked: [string, string][] = Array.isArray(more) ? more : Object.entries(more)
    const form: Form = [
      ['grant_type', 'client_credentials'],
      ['client_id', clientId],
      ['client_secret', clientSecret],
      ...asked,
    ]
    return send(server.url, 'POST', '/identity/token', { form })
  }
  const refuses = async (answer: ReturnType<typeof ask>, error: string, description: RegExp) => {
    const { status, body, text } = await answer
    assert.deepEqual([status, body.error], [400, error], text)
    assert.match(body.error_description, description)
    assert.doesNotMatch(body.error_description, /["\\]/)
  }
  const introspect = async ({ clientId, clientSecret }: Credentials, token: string) =>
    (
      await send(server.url, 'POST', '/identity/token/introspection', {
        form: { token, client_id: clientId, client_secret: clientSecret },
      })
    ).body

  test('resource or audience picks the API, and the token is for it with the scopes that the client has', async () => {
    const { audience, client } = await granted()
    const asked: (Record<string, string> | [string, string][])[] = [
      { resource: audience },
      { audience },
      { resource: audience, audience },
      [
        ['resource', audience],
        ['resource', audience],
      ],
    ]
    for (const more of asked) {
      const { status, body, text } = await ask(client, more)
      assert.equal(status, 200, text)
      const { access_token, ...rest } = body
      assert.deepEqual(rest, { expires_in: 3_600, token_type: 'Bearer', scope: 'orders:read orders:write' })
      const { iat = 0, exp, jti, ...claims } = decodeJwt(access_token)
      assert.deepEqual(claims, {
        iss: 'https://portico.example/identity',
        aud: audience,
        sub: client.clientId,
        client_id: client.clientId,
        scope: 'orders:read orders:write',
      })
      assert.equal(exp, iat + 3_600)
      assert.equal(decodeProtectedHeader(access_token).typ, 'at+jwt')
    }
  })

  test('scope asks for fewer', async () => {
    const { audience, client } = await granted()
    for (const [scope, given] of [
      ['orders:write', 'orders:write'],
      ['orders:write orders:read', 'orders:read orders:write'],
      ['orders:read orders:read', 'orders:read'],
      ['', 'orders:read orders:write'],
    ] as const) {
      const { body } = await ask(client, { resource: audience, scope })
      assert.equal(body.scope, given)
      assert.equal(decodeJwt(body.access_token).scope, given)
    }
  })

  test('a scope that the client does not have is refused, whichever it is', async () => {
    const { audience, client } = await granted()
    const other = await granted()
    await refuses(
      ask(client, { resource: audience, scope: 'orders:delete' }),
      'invalid_scope',
      /: orders:read orders:write$/,
    )
    for (const scope of [
      'orders:read orders:delete',
      'openid',
      'ORDERS:READ',
      'orders:read  orders:write',
      ' orders:read',
      'orders',
      'orders:read\torders:write',
      '*',
    ])
      await refuses(ask(client, { resource: audience, scope }), 'invalid_scope', /./)
    for (const scope of ['orders:read"', 'orders:read\\', 'orders:read\u0000', 'orders:réad'])
      await refuses(ask(client, { resource: audience, scope }), 'invalid_scope', /./)
    // Another API has scopes of the same names: those are not the client's.
    await refuses(
      ask(client, { resource: other.audience }),
      'unauthorized_client',
      /no scope of the API https:\/\/orders-/,
    )
    await refuses(ask(client, { resource: other.audience, scope: 'orders:read' }), 'unauthorized_client', /no scope/)
  })

  test('what is no API that is active is refused, with the names that are right', async () => {
    const { audience, client, apiKey } = await granted()
    const plain = await server.createClient()
    const right = new RegExp(`resource must be ${own}, or be left out, or .*: ${audience}\\.$`)
    const wrong = [
      'https://elsewhere.example',
      audience.toUpperCase(),
      `${audience}/`,
      `${audience}#`,
      `${audience}#fragment`,
      `${audience}?x`,
      audience.replace('https', 'http'),
      'orders',
      ' ',
      `${audience}\u0000`,
      `urn:${'x'.repeat(500)}`,
      'https://portico.example/identity',
      'https://PORTICO.example/api',
      `${own}/`,
      "' or 1=1 --",
    ]
    for (const name of wrong) {
      await refuses(ask(client, { resource: name }), 'invalid_target', right)
      await refuses(ask(client, { audience: name }), 'invalid_target', right)
    }
    await refuses(
      ask(plain, { resource: 'https://elsewhere.example' }),
      'invalid_target',
      /^resource must be [^ ]+, or be left out\.$/,
    )
    await updateRegisteredApi(server.context, server.system, apiKey, { isActive: false })
    await refuses(ask(client, { resource: audience }), 'invalid_target', /^resource must be [^ ]+, or be left out\.$/)
    await updateRegisteredApi(server.context, server.system, apiKey, { isActive: true })
    assert.equal((await ask(client, { resource: audience })).status, 200)
  })

  test('a token is for one API: several are refused, however many', async () => {
    const { audience, client, apiKey } = await granted()
    const second = await granted()
    await grant(second.apiKey, client, 'orders:read')
    for (const more of [
      [
        ['resource', audience],
        ['resource', second.audience],
      ],
      [
        ['resource', audience],
        ['audience', second.audience],
      ],
      [
        ['resource', audience],
        ['resource', own],
      ],
      [
        ['resource', own],
        ['audience', audience],
      ],
      Array.from({ length: 400 }, (_, at): [string, string] => ['resource', `https://${at}.example.com`]),
    ] as [string, string][][])
      await refuses(ask(client, more), 'invalid_target', /one API/)
    await refuses(
      ask(client, [
        ['audience', audience],
        ['audience', audience],
      ]),
      'invalid_request',
      /twice/,
    )
    assert.ok(apiKey)
  })

  test("without either, and for Portico's own names, all is as it was", async () => {
    const { client } = await granted()
    const names: (Record<string, string> | [string, string][])[] = [
      {},
      { scope: 'orders:read' },
      { resource: own },
      { audience: own },
      { resource: 'https://portico.example', audience: `${own}/identity/v1` },
      { resource: '', audience: '' },
      [
        ['resource', own],
        ['resource', 'https://portico.example'],
      ],
    ]
    for (const more of names) {
      const { status, body, text } = await ask(client, more)
      assert.equal(status, 200, text)
      assert.deepEqual(Object.keys(body), ['access_token', 'expires_in', 'token_type'])
      assert.equal(body.expires_in, 43_200)
      const { aud, scope } = decodeJwt(body.access_token)
      assert.deepEqual([aud, scope], [own, undefined])
    }
  })

  test("Portico's own APIs refuse the token, in whatever form", async () => {
    for (const accessTokenType of ['at+jwt', 'JWT'] as const) {
      const { audience, client } = await granted({ accessTokenType })
      const { body } = await ask(client, { resource: audience })
      const users = await callWith(server.url, body.access_token)('GET', '/api/identity/v1/users')
      assertProblem(users, 'token_invalid', 'aud claim')
      const rotated = await callWith(server.url, body.access_token)(
        'POST',
        '/api/management/v1/api-clients/me/secrets',
        {
          clientSecret: client.clientSecret,
        },
      )
      assertProblem(rotated, 'token_invalid')
    }
  })

  test('the shorter life counts: of the client, or of the API', async () => {
    for (const [client, api, seconds] of [
      [1, 60, 60],
      [720, 1, 60],
      [720, 720, 43_200],
      [90, 60, 3_600],
    ] as const) {
      const { audience, client: made } = await granted({ accessTokenMinutes: client }, api)
      const { body } = await ask(made, { resource: audience })
      assert.equal(body.expires_in, seconds)
      const plain = await ask(made)
      assert.equal(plain.body.expires_in, client * 60)
      const { iat = 0, exp } = decodeJwt(plain.body.access_token)
      assert.equal(exp, iat + client * 60)
    }
    const { client, audience } = await granted()
    await updateApiClient(server.context, server.system, client.key, { accessTokenMinutes: 2 })
    assert.equal((await ask(client)).body.expires_in, 120)
    assert.equal((await ask(client, { audience })).body.expires_in, 120)
    const manager = await server.caller('Manage API clients')
    for (const accessTokenMinutes of [0, 721, 1.5, '5', null]) {
      const answer = await manager.call('POST', '/api/management/v1/api-clients', { name: 'x', accessTokenMinutes })
      assertProblem(answer, 'invalid_body', 'accessTokenMinutes')
    }
  })

  test('whose scopes are taken gets no next token, and introspection says what is left of the live one', async () => {
    const { audience, client, apiKey } = await granted()
    const { access_token: token } = (await ask(client, { resource: audience })).body
    const asked = await server.createClient()
    const { iat, exp, jti } = decodeJwt(token)
    assert.deepEqual(await introspect(asked, token), {
      active: true,
      client_id: client.clientId,
      sub: client.clientId,
      iss: 'https://portico.example/identity',
      aud: audience,
      scope: 'orders:read orders:write',
      exp,
      iat,
      jti,
      token_type: 'Bearer',
    })
    await grant(apiKey, client, 'orders:write', 'orders:delete')
    assert.equal((await introspect(asked, token)).scope, 'orders:write')
    await grant(apiKey, client)
    assert.deepEqual(await introspect(asked, token), { active: false })
    await refuses(ask(client, { resource: audience }), 'unauthorized_client', /no scope/)
    await grant(apiKey, client, 'orders:read')
    assert.equal((await introspect(asked, token)).active, true)
    await updateRegisteredApi(server.context, server.system, apiKey, { isActive: false })
    assert.deepEqual(await introspect(asked, token), { active: false })
    await deleteRegisteredApi(server.context, server.system, apiKey)
    assert.deepEqual(await introspect(asked, token), { active: false })
  })

  test('a suspended or deleted client is cut off, and its tokens are inactive', async () => {
    const { audience, client } = await granted()
    const { access_token: token } = (await ask(client, { resource: audience })).body
    const asked = await server.createClient()
    await suspendApiClient(server.context, server.system, client.key)
    assert.equal((await ask(client, { resource: audience })).status, 401)
    assert.deepEqual(await introspect(asked, token), { active: false })
    await resumeApiClient(server.context, server.system, client.key)
    assert.equal((await introspect(asked, token)).active, true)
    await suspendApiClient(server.context, server.system, client.key)
    await deleteApiClient(server.context, server.system, client.key)
    assert.deepEqual(await introspect(asked, token), { active: false })
  })

  test('the client revokes its token, another one cannot, and one that has expired is inactive', async () => {
    const { audience, client } = await granted()
    const other = await server.createClient()
    const { access_token: token } = (await ask(client, { resource: audience })).body
    const revoke = ({ clientId, clientSecret }: Credentials) =>
      send(server.url, 'POST', '/identity/token/revocation', {
        form: { token, client_id: clientId, client_secret: clientSecret },
      })
    assert.equal((await revoke(other)).body.error, 'unauthorized_client')
    assert.equal((await introspect(other, token)).active, true)
    assert.equal((await revoke(client)).status, 200)
    assert.deepEqual(await introspect(other, token), { active: false })
    const { access_token: next } = (await ask(client, { resource: audience })).body
    clock.advance(3_600_000)
    assert.deepEqual(await introspect(other, next), { active: false })
  })

  test('an API of another organization is unknown here', async () => {
    const { context, system } = server
    const [organization] = await context.db.selectFrom('organizations').selectAll().execute()
    assert.ok(organization)
    const elsewhere = {
      ...organization,
      key: '01890000-0000-7000-8000-000000000001',
      domain: 'other.example',
      name: 'Other',
    }
    await context.db.insertInto('organizations').values(elsewhere).execute()
    const foreign = { ...system, organizationKey: elsewhere.key }
    const request = { name: 'Foreign', audience: 'urn:foreign', scopes: [{ name: 'orders:read' }] }
    const { key } = await createRegisteredApi(context, foreign, request)
    const { client } = await granted()
    await assert.rejects(grant(key, client, 'orders:read'), { problem: 'registered_api_not_found' })
    const found = context.registeredApiDirectory
    assert.equal(await found.find(server.organizationKey, 'urn:foreign'), undefined)
    assert.deepEqual(await found.scopesGrantedTo(server.organizationKey, { apiClientKey: client.key }, key), [])
    assert.equal((await found.find(elsewhere.key, 'urn:foreign'))?.key, key)
    // The same audience may be registered in each.
    const { key: here } = await createRegisteredApi(context, system, request)
    await grant(here, client, 'orders:read')
    assert.deepEqual(await found.scopesGrantedTo(elsewhere.key, { apiClientKey: client.key }, here), [])
    await assert.rejects(createRegisteredApi(context, system, { ...request, audience: 'https://other.example/api' }), {
      problem: 'registered_api_audience_invalid',
    })
    await context.db.deleteFrom('organizations').where('key', '=', elsewhere.key).execute()
  })
})
