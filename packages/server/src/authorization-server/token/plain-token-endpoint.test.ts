import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import {
  basicAuthorization,
  clientCredentials,
  createSigningKey,
  createTestClient,
  postForm,
  startAuthorizationServer,
} from '@portico/testing/authorization-server.ts'
import { send } from '@portico/testing/requests.ts'
import Provider from 'oidc-provider'
import type { AuthorizationServerOptions } from '../options.ts'

// That both paths answer alike: plain-token-request.test.ts

const clientSecret = 'ptcs_0123456789abcdef'
const checkSecret = (secret: string) => (secret === clientSecret ? 'valid' : 'wrong')

async function startWithPlainSecret(t: TestContext, options: Partial<AuthorizationServerOptions> = {}) {
  const server = await startAuthorizationServer(t, options)
  const client = createTestClient('b', { checkSecret })
  server.clients.set(client.clientId, client)
  return { ...server, client, form: { grant_type: 'client_credentials' } }
}

test('the library never sees a plain request, whatever comes of it', async (t) => {
  const { mock } = t.mock.method(Provider.prototype, 'createContext')
  const server = await startWithPlainSecret(t)
  const { clientId } = server.client
  const post = { ...server.form, client_id: clientId, client_secret: clientSecret }
  const authorization = basicAuthorization(clientId, clientSecret)
  const charset = { 'content-type': 'application/x-www-form-urlencoded;charset=UTF-8' }
  const answers = [
    await postForm(server, '/token', post),
    await postForm(server, '/token', { ...post, scope: 'openid', resource: server.options.audience }),
    await send(server.base, 'POST', '/token', { form: post, headers: charset }),
    await postForm(server, '/token', server.form, { authorization }),
    await postForm(server, '/token', { ...server.form, client_id: clientId }, { authorization }),
    await postForm(server, '/token', { ...post, client_secret: 'wrong' }),
    await postForm(server, '/token', { ...post, client_id: 'f'.repeat(32) }),
    await postForm(server, '/token', { ...post, resource: 'https://elsewhere.example' }),
    await postForm(server, '/token', { ...post, audience: 'x' }),
  ]
  assert.deepEqual(
    answers.map(({ status }) => status),
    [200, 200, 200, 200, 200, 401, 401, 400, 400],
  )
  assert.equal(mock.callCount(), 0)
})

test('the library gets what is not plain as it came', async (t) => {
  const { mock } = t.mock.method(Provider.prototype, 'createContext')
  const server = await startWithPlainSecret(t)
  const { clientId } = server.client
  const post = { ...server.form, client_id: clientId, client_secret: clientSecret }
  const authorization = basicAuthorization(clientId, clientSecret)
  const answers = [
    await postForm(server, '/token', { ...post, whatever: 'x' }),
    await postForm(server, '/token', { ...post, scope: 'ä' }),
    await postForm(server, '/token', { ...post, resource: '' }),
    await postForm(server, '/token', [...Object.entries(post), ['scope', 'a'], ['scope', 'b']]),
    await postForm(server, '/token', post, { authorization }),
    await postForm(server, '/token', server.form, { authorization: authorization.replace('_', '%5F').toLowerCase() }),
    await postForm(server, '/token', { ...server.form, client_id: 'x' }, { authorization }),
    await postForm(server, '/token', { ...server.form, ...clientCredentials(server.client) }, { dpop: 'x' }),
    await postForm(server, '/token', { ...post, scope: 'x'.repeat(5_000) }),
    await postForm(server, '/token?x=y', post),
    await postForm(server, '/token/introspection', { ...post, token: 'x' }),
  ]
  assert.deepEqual(
    answers.map(({ status }) => status),
    [200, 400, 200, 400, 400, 401, 400, 401, 200, 200, 200],
  )
  assert.equal(mock.callCount(), answers.length)
})

test('a caller who hangs up while the token is signed does no harm', async (t) => {
  const server = await startWithPlainSecret(t, { signingKeys: [createSigningKey('RS256')] })
  const form = { ...server.form, client_id: server.client.clientId, client_secret: clientSecret }
  const body = new URLSearchParams(form)
  const calls = Array.from({ length: 5 }, async () => {
    const hangUp = new AbortController()
    const call = fetch(`${server.base}/token`, { method: 'POST', body, signal: hangUp.signal }).catch(() => {})
    setTimeout(() => hangUp.abort(), 3)
    await call
  })
  await Promise.all(calls)
  assert.equal((await postForm(server, '/token', form)).status, 200)
  assert.deepEqual(server.logged, [])
})
