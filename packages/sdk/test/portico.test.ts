import assert from 'node:assert/strict'
import { before, describe, test } from 'node:test'
import { anyEngine } from '@portico/testing/databases.ts'
import { startTestServer, type TestServer } from '@portico/testing/server.ts'
import { createPortico, type Portico, PorticoError, problemCodes, type User } from '../src/index.ts'

// Against the server that ships, over HTTP.

let server: TestServer
let portico: Portico
const connect = async (...permissions: string[]): Promise<Portico> => {
  const credentials = await server.createClient(permissions.map((name) => ({ name })))
  return createPortico({ url: server.url, ...credentials })
}
before(async () => {
  server = await startTestServer({ engine: anyEngine, sample: true })
  portico = await connect('Manage users', 'Manage API clients', 'Manage authentication')
})

/** The error that a call ends with. */
const refusal = async (call: Promise<unknown>): Promise<PorticoError> => {
  const error = await call.then(
    () => assert.fail('was not refused'),
    (error) => error,
  )
  assert.ok(error instanceof PorticoError, String(error))
  return error
}

describe('users', () => {
  test('are listed one after the other over all pages', async () => {
    const { page } = await portico.users.list({ limit: 1 }).page()
    const seen: User[] = []
    for await (const user of portico.users.list({ limit: 50, sort: 'email' })) seen.push(user)
    assert.equal(seen.length, page.totalResults)
    assert.equal(new Set(seen.map(({ key }) => key)).size, seen.length)
    assert.ok(seen.length > 100)
  })

  test('are listed page by page, from an offset', async () => {
    const sizes: number[] = []
    for await (const { results } of portico.users.list({ limit: 100, offset: 250 }).pages()) sizes.push(results.length)
    assert.deepEqual(sizes, [70])
  })

  test('are asked for only as far as they are wanted', async () => {
    const before = server.logLines.length
    for await (const user of portico.users.list({ limit: 10 })) {
      assert.ok(user.key)
      break
    }
    assert.equal(server.logLines.slice(before).filter((line) => JSON.stringify(line).includes('/users')).length, 1)
  })

  test('are filtered, counted and embedded', async () => {
    const filter = { hasApplicationRoles: true, status: 'Active' } as const
    const { results, page } = await portico.users.list({ ...filter, embed: ['ApplicationRoles'], limit: 5 }).page()
    assert.equal(await portico.users.count(filter), page.totalResults)
    assert.ok(results.every((user) => user._embedded?.applicationRoles?.length))
  })

  test('are created, read, changed and deleted', async () => {
    const { key } = await portico.users.create({ email: 'ada@new.example.com', name: 'Ada' })
    assert.equal((await portico.users.get(key)).email, 'ada@new.example.com')
    await portico.users.update(key, { name: 'Ada Lovelace', isActive: false })
    const { name, status } = await portico.users.get(key)
    assert.deepEqual({ name, status }, { name: 'Ada Lovelace', status: 'Inactive' })
    await portico.users.delete(key)
    const error = await refusal(portico.users.get(key))
    assert.equal(error.errorCode, problemCodes.user_not_found)
    assert.equal(error.status, 404)
  })

  test('are granted application roles and lose them again', async () => {
    const { key } = await portico.users.create({ email: 'role@new.example.com' })
    const [role] = (await portico.applicationRoles.list({ limit: 1 }).page()).results
    assert.ok(role)
    await portico.users.grantApplicationRole(key, role.key)
    const held = await Array.fromAsync(portico.users.applicationRoles(key))
    assert.deepEqual(
      held.map((one) => one.key),
      [role.key],
    )
    await portico.users.revokeApplicationRole(key, role.key)
    assert.equal((await portico.users.applicationRoles(key).page()).page.totalResults, 0)
  })
})

