import assert from 'node:assert/strict'
import { before, describe, test } from 'node:test'
import { anyEngine } from '@portico/testing/databases.ts'
import { send } from '@portico/testing/requests.ts'
import { type Caller, startTestServer, type TestServer } from '@portico/testing/server.ts'
import { createMember } from '@portico/testing/signed-in-members.ts'
import { until } from '@portico/testing/until.ts'
import { getAccessOfActor } from '../../src/access/access-of-actor.ts'
import { createBulkWorker } from '../../src/modules/directory/bulk-changes/create-bulk-worker.ts'
import { createBulkOperation } from '../../src/modules/directory/bulk-users/create-bulk-operation.ts'
import { getBulkOperation } from '../../src/modules/directory/bulk-users/get-bulk-operation.ts'
import { listAuditEntries } from '../../src/modules/foundation/audit/list-audit-entries.ts'
import type { Principal } from '../../src/modules/foundation/permissions/principal.ts'

const managesUsers = 'User and access management > Manage users'

/** Work that is done later is done with what its sender may do then. */
describe('Authority of bulk operations', () => {
  let server: TestServer
  let manager: Caller

  before(async () => {
    server = await startTestServer({ engine: anyEngine })
    manager = await server.caller(managesUsers)
  })

  test('no profile is linked to somebody who controls more than the sender', async () => {
    const [email, other] = ['powerful@example.com', 'plain@example.com']
    await createMember(server, server.system, ['Organization management > Manage organization'], { email })
    await createMember(server, server.system, [], { email: other })
    const records = [email, other].map((email) => ({ email, addToBuiltInIdentityProvider: true }))
    const { body } = await manager.call<{ key: string }>('POST', '/api/identity/v1/users/bulk', { records })
    type Operation = { status: string; operations: { status: string; errorCode: string; errorMessage: string }[] }
    const read = async () => (await manager.call<Operation>('GET', `/api/identity/v1/users/bulk/${body.key}`)).body
    await until(async () => (await read()).status === 'FinishedWithErrors', 5_000)
    const [first, second] = (await read()).operations
    assert.deepEqual([first?.errorCode, second?.status], ['PTC-AUT-40301', 'Updated'])
    assert.match(first?.errorMessage ?? '', /Mia Member holds .*Manage organization/)
    await server.context.securityEvents.flush()
    const refused = { action: ['request.refused' as const], actorKey: [manager.credentials.key] }
    const { results } = await listAuditEntries(server.context, server.system, refused)
    assert.deepEqual(
      results.map(({ entity, actor, occurrences, newValues }) => [
        entity.name,
        actor.address,
        occurrences,
        newValues?.problem,
      ]),
      [['POST /api/identity/v1/users/bulk', '127.0.0.1', 1, 'permission_missing']],
    )
  })

  test('a sender who was suspended, or lost the permission, or is gone, creates nobody any more', async () => {
    const { context, organizationKey, system } = server
    const { clock, log } = context
    // This node's worker would carry it out at once.
    await context.stopWorkers()
    const path = `/api/management/v1/api-clients/${manager.credentials.key}`
    const { token } = await server.administrator()
    const suspended = await send(server.url, 'POST', `${path}/suspend`, { token })
    assert.equal(suspended.status, 204)
    const member = await createMember(server, system, [])
    const senders = [
      { type: 'api-client', key: manager.credentials.key },
      { type: 'user', key: member },
      { type: 'user', key: '018f2b6a-7c1d-7e2f-9a3b-4c5d6e7f8091' },
    ] as const
    for (const [index, sender] of senders.entries()) {
      const principal: Principal = { ...system, actor: { ...sender, name: 'Sender', address: null, traceId: null } }
      const { key } = await createBulkOperation(context, principal, [{ email: `late${index}@example.com` }])
      await createBulkWorker({
        db: context.db,
        clock,
        log,
        accessOfActor: getAccessOfActor,
        inviteUser: async () => {},
      }).drain()
      const { status, operations } = await getBulkOperation(context, system, key)
      assert.equal(status, 'FinishedWithErrors')
      assert.match(
        operations[0]?.errorMessage ?? '',
        /Whoever sent the operation does not hold .*Manage users any more/,
      )
    }
    const created = await context.db
      .selectFrom('users')
      .select('key')
      .where('organization_key', '=', organizationKey)
      .where('email', 'like', 'late%')
      .execute()
    assert.deepEqual(created, [])
  })
})
