import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { changingNothing } from '@portico/testing/contents.ts'
import { onBothEngines } from '@portico/testing/databases.ts'
import { assertProblem, type SendOptions, send } from '@portico/testing/requests.ts'
import { type Caller, startTestServer, type TestServer } from '@portico/testing/server.ts'

const unknownKey = '018f2b6a-7c1d-7e2f-9a3b-4c5d6e7f8091'
const reading = '/api/identity/v1/identity-providers'
const managing = '/api/management/v1/identity-providers'
const oidcConfiguration = {
  discoveryUrl: 'https://login.example.com/.well-known/openid-configuration',
  clientId: 'portico',
  clientSecret: 'a-secret-nobody-reads-back',
}

interface Provider {
  key: string
  name: string
  type: string
  oidcConfiguration: Record<string, unknown> | null
}

onBothEngines('Identity providers over HTTP', (engine) => {
  let server: TestServer
  let manager: Caller
  let reader: Caller
  let builtInKey: string

  before(async () => {
    server = await startTestServer({ engine })
    manager = await server.caller('Manage authentication')
    reader = await server.caller('Mentor > Use')
    builtInKey = (await list('?nameContains=built'))[0]?.key ?? ''
  })

  const ask = (method: string, path: string, options: SendOptions = {}) =>
    send(server.url, method, path, { token: manager.token, ...options })
  const list = async (query = ''): Promise<Provider[]> =>
    (await reader.call<{ results: Provider[] }>('GET', reading + query)).body.results
  const create = async (name: string): Promise<string> => {
    const answer = await manager.call<{ key: string }>('POST', managing, { name, type: 'OIDC', oidcConfiguration })
    assert.equal(answer.status, 201)
    return answer.body.key
  }

  test('creates, reads, changes, assigns and deletes one, and never tells its secret', async () => {
    const key = await create('Corporate')
    const one = await ask('GET', `${reading}/${key}`, { token: reader.token })
    assert.equal(one.status, 200)
    assert.equal(one.body.oidcConfiguration.clientSecret, null)
    assert.deepEqual(await list(`?key=${key}`), [one.body])
    const body = {
      subtype: 'Google',
      profileLinkingField: 'None',
      oidcConfiguration: { clientSecret: 'another-one' },
    }
    const edited = await ask('PATCH', `${managing}/${key}`, { body })
    assert.deepEqual([edited.status, edited.text], [204, ''])
    const changed = await ask('GET', `${reading}/${key}`)
    assert.deepEqual([changed.body.subtype, changed.body.profileLinkingField], ['Google', 'None'])
    const assignments = { organization: true, environmentKeys: [server.environments[1]?.key] }
    assert.equal((await ask('PUT', `${managing}/${key}/assignments`, { body: assignments })).status, 204)
    assert.deepEqual((await ask('GET', `${managing}/${key}/assignments`)).body, assignments)
    const { database } = server.context
    const rows = await database.db.selectFrom('identity_providers').selectAll().execute()
    const entries = await database.db.selectFrom('audit_entries').selectAll().execute()
    const kept = JSON.stringify([one.text, changed.text, rows, entries, server.logLines])
    assert.doesNotMatch(kept, /nobody-reads-back|another-one/)
    assert.equal((await ask('DELETE', `${managing}/${key}`)).status, 204)
    assert.deepEqual(await list(`?key=${key}`), [])
  })

  test('refuses bad input, names the field, and changes nothing', async () => {
    const key = await create('Victim')
    await changingNothing(server, async () => {
      const post = (body: unknown) => ask('POST', managing, { body })
      const oidc = (more: object) => ({
        name: 'X',
        type: 'OIDC',
        oidcConfiguration: { ...oidcConfiguration, ...more },
      })
      assertProblem(await post({ type: 'OIDC', oidcConfiguration }), 'invalid_body', 'name')
      assertProblem(await post({ name: 'X', type: 'Cognito' }), 'invalid_body', 'type')
      assertProblem(await post({ name: 'X', type: 'OIDC' }), 'invalid_body', 'oidcConfiguration')
      assertProblem(await post(oidc({ discoveryUrl: 'http://example.com' })), 'invalid_body', 'discoveryUrl')
      assertProblem(await post(oidc({ scopes: ['two words'] })), 'invalid_body', 'scopes[0]')
      assertProblem(await post(oidc({ pkceMethod: 'none' })), 'invalid_body', 'pkceMethod')
      assertProblem(await post(oidc({ clientKey: 'x' })), 'invalid_body', 'clientKey')
      assertProblem(await post({ ...oidc({}), name: 'victim' }), 'identity_provider_name_taken')
      const noSecret = oidc({ clientSecret: undefined, clientAuthenticationMethod: 'client_secret_jwt' })
      assertProblem(await post(noSecret), 'identity_provider_secret_missing', 'clientSecret')
      const patch = (body: unknown, provider = key) => ask('PATCH', `${managing}/${provider}`, { body })
      assertProblem(await patch({ type: 'SAML' }), 'invalid_body', 'type')
      assertProblem(await patch({ name: 'Built-in' }), 'identity_provider_name_taken')
      assertProblem(await patch({ oidcConfiguration: { clientId: 'x' } }), 'identity_provider_secret_missing')
      assertProblem(await patch({ name: 'X' }, builtInKey), 'identity_provider_read_only')
      assertProblem(await patch({ name: 'X' }, unknownKey), 'identity_provider_not_found')
      const put = (body: unknown, provider = key) => ask('PUT', `${managing}/${provider}/assignments`, { body })
      const unknown = { organization: true, environmentKeys: [unknownKey] }
      assertProblem(await put(unknown), 'environment_unknown', unknownKey)
      assertProblem(await put({ organization: true }), 'invalid_body', 'environmentKeys')
      assertProblem(await put({ organization: true, environmentKeys: [] }, builtInKey), 'identity_provider_read_only')
      assertProblem(await put({ organization: true, environmentKeys: [] }, unknownKey), 'identity_provider_not_found')
      assertProblem(await ask('DELETE', `${managing}/${builtInKey}`), 'identity_provider_read_only')
      assertProblem(await ask('DELETE', `${managing}/${unknownKey}`), 'identity_provider_not_found')
      assertProblem(await ask('DELETE', `${managing}/nonsense`), 'invalid_parameter', 'key')
      assertProblem(await ask('GET', `${managing}/nonsense/assignments`), 'invalid_parameter', 'key')
      assertProblem(await ask('GET', `${managing}/${unknownKey}/assignments`), 'identity_provider_not_found')
      assertProblem(await ask('GET', `${reading}/${unknownKey}`), 'identity_provider_not_found')
      assertProblem(await ask('GET', `${reading}/nonsense`), 'invalid_parameter', 'key')
      const sorted = await ask('GET', `${reading}?sort=name`)
      assert.deepEqual([sorted.status, sorted.headers['portico-ignored']], [200, 'sort'])
    })
  })

  test('does not delete one that profiles refer to', async () => {
    const key = await create('Used')
    const creator = await server.caller('Manage users')
    const body = { name: 'Ada', identityProviderKey: key, subject: 'ada' }
    assert.equal((await creator.call('POST', '/api/identity/v1/users', body)).status, 201)
    await changingNothing(server, async () => {
      assertProblem(await ask('DELETE', `${managing}/${key}`), 'identity_provider_used', 'it has 1 user profile and')
    })
  })

  test('asks for a token, and for the permission', async () => {
    const key = await create('Guarded')
    const nobody = await server.caller()
    const writes: [method: string, path: string, body?: unknown][] = [
      ['POST', managing, { name: 'X', type: 'OIDC', oidcConfiguration }],
      ['PATCH', `${managing}/${key}`, { name: 'X' }],
      ['DELETE', `${managing}/${key}`],
      ['GET', `${managing}/${key}/assignments`],
      ['PUT', `${managing}/${key}/assignments`, { organization: true, environmentKeys: [] }],
    ]
    await changingNothing(server, async () => {
      for (const [method, path, body] of writes) {
        assertProblem(await send(server.url, method, path, { body }), 'token_missing')
        const answer = await ask(method, path, { body, token: reader.token })
        assertProblem(answer, 'permission_missing', 'Manage authentication')
      }
      for (const path of [reading, `${reading}/${key}`]) {
        assertProblem(await send(server.url, 'GET', path), 'token_missing')
        assertProblem(await ask('GET', path, { token: nobody.token }), 'permission_missing')
      }
    })
  })
})