describe('refusals', () => {
  test('name the field, the code and the trace of the log', async () => {
    const error = await refusal(portico.users.create({ email: 'not an e-mail' }))
    assert.equal(error.status, 400)
    assert.equal(error.errorCode, problemCodes.invalid_body)
    assert.equal(error.field, 'email')
    assert.match(error.detail ?? '', /^The field email must be/)
    assert.match(error.traceId ?? '', /^[0-9a-f]{32}$/)
    assert.equal(error.request, `POST ${server.url}/api/identity/v1/users`)
    assert.ok(error.message.includes(error.detail ?? '-') && error.message.includes(error.traceId ?? '-'))
  })

  test('name the parameter, and a field that does not exist', async () => {
    const query = { sort: 'shoeSize' } as unknown as { sort: 'name' }
    assert.equal((await refusal(portico.users.list(query).page())).field, 'sort')
    const unknown = { name: 'Runners', shoeSize: 42 } as { name: string }
    const groups = (await connect('Manage end-user groups')).groups
    assert.equal((await refusal(groups.create(unknown))).field, 'shoeSize')
  })

  test('name the field that refers to what is not there, also within a list', async () => {
    const manager = await connect('Manage end-user groups', 'Manage organization roles')
    const nowhere = '018f2b6a-7c1d-7e2f-9a3b-4c5d6e7f8091'
    const group = { name: 'Nowhere', environmentKey: nowhere }
    assert.equal((await refusal(manager.groups.create(group))).field, 'environmentKey')
    const permissions = [{ name: 'Portfolio management > View stage', environmentKeys: [nowhere] }]
    const role = { name: 'Nowhere', permissions }
    assert.equal((await refusal(manager.organizationRoles.create(role))).field, 'permissions[0].environmentKeys')
  })

  test('for a missing permission name it, and have no field', async () => {
    const viewer = await connect('View end users')
    const error = await refusal(viewer.users.create({ email: 'b@example.com' }))
    assert.equal(error.errorCode, problemCodes.permission_missing)
    assert.match(error.detail ?? '', /Manage users/)
    assert.equal(error.field, undefined)
  })

  test('of the credentials carry the OAuth error', async () => {
    const { clientId } = await server.createClient()
    const wrong = createPortico({ url: server.url, clientId, clientSecret: 'wrong' })
    const error = await refusal(wrong.accessToken())
    assert.deepEqual([error.status, error.errorCode], [401, 'invalid_client'])
  })

  test('of a suspended client say so, with the token it had', async () => {
    const credentials = await server.createClient([{ name: 'Manage users' }])
    const soon = createPortico({ url: server.url, ...credentials })
    await soon.users.count()
    await portico.management.apiClients.suspend(credentials.key)
    assert.equal((await refusal(soon.users.count())).errorCode, problemCodes.client_suspended)
    await portico.management.apiClients.resume(credentials.key)
    assert.ok((await soon.users.count()) > 0)
  })
})

test('API clients are managed from creation to deletion', async () => {
  const { apiClients } = portico.management
  const created = await apiClients.create({ name: 'Made by the SDK', permissions: [{ name: 'View end users' }] })
  const own = createPortico({ url: server.url, ...created })
  await own.accessToken()
  await apiClients.update(created.key, { description: 'for a test' })
  const details = await apiClients.get(created.key)
  assert.equal(details.description, 'for a test')
  const { permissions } = await apiClients.setPermissions(created.key, [{ name: 'Manage users' }])
  assert.deepEqual(
    permissions.map(({ name }) => name),
    ['User and access management > Manage users'],
  )
  const { clientSecret } = await apiClients.generateSecret(created.key, { overlapHours: 1 })
  for (const secret of [created.clientSecret, clientSecret]) {
    assert.ok(await createPortico({ url: server.url, ...created, clientSecret: secret }).accessToken())
  }
  const names = await Array.fromAsync(apiClients.list({ limit: 2 }), ({ name }) => name)
  assert.ok(names.includes('Made by the SDK'))
  assert.equal((await refusal(apiClients.delete(created.key))).status, 409)
  await apiClients.suspend(created.key)
  await apiClients.delete(created.key)
  assert.equal((await refusal(apiClients.get(created.key))).errorCode, problemCodes.api_client_not_found)
})

test('sign-in applications are managed from registration to deletion', async () => {
  const { relyingParties } = portico.management
  const redirectUris = ['https://app.example.com/callback']
  const { key, clientSecret } = await relyingParties.create({ name: 'Made by the SDK', type: 'web', redirectUris })
  assert.ok(clientSecret)
  await relyingParties.update(key, { requiresConsent: true })
  await relyingParties.generateSecret(key, { overlapHours: 1 })
  const { requiresConsent, secrets } = await relyingParties.get(key)
  assert.deepEqual([requiresConsent, secrets.length], [true, 2])
  await relyingParties.endSecret(key, secrets[1]?.key ?? '')
  assert.equal((await relyingParties.get(key)).secrets.length, 1)
  const names = await Array.fromAsync(relyingParties.list({ type: 'web' }), ({ name }) => name)
  assert.deepEqual(names, ['Made by the SDK'])
  await relyingParties.delete(key)
  assert.equal((await refusal(relyingParties.get(key))).errorCode, problemCodes.relying_party_not_found)
})

test('the API as it is answers with the same token and errors', async () => {
  const { data } = await portico.api.identity.GET('/users/count')
  assert.equal(data?.userCount, await portico.users.count())
  const path = { key: 'x' }
  const error = await refusal(portico.api.identity.GET('/users/{key}', { params: { path } }))
  assert.equal(error.field, 'key')
})
