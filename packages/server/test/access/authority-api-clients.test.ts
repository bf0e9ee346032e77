import assert from 'node:assert/strict'
import { generateKeyPairSync } from 'node:crypto'
import { before, describe, test } from 'node:test'
import { anyEngine } from '@portico/testing/databases.ts'
import { refusalsOf } from '@portico/testing/refusals.ts'
import { type Received, send } from '@portico/testing/requests.ts'
import { type Caller, startTestServer, type TestServer } from '@portico/testing/server.ts'
import { type Granted, signedInMember } from '@portico/testing/signed-in-members.ts'

const clients = '/api/management/v1/api-clients'
const managesClients = 'User and access management > Manage API clients'
const managesAccess = 'End-user management > Manage end-user access'

/** Whoever gets the credentials of an API client gets its permissions. */
describe('Authority over API clients', () => {
  let server: TestServer
  let manager: Caller
  let powerful: string
  const own = (method: string, path: string, body?: unknown, token = manager.token): Promise<Received> =>
    send(server.url, method, path, { token, ...(body === undefined ? {} : { body }) })
  const refuses = refusalsOf(() => server, own)
  const jwks = () => ({
    keys: [generateKeyPairSync('ec', { namedCurve: 'P-256' }).publicKey.export({ format: 'jwk' })],
  })

  before(async () => {
    server = await startTestServer({ engine: anyEngine })
    manager = await server.caller('Manage API clients')
    powerful = `${clients}/${(await server.createClient([{ name: 'Manage organization' }])).key}`
  })

  test('a client with Manage API clients mints no client with permissions that it does not hold', async () => {
    const permissions = [{ name: 'Manage users' }]
    await refuses('permission_missing', /Bot would have.*Manage users/, 'POST', clients, { name: 'Bot', permissions })
    await refuses('permission_missing', /Mentor > Use/, 'POST', clients, {
      name: 'Bot',
      permissions: [{ name: 'Use' }],
    })
    const { status } = await own('POST', clients, { name: 'Bot', permissions: [{ name: managesClients }] })
    assert.equal(status, 201)
  })

  test('a session with Manage API clients mints none either, and a client for one stage none for all', async () => {
    const stage = server.environments[0]?.key ?? ''
    const held: Granted[] = [managesClients, { name: managesAccess, environmentKeys: [stage] }]
    const member = await signedInMember(server, ...held)
    const create = async (environmentKeys: string[] | null, name: string = managesAccess) =>
      member.send('POST', clients, { body: { name: 'Bot', permissions: [{ name, environmentKeys }] } })
    const refused = await create(null)
    assert.equal(refused.status, 403)
    assert.match(refused.body.detail, /Manage end-user access for the whole organization/)
    assert.equal((await create(null, 'Manage users')).status, 403)
    const { status, body } = await create([stage])
    assert.equal(status, 201)
    const { createdBy } = (await own('GET', `${clients}/${body.key}`)).body
    assert.deepEqual(createdBy, { type: 'user', key: member.userKey, name: 'Mia Member' })
  })

  test('nobody adds to a client what they do not hold, nor takes from one that holds more', async () => {
    const { key } = await server.createClient([{ name: managesClients }])
    const permissions = [{ name: 'Manage users' }, { name: managesClients }]
    await refuses('permission_missing', 'Manage users', 'PUT', `${clients}/${key}/permissions`, { permissions })
    await refuses('permission_missing', 'Manage organization', 'PUT', `${powerful}/permissions`, { permissions: [] })
    const kept = [{ name: 'Manage organization' }, { name: managesClients }]
    assert.equal((await own('PUT', `${powerful}/permissions`, { permissions: kept })).status, 200)
  })

  test('nobody gets the credentials of a client that holds more, nor gives it keys of their own', async () => {
    await refuses('permission_missing', 'Manage organization', 'POST', `${powerful}/secrets`, {})
    await refuses('permission_missing', 'Manage organization', 'PATCH', powerful, { jwks: jwks() })
    assert.equal((await own('PATCH', powerful, { name: 'Renamed' })).status, 204)
    const viewer = await server.createClient([{ name: 'View members' }])
    await refuses('permission_missing', 'View members', 'POST', `${clients}/${viewer.key}/secrets`, {})
  })

  test('nobody suspends, resumes or deletes a client that holds more', async () => {
    await refuses('permission_missing', 'Manage organization', 'POST', `${powerful}/suspend`)
    const administrator = await server.administrator()
    assert.equal((await own('POST', `${powerful}/suspend`, undefined, administrator.token)).status, 204)
    await refuses('permission_missing', 'Manage organization', 'POST', `${powerful}/resume`)
    await refuses('permission_missing', 'Manage organization', 'DELETE', powerful)
    const { key } = await server.createClient([{ name: 'View members' }])
    assert.equal((await own('POST', `${clients}/${key}/suspend`)).status, 204)
    assert.equal((await own('DELETE', `${clients}/${key}`)).status, 204)
  })
})
