import assert from 'node:assert/strict'
import { before, describe, test } from 'node:test'
import { anyEngine } from '@portico/testing/databases.ts'
import { assertProblem, type Received } from '@portico/testing/requests.ts'
import { type Caller, startTestServer, type TestServer } from '@portico/testing/server.ts'
import { createBuiltInMember } from '@portico/testing/signed-in-members.ts'
import { createBulkWorker } from '../../src/modules/directory/bulk-changes/create-bulk-worker.ts'
import { seedUsers } from '../../src/modules/directory/users/seed-users.ts'
import { inviteExistingUser } from '../../src/modules/sign-in/invitations/invite-existing-user.ts'

const identity = '/api/identity/v1'
const management = '/api/management/v1'
const changes = `${management}/bulk-changes`
const managesUsers = 'User and access management > Manage users'
const managesAccess = 'User and access management > Manage member access'
const managesEndUsers = 'End-user management > Manage end-user access'

/** Who may see a change of many users, stop it and undo it, beside whoever has asked for it. */
describe('Authority of bulk changes', () => {
  let server: TestServer
  let administrator: Caller
  let manager: Caller

  const ok = ({ status, body, text }: Received): Received['body'] => {
    assert.ok(status < 300, `${status} ${text}`)
    return body
  }
  const ask = async (by: Caller, body: object): Promise<string> => ok(await by.call('POST', changes, body)).key
  const carryOut = () => createBulkWorker({ ...server.context, inviteUser: inviteExistingUser }).drain()
  const statusOf = async (key: string): Promise<string> =>
    ok(await administrator.call('GET', `${identity}/users/${key}`)).status
  /** Leaves the client nothing but these permissions. */
  const reduce = async ({ credentials }: Caller, ...permissions: object[]): Promise<void> => {
    const path = `${management}/api-clients/${credentials.key}/permissions`
    ok(await administrator.call('PUT', path, { permissions }))
  }

  before(async () => {
    server = await startTestServer({ engine: anyEngine, environment: { PORTICO_RATE_LIMIT: 'off' } })
    await server.context.stopWorkers()
    administrator = await server.administrator()
    manager = await server.caller(managesUsers)
  })

  test('one of somebody who controls more is not cancelled, of somebody who controls as much it is', async () => {
    const { key: powerful } = await createBuiltInMember(server, 'Administrator')
    const { results } = ok(await administrator.call('GET', `${identity}/organization-roles`))
    const role = results.find(({ name }: { name: string }) => name === 'Administrator')
    const body = { action: 'RevokeOrganizationRole', roleKey: role.orgRoleKey ?? role.key, userKeys: [powerful] }
    const sent = await ask(administrator, body)
    for (const by of [manager, await server.caller(managesUsers, managesAccess)]) {
      assertProblem(await by.call('POST', `${changes}/${sent}/cancel`), 'permission_missing', 'has asked for this')
    }
    await createBuiltInMember(server, 'Administrator')
    await carryOut()
    assert.equal(ok(await administrator.call('GET', `${changes}/${sent}`)).changed, 1)
    assertProblem(await manager.call('POST', `${changes}/${sent}/cancel`), 'permission_missing')

    const peer = await server.caller(managesUsers)
    const [only] = await seedUsers(server.context, server.organizationKey, [
      { name: 'Peer', email: null, status: 'Active' },
    ])
    const ofPeer = await ask(peer, { action: 'Deactivate', userKeys: [only] })
    ok(await manager.call('POST', `${changes}/${ofPeer}/cancel`))
    const ofManager = await ask(manager, { action: 'Deactivate', userKeys: [only] })
    ok(await administrator.call('POST', `${changes}/${ofManager}/cancel`))
    await carryOut()
    for (const key of [ofPeer, ofManager]) {
      assert.equal(ok(await administrator.call('GET', `${changes}/${key}`)).cancelled, 1)
    }
  })

  test('a sender reads it only as long as they may do what it does', async () => {
    const sender = await server.caller(managesUsers)
    const [only] = await seedUsers(server.context, server.organizationKey, [
      { name: 'Ada', email: null, status: 'Active' },
    ])
    const sent = await ask(sender, { action: 'Deactivate', userKeys: [only] })
    await carryOut()
    assert.equal(ok(await sender.call('GET', `${changes}/${sent}/results`)).results[0].name, 'Ada')
    await reduce(sender, { name: managesAccess })
    for (const path of ['', '/results', '/report']) {
      assertProblem(await sender.call('GET', `${changes}/${sent}${path}`), 'bulk_operation_not_found')
    }
    assertProblem(await sender.call('POST', `${changes}/${sent}/cancel`), 'bulk_operation_not_found')
  })

  test('a sender reads no names of users whom they do not see any more', async () => {
    const { results: environments } = ok(await administrator.call('GET', '/api/portfolios/v2/environments'))
    const [here, elsewhere] = environments.map(({ key }: { key: string }) => key)
    const asset = ok(await administrator.call('POST', `${management}/assets`, { name: 'Shop' })).key
    const path = `${management}/assets/${asset}`
    ok(await administrator.call('POST', `${path}/application-roles`, { name: 'Buyer' }))
    ok(await administrator.call('POST', `${path}/deployments`, { environmentKey: here }))
    const { results: roles } = ok(await administrator.call('GET', `${identity}/application-roles?assetKey=${asset}`))
    const roleKey = roles[0].key
    const sender = await server.caller(managesEndUsers)
    const [user = ''] = await seedUsers(server.context, server.organizationKey, [
      { name: 'Grace', email: null, status: 'Active' },
    ])
    const sent = await ask(sender, { action: 'GrantApplicationRole', roleKey, userKeys: [user] })
    await carryOut()
    await reduce(sender, { name: managesEndUsers, environmentKeys: [elsewhere] })
    const [seen] = ok(await sender.call('GET', `${changes}/${sent}/results`)).results
    assert.deepEqual([seen.key, seen.name, seen.email, seen.outcome], [user, null, null, 'Changed'])
    assert.doesNotMatch((await sender.call('GET', `${changes}/${sent}/report`)).text, /Grace/)
    assert.match((await administrator.call('GET', `${changes}/${sent}/report`)).text, /Grace/)
  })

  test('undoing one does not take back what was decided about a user since', async () => {
    const users = ['Registers', 'Leaves', 'Stays'].map((name) => ({ name, email: null, status: 'Invited' as const }))
    const keys = await seedUsers(server.context, server.organizationKey, users)
    const [registers = '', leaves = '', stays = ''] = keys
    const first = await ask(manager, { action: 'Deactivate', userKeys: [registers, leaves, stays] })
    await carryOut()
    // Two are activated after it, and are registered users then. Later they are deactivated for reasons of their own.
    for (const key of [registers, leaves]) {
      for (const isActive of [true, false]) {
        ok(await administrator.call('PATCH', `${identity}/users/${key}`, { isActive }))
      }
    }
    const undoing = await ask(manager, { action: 'Activate', changedBy: first })
    await carryOut()
    const { changed, unchanged } = ok(await manager.call('GET', `${changes}/${undoing}`))
    assert.deepEqual([changed, unchanged], [1, 2])
    assert.deepEqual(await Promise.all(keys.map(statusOf)), ['Inactive', 'Inactive', 'Invited'])
    // The same, undone once more after another deactivation
    ok(await administrator.call('PATCH', `${identity}/users/${stays}`, { isActive: false }))
    await ask(manager, { action: 'Activate', changedBy: first })
    await carryOut()
    assert.equal(await statusOf(stays), 'Inactive')
  })
})
