import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { onBothEngines } from '@portico/testing/databases.ts'
import { assertProblem, type Received } from '@portico/testing/requests.ts'
import { type Caller, startTestServer, type TestClock, type TestServer, testClock } from '@portico/testing/server.ts'
import { createMember, signedInMember } from '@portico/testing/signed-in-members.ts'
import { transaction } from '../../../db/transaction.ts'
import { recordChange } from '../../foundation/audit/record-change.ts'
import { inviteExistingUser } from '../../sign-in/invitations/invite-existing-user.ts'
import { seedUsers } from '../users/seed-users.ts'
import { updateUser } from '../users/update-user.ts'
import { userEntity } from '../users/user-entity.ts'
import type { BulkChange } from './bulk-changes-schemas.ts'
import { createBulkWorker } from './create-bulk-worker.ts'

const identity = '/api/identity/v1'
const changes = '/api/management/v1/bulk-changes'
const unknownKey = '018f2b6a-7c1d-7e2f-9a3b-4c5d6e7f8091'
const managesUsers = 'User and access management > Manage users'

onBothEngines('Changes of many users', (engine) => {
  let server: TestServer
  let clock: TestClock
  let administrator: Caller
  let manager: Caller
  let environmentKey: string
  let group: string
  let applicationRole: string

  const ok = ({ status, body, text }: Received): Received['body'] => {
    assert.ok(status < 300, `${status} ${text}`)
    return body
  }
  const add = async (prefix: string, count: number, as = administrator): Promise<string[]> => {
    const keys: string[] = []
    for (let n = 0; n < count; n++) {
      keys.push(ok(await as.call('POST', `${identity}/users`, { email: `u${n}@${prefix}.example.com` })).key)
    }
    return keys
  }
  const change = async (body: object, as = administrator): Promise<BulkChange> => {
    const created: BulkChange = ok(await as.call('POST', changes, body))
    return drained(created)
  }
  const read = async (key: string): Promise<BulkChange> => ok(await administrator.call('GET', `${changes}/${key}`))
  const counts = ({ total, changed, unchanged, failed, cancelled }: BulkChange) => [
    total,
    changed,
    unchanged,
    failed,
    cancelled,
  ]
  const results = async ({ key }: BulkChange, query = '', as = administrator): Promise<Received['body']> =>
    ok(await as.call('GET', `${changes}/${key}/results?${query}`)).results
  const statusOf = async (key: string): Promise<string> =>
    ok(await administrator.call('GET', `${identity}/users/${key}`)).status
  const members = async (): Promise<string[]> =>
    ok(await administrator.call('GET', `${identity}/groups/${group}/users`)).results.map(
      ({ user }: { user: { key: string } }) => user.key,
    )

  before(async () => {
    clock = testClock()
    server = await startTestServer({ engine, clock, environment: { PORTICO_RATE_LIMIT: 'off' } })
    // Each test lets the work be done when it wants.
    await server.context.stopWorkers()
    administrator = await server.administrator()
    manager = await server.caller(managesUsers)
    const { results: environments } = ok(await administrator.call('GET', '/api/portfolios/v2/environments'))
    environmentKey = environments[0].key
    const body = { name: 'Testers', environmentKey }
    group = ok(await administrator.call('POST', `${identity}/groups`, body)).key
    const asset = ok(await administrator.call('POST', '/api/management/v1/assets', { name: 'Shop' })).key
    const path = `/api/management/v1/assets/${asset}`
    ok(await administrator.call('POST', `${path}/application-roles`, { name: 'Buyer' }))
    ok(await administrator.call('POST', `${path}/deployments`, { environmentKey }))
    const { results: roles } = ok(await administrator.call('GET', `${identity}/application-roles?assetKey=${asset}`))
    applicationRole = roles[0].key
  })

  test('tell of each user what became of them, save it as a report, and are undone for those who were changed', async () => {
    const [first = '', second = '', third = ''] = await add('undo', 3)
    ok(await administrator.call('PATCH', `${identity}/groups/${group}/users`, { userKeysToAdd: [second] }))
    const target = { groupKey: group }
    const userKeys = [first, unknownKey, second, third.toUpperCase(), third]
    const added = await change({ action: 'AddToGroup', ...target, userKeys })
    assert.deepEqual(counts(added), [4, 2, 1, 1, 0])
    assert.deepEqual([added.status, added.undoAction], ['Finished', 'RemoveFromGroup'])
    assert.deepEqual(
      (await results(added)).map(({ key, email, outcome, errorCode }: Record<string, string>) => [
        key,
        email,
        outcome,
        errorCode,
      ]),
      [
        [first, 'u0@undo.example.com', 'Changed', null],
        [unknownKey, null, 'Failed', 'PTC-USR-40401'],
        [second, 'u1@undo.example.com', 'Unchanged', null],
        [third, 'u2@undo.example.com', 'Changed', null],
      ],
    )
    assert.equal((await results(added, 'outcome=Failed')).length, 1)
    assert.equal((await results(added, 'offset=3&limit=1'))[0].key, third)
    const report = await administrator.call('GET', `${changes}/${added.key}/report`)
    assert.equal(report.text.split('\r\n').length, 6)
    const heads = ['Chave', 'Nome', 'E-mail', 'Resultado', 'Código', 'Motivo']
    const query = heads.map((name) => `columnNames=${encodeURIComponent(name)}`).join('&')
    const named = await administrator.call('GET', `${changes}/${added.key}/report?${query}`)
    assert.equal(named.text.split('\r\n')[0]?.replace('\ufeff', ''), heads.join())
    assert.equal(named.text.split('\r\n')[1], report.text.split('\r\n')[1])
    assert.match(report.text, new RegExp(`${unknownKey},,,Failed,PTC-USR-40401,`))

    // One row in the audit trail stands for all that was done.
    const trail = async (query: string): Promise<[string, string | null][]> =>
      ok(await administrator.call('GET', `/api/management/v1/audit-entries?${query}`)).results.map(
        ({ action, partOf }: { action: string; partOf: string | null }) => [action, partOf],
      )
    const part = ['group.users-added', added.key]
    assert.deepEqual(await trail(`partOf=${added.key}`), [part, part])
    assert.deepEqual((await trail(`subjectKey=${first}`))[0], part)
    const grouped = await trail('grouped=true&limit=100')
    assert.deepEqual(
      grouped.filter(([action]) => action === 'bulk-change.started'),
      [['bulk-change.started', null]],
    )
    assert.ok(grouped.every(([, partOf]) => partOf === null))
    const [row] = ok(await administrator.call('GET', `/api/management/v1/audit-entries?entityKey=${added.key}`)).results
    const testers = { type: 'group', key: group, name: 'Testers' }
    assert.deepEqual([row.related, row.environmentKey], [[testers], environmentKey])

    const wrong = { action: 'Activate', changedBy: added.key }
    assertProblem(await administrator.call('POST', changes, wrong), 'invalid_body')
    const reads: string[] = []
    server.context.reads.onFinished(({ name }) => reads.push(name))
    const undone = await change({ action: 'RemoveFromGroup', ...target, changedBy: added.key })
    assert.deepEqual(counts(undone), [2, 2, 0, 0, 0])
    // In the thread for reading: the results of 100,000 users take long.
    assert.deepEqual(reads, ['getUsersToChange'])
    assert.deepEqual(await members(), [second])
    // Both say so of each other.
    const { actor, ...by } = (await read(added.key)).undoneBy ?? assert.fail('undone by nothing')
    assert.equal(actor.type, 'api-client')
    assert.deepEqual(by, { key: undone.key, createdAt: undone.createdAt, status: 'Finished', left: 0 })
    assert.deepEqual([added.undoneBy, (await read(undone.key)).undoneBy], [null, null])
    const undoing = `/api/management/v1/audit-entries?entityKey=${undone.key}`
    const [entry] = ok(await administrator.call('GET', undoing)).results
    assert.equal(entry.action, 'bulk-change.undo-started')
    assert.deepEqual(entry.related, [{ type: 'bulk-change', key: added.key, name: null }, testers])
    const undoes = `/api/management/v1/audit-entries?action=bulk-change.undo-started&subjectKey=${added.key}`
    assert.deepEqual(ok(await administrator.call('GET', undoes)).results, [entry])
    ok(await administrator.call('PATCH', `${identity}/groups/${group}/users`, { userKeysToRemove: [second] }))
  })

  test('concern those who match when they are asked for, more than one part of them too', async () => {
    const keys = await add('matching', 130)
    const body = { action: 'Deactivate', matching: { domains: ['matching.example.com'], status: 'Active' } }
    assert.equal(keys.length, 130)
    const pending: BulkChange = ok(await manager.call('POST', changes, body))
    const early = await manager.call('POST', changes, { action: 'Activate', changedBy: pending.key })
    assertProblem(early, 'invalid_body', 'is not finished')
    const [late = ''] = await add('late.matching', 1)
    assert.deepEqual([pending.status, ...counts(pending)], ['Processing', 130, 0, 0, 0, 0])
    const { changed, status } = await drained(pending)
    assert.deepEqual([changed, status], [130, 'Finished'])
    assert.deepEqual(await Promise.all([statusOf(keys[0] ?? ''), statusOf(keys[129] ?? ''), statusOf(late)]), [
      'Inactive',
      'Inactive',
      'Active',
    ])
    // Undoing leaves an account alone that was not Active.
    const { status: none } = await manager.call('POST', changes, { ...body, matching: { domains: ['x.example'] } })
    assert.equal(none, 400)
  })

  test('are not undone for who was offboarded since', async () => {
    const [back = '', gone = ''] = await add('offboarded', 2)
    const done = await change({ action: 'Deactivate', userKeys: [back, gone] })
    ok(await administrator.call('POST', `/api/management/v1/users/${gone}/offboarding`, {}))
    const undone = await change({ action: 'Activate', changedBy: done.key })
    assert.deepEqual(counts(undone), [2, 1, 0, 1, 0])
    assert.equal((await read(done.key)).undoneBy?.left, 1)
    assert.deepEqual([await statusOf(back), await statusOf(gone)], ['Active', 'Inactive'])
    const [failed] = await results(undone, 'outcome=Failed')
    assert.deepEqual([failed.key, failed.errorCode], [gone, 'PTC-USR-40009'])
  })

  test('give no groups and roles to those who were offboarded meanwhile, by undoing or by what is still to be done', async () => {
    const [back = '', gone = '', late = ''] = await add('given', 3)
    const userKeys = [back, gone]
    const [inGroup, ofRole] = [{ groupKey: group }, { roleKey: applicationRole }]
    for (const giving of [
      { action: 'AddToGroup', ...inGroup },
      { action: 'GrantApplicationRole', ...ofRole },
    ])
      await change({ ...giving, userKeys })
    const removed = await change({ action: 'RemoveFromGroup', ...inGroup, userKeys })
    const revoked = await change({ action: 'RevokeApplicationRole', ...ofRole, userKeys })
    const granting = ok(
      await administrator.call('POST', changes, { action: 'AddToGroup', ...inGroup, userKeys: [late] }),
    )
    for (const key of [gone, late])
      ok(await administrator.call('POST', `/api/management/v1/users/${key}/offboarding`, {}))
    assert.deepEqual(counts(await drained(granting)), [1, 0, 0, 1, 0])
    const regrouped = await change({ action: 'AddToGroup', ...inGroup, changedBy: removed.key })
    const regranted = await change({ action: 'GrantApplicationRole', ...ofRole, changedBy: revoked.key })
    for (const undone of [regrouped, regranted]) {
      assert.deepEqual(counts(undone), [2, 1, 0, 1, 0])
      const [failed] = await results(undone, 'outcome=Failed')
      assert.deepEqual([failed.key, failed.errorCode], [gone, 'PTC-USR-40009'])
    }
    assert.deepEqual(await members(), [back])
    await change({ action: 'RevokeApplicationRole', ...ofRole, userKeys: [back] })
    ok(await administrator.call('PATCH', `${identity}/groups/${group}/users`, { userKeysToRemove: [back] }))
  })

  test('give nothing to who is offboarded between being selected and the change being stored', async () => {
    const [stays = '', gone = ''] = await add('selected', 2)
    const { reads } = server.context
    const { read } = reads
    reads.read = async (...asked) => {
      const selected = await read(...asked)
      clock.advance(1)
      ok(await administrator.call('POST', `/api/management/v1/users/${gone}/offboarding`, {}))
      clock.advance(1)
      return selected
    }
    const matching = { domains: ['selected.example.com'] }
    const added = await change({ action: 'AddToGroup', groupKey: group, matching }).finally(() => {
      reads.read = read
    })
    assert.deepEqual(counts(added), [2, 1, 0, 1, 0])
    assert.deepEqual(await members(), [stays])
    const [failed] = await results(added, 'outcome=Failed')
    assert.deepEqual([failed.key, failed.errorCode], [gone, 'PTC-USR-40009'])
    ok(await administrator.call('PATCH', `${identity}/groups/${group}/users`, { userKeysToRemove: [stays] }))
  })

  test('give nothing to who is offboarded by a transaction that began before they were selected', async () => {
    const [stays = '', gone = ''] = await add('begun', 2)
    const { reads } = server.context
    const { read } = reads
    reads.read = async (...asked) => {
      const [begun, selection] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
      const offboarding = transaction(server.context, async (parts) => {
        await updateUser(parts, server.system, gone, { isActive: false })
        const entity = userEntity({ key: gone, name: null, email: null })
        await recordChange(parts, server.system, { action: 'user.offboarded', entity })
        begun.resolve()
        await selection.promise
      })
      await begun.promise
      clock.advance(1_000)
      const selected = await read(...asked)
      selection.resolve()
      await offboarding
      return selected
    }
    const matching = { domains: ['begun.example.com'] }
    const added = await change({ action: 'AddToGroup', groupKey: group, matching }).finally(() => {
      reads.read = read
    })
    assert.deepEqual(counts(added), [2, 1, 0, 1, 0])
    assert.deepEqual(await members(), [stays])
    ok(await administrator.call('PATCH', `${identity}/groups/${group}/users`, { userKeysToRemove: [stays] }))
  })

  test('activate nobody who is offboarded before they are reached', async () => {
    const [gone = '', before = '', back = ''] = await add('leaving', 3)
    ok(await administrator.call('POST', `/api/management/v1/users/${before}/offboarding`, {}))
    clock.advance(1_000)
    const done = await change({ action: 'Deactivate', userKeys: [gone] })
    const undoing = ok(await manager.call('POST', changes, { action: 'Activate', changedBy: done.key }))
    // Who was offboarded earlier is meant by whoever names them.
    const activating = ok(await manager.call('POST', changes, { action: 'Activate', userKeys: [gone, before, back] }))
    ok(await administrator.call('POST', `/api/management/v1/users/${gone}/offboarding`, {}))
    assert.deepEqual(counts(await drained(undoing)), [1, 0, 0, 1, 0])
    assert.deepEqual(counts(await drained(activating)), [3, 1, 1, 1, 0])
    assert.equal(await statusOf(gone), 'Inactive')
    assert.equal((await results(activating, 'outcome=Failed'))[0].errorCode, 'PTC-USR-40009')
  })

  test('give back the status that each had, where a deactivation is undone', async () => {
    const [active = '', invited = '', later = ''] = await add('statuses', 3)
    const pending = { name: null, email: 'p@statuses.example.com', status: 'PendingRegistration' } as const
    const [registering = ''] = await seedUsers(server.context, server.organizationKey, [pending])
    await change({ action: 'Invite', userKeys: [invited] })
    const userKeys = [active, invited, registering, later]
    const done = await change({ action: 'Deactivate', userKeys })
    assert.equal(done.undoes, null)
    // Whoever is activated meanwhile stays so.
    await change({ action: 'Activate', userKeys: [later] })
    const undone = await change({ action: 'Activate', changedBy: done.key }, manager)
    assert.deepEqual(counts(undone), [4, 3, 1, 0, 0])
    assert.deepEqual(undone.undoes, { key: done.key, total: 4, invited: 1 })
    assert.deepEqual(await Promise.all(userKeys.map(statusOf)), ['Active', 'Invited', 'PendingRegistration', 'Active'])
    const trail = ok(await administrator.call('GET', `/api/management/v1/audit-entries?entityKey=${invited}`))
    const [{ action, newValues, partOf }] = trail.results
    assert.deepEqual([action, newValues, partOf], ['user.status-restored', { status: 'Invited' }, undone.key])
    // And back: once more they are Inactive, all three.
    assert.equal((await change({ action: 'Deactivate', changedBy: undone.key })).changed, 3)
    assert.equal(await statusOf(invited), 'Inactive')
  })

  test('are undone only where nobody else has decided the same since', async () => {
    const userKeys = await add('decided', 2)
    const [again = '', left = ''] = userKeys
    const inGroup = (field: string) =>
      administrator.call('PATCH', `${identity}/groups/${group}/users`, { [field]: [again] })
    const ofUser = (method: string, place: string, body?: object) =>
      administrator.call(method, `${identity}/users/${again}${place}`, body)
    const role = `/application-roles/${applicationRole}`
    type Step = () => Promise<Received>
    const cases: [action: string, undo: string, target: object, back: Step, decide: Step][] = [
      [
        ...(['AddToGroup', 'RemoveFromGroup', { groupKey: group }] as const),
        () => inGroup('userKeysToRemove'),
        () => inGroup('userKeysToAdd'),
      ],
      [
        ...(['RemoveFromGroup', 'AddToGroup', { groupKey: group }] as const),
        () => inGroup('userKeysToAdd'),
        () => inGroup('userKeysToRemove'),
      ],
      [
        ...(['GrantApplicationRole', 'RevokeApplicationRole', { roleKey: applicationRole }] as const),
        () => ofUser('DELETE', role),
        () => ofUser('POST', role),
      ],
      [
        ...(['RevokeApplicationRole', 'GrantApplicationRole', { roleKey: applicationRole }] as const),
        () => ofUser('POST', role),
        () => ofUser('DELETE', role),
      ],
      [
        ...(['Deactivate', 'Activate', {}] as const),
        () => ofUser('PATCH', '', { isActive: true }),
        () => ofUser('PATCH', '', { isActive: false }),
      ],
      [
        ...(['Activate', 'Deactivate', {}] as const),
        () => ofUser('PATCH', '', { isActive: false }),
        () => ofUser('PATCH', '', { isActive: true }),
      ],
    ]
    for (const [action, undo, target, back, decide] of cases) {
      // What the change before has left with one of them
      await change({ action: undo, ...target, userKeys })
      clock.advance(1_000)
      const done = await change({ action, ...target, userKeys })
      assert.equal(done.changed, 2, action)
      for (const step of [back, decide]) {
        clock.advance(1_000)
        ok(await step())
      }
      clock.advance(1_000)
      const undone = await change({ action: undo, ...target, changedBy: done.key })
      assert.deepEqual(counts(undone), [2, 1, 1, 0, 0], action)
      const [{ key }] = await results(undone, 'outcome=Unchanged')
      assert.equal(key, again, action)
    }
    assert.deepEqual([await statusOf(again), await statusOf(left)], ['Active', 'Inactive'])
    await change({ action: 'RevokeApplicationRole', roleKey: applicationRole, userKeys })
    await change({ action: 'RemoveFromGroup', groupKey: group, userKeys })
  })

  test('give nobody their status back who controls more than whoever undoes it', async () => {
    const powerful = await createMember(server, server.system, ['Organization management > Manage organization'])
    const done = await change({ action: 'Deactivate', userKeys: [powerful] })
    assert.deepEqual(counts(await change({ action: 'Activate', changedBy: done.key }, manager)), [1, 0, 0, 1, 0])
    assert.equal(await statusOf(powerful), 'Inactive')
  })

  test('can be cancelled: who was not reached stays', async () => {
    const [only = ''] = await add('cancel', 1)
    const pending: BulkChange = ok(await manager.call('POST', changes, { action: 'Delete', userKeys: [only] }))
    ok(await manager.call('POST', `${changes}/${pending.key}/cancel`))
    assert.deepEqual(counts(await drained(pending)), [1, 0, 0, 0, 1])
    // Once more it does nothing.
    ok(await manager.call('POST', `${changes}/${pending.key}/cancel`))
    const trail = ok(await administrator.call('GET', `/api/management/v1/audit-entries?entityKey=${pending.key}`))
    assert.deepEqual(
      trail.results.map(({ action, newValues }: Record<string, unknown>) => [action, newValues]),
      [
        ['bulk-change.cancelled', null],
        ['bulk-change.started', { action: 'Delete', users: 1 }],
      ],
    )
    assert.equal(await statusOf(only), 'Active')
  })

  test('are carried out with what the sender may do by then', async () => {
    const sender = await server.caller(managesUsers)
    const [only = ''] = await add('later', 1)
    const pending: BulkChange = ok(await sender.call('POST', changes, { action: 'Delete', userKeys: [only] }))
    const path = `/api/management/v1/api-clients/${sender.credentials.key}`
    ok(await administrator.call('POST', `${path}/suspend`))
    assert.deepEqual(counts(await drained(pending)), [1, 0, 0, 1, 0])
    assert.equal((await results(pending))[0].errorCode, 'PTC-AUT-40301')
    await server.context.securityEvents.flush()
    const trail = `/api/management/v1/audit-entries?action=request.refused&actorKey=${sender.credentials.key}`
    assert.equal(ok(await administrator.call('GET', trail)).results[0].entity.key, 'BulkChange_Create')
  })

  test('refuse those who hold more than the sender, and change the others', async () => {
    const powerful = await createMember(server, server.system, ['Organization management > Manage organization'])
    const keys = await add('power', 3)
    const deleted = await change({ action: 'Delete', userKeys: [keys[0], powerful, keys[1], keys[2]] }, manager)
    assert.deepEqual(counts(deleted), [4, 3, 0, 1, 0])
    assert.equal(deleted.undoAction, null)
    const [failed] = await results(deleted, 'outcome=Failed', manager)
    assert.deepEqual([failed.key, failed.errorCode], [powerful, 'PTC-AUT-40301'])
    assert.equal(await statusOf(powerful), 'Active')
    const trail = ok(await administrator.call('GET', `/api/management/v1/audit-entries?entityKey=${keys[2]}`))
    assert.equal(trail.results[0].action, 'user.deleted')
    assert.equal(trail.results[0].actor.key, manager.credentials.key)
  })

  test('grant and revoke roles, and invite', async () => {
    const userKeys = await add('roles', 2)
    const application = { roleKey: applicationRole, userKeys }
    assert.equal((await change({ action: 'GrantApplicationRole', ...application })).changed, 2)
    assert.equal((await change({ action: 'GrantApplicationRole', ...application })).unchanged, 2)
    const [, other = ''] = userKeys
    ok(
      await administrator.call('PATCH', `${identity}/groups/${group}/application-roles`, {
        applicationRoleKeysToAdd: [applicationRole],
      }),
    )
    const [throughGroup = '', without = ''] = await add('group.roles', 2)
    ok(await administrator.call('PATCH', `${identity}/groups/${group}/users`, { userKeysToAdd: [throughGroup] }))
    assert.ok(without)
    // All who hold it, of whom a group gives it to one; no one else, and not who the filter leaves out.
    const holders = { applicationRoleKey: applicationRole }
    const all = { action: 'RevokeApplicationRole', roleKey: applicationRole }
    const narrowed = { ...holders, nameOrEmailContains: 'u1@roles' }
    assert.deepEqual(counts(await change({ ...all, matching: narrowed })), [1, 1, 0, 0, 0])
    assert.equal(
      (await change({ action: 'GrantApplicationRole', roleKey: applicationRole, userKeys: [other] })).changed,
      1,
    )
    // Who may not list the holders does not find out by changing them, either.
    const blind = await server.caller('User and access management > Manage member access')
    const guess = { action: 'RevokeOrganizationRole', roleKey: unknownKey, matching: holders }
    assertProblem(await blind.call('POST', changes, guess), 'application_role_not_found')
    assert.deepEqual(counts(await change({ ...all, matching: holders })), [3, 2, 1, 0, 0])
    ok(await administrator.call('PATCH', `${identity}/groups/${group}/users`, { userKeysToRemove: [throughGroup] }))
    const role = { name: 'Readers', permissions: [{ name: 'View stage' }] }
    const { orgRoleKey: roleKey } = ok(await administrator.call('POST', `${identity}/organization-roles`, role))
    const granted = await change({ action: 'GrantOrganizationRole', roleKey, userKeys })
    assert.deepEqual([granted.changed, granted.undoAction], [2, null])
    const revoked = { action: 'RevokeOrganizationRole', roleKey, matching: { organizationRoleKey: roleKey } }
    assert.deepEqual(counts(await change(revoked)), [2, 2, 0, 0, 0])
    assert.deepEqual(counts(await change({ action: 'Invite', userKeys })), [2, 2, 0, 0, 0])
    assert.equal(await statusOf(userKeys[0] ?? ''), 'Invited')
  })

  test('need the permission of their action, a complete request, and for some a recent sign-in', async () => {
    const [only = ''] = await add('refused', 1)
    const userKeys = [only]
    const refused = async (body: object, problem: Parameters<typeof assertProblem>[1], as = administrator) =>
      assertProblem(await as.call('POST', changes, body), problem)
    await refused({ action: 'AddToGroup', groupKey: group, userKeys }, 'permission_missing', manager)
    const groups = await server.caller('End-user management > Manage end-user groups')
    for (const action of ['Delete', 'Deactivate', 'Invite']) {
      await refused({ action, userKeys }, 'permission_missing', groups)
    }
    await refused({ action: 'AddToGroup', groupKey: unknownKey, userKeys }, 'group_not_found')
    await refused({ action: 'GrantOrganizationRole', roleKey: unknownKey, userKeys }, 'organization_role_not_found')
    await refused({ action: 'AddToGroup', userKeys }, 'invalid_body')
    await refused({ action: 'Delete', groupKey: group, userKeys }, 'invalid_body')
    await refused({ action: 'Delete' }, 'invalid_body')
    await refused({ action: 'Delete', userKeys, matching: {} }, 'invalid_body')
    await refused({ action: 'Delete', matching: { nothing: 'x' } }, 'invalid_body')
    await refused({ action: 'Delete', matching: { groupKey: group } }, 'group_not_found', manager)
    const inGroup = { action: 'Delete', matching: { organizationRoleKey: unknownKey } }
    await refused(inGroup, 'organization_role_not_found', manager)
    const own = await change({ action: 'Deactivate', userKeys }, manager)
    assertProblem(await groups.call('GET', `${changes}/${own.key}`), 'bulk_operation_not_found')
    assertProblem(await groups.call('GET', `${changes}/${own.key}/results`), 'bulk_operation_not_found')
    assertProblem(await groups.call('POST', `${changes}/${own.key}/cancel`), 'bulk_operation_not_found')
    const slice = await server.context.db
      .selectFrom('bulk_operations')
      .select('key')
      .where('change_key', '=', own.key)
      .executeTakeFirstOrThrow()
    assertProblem(await manager.call('GET', `${identity}/users/bulk/${slice.key}`), 'bulk_operation_not_found')

    const member = await signedInMember(server, managesUsers)
    const themselves = { action: 'Deactivate', userKeys: [member.userKey] }
    const { body: refusedLater } = await member.send('POST', changes, { body: themselves })
    assert.deepEqual(counts(await drained(refusedLater)), [1, 0, 0, 1, 0])
    assert.equal(await statusOf(member.userKey), 'Active')
    clock.advance(15 * 60_000)
    const invite = await member.send('POST', changes, { body: { action: 'Invite', userKeys } })
    assertProblem(invite, 'sign_in_not_recent')
    const activate = await member.send('POST', changes, { body: { action: 'Activate', userKeys } })
    assert.equal(activate.status, 202)
    await drained(activate.body)
  })

  test('list what became of very many, any page of them and of each outcome', async () => {
    const users = Array.from({ length: 230 }, (_, n) => ({
      ...{ name: `Many ${n}`, email: `u${n}@many.example.com`, status: 'Active' as const },
    }))
    const userKeys = await seedUsers(server.context, server.organizationKey, users)
    const inGroup = { action: 'AddToGroup', groupKey: group }
    await change({ ...inGroup, userKeys: userKeys.filter((_, n) => n % 50 > 0) })
    const done = await change({ ...inGroup, userKeys })
    assert.deepEqual(counts(done), [230, 5, 225, 0, 0])
    const page = async (query: string) => {
      const { results, page } = ok(await administrator.call('GET', `${changes}/${done.key}/results?${query}`))
      return { total: page.totalResults, keys: results.map(({ key }: { key: string }) => key) }
    }
    for (const [offset, limit] of [
      [0, 100],
      [95, 10],
      [100, 100],
      [200, 1],
      [229, 100],
      [230, 10],
      [500, 10],
    ] as const)
      assert.deepEqual(await page(`offset=${offset}&limit=${limit}`), {
        total: 230,
        keys: userKeys.slice(offset, offset + limit),
      })
    const changed = userKeys.filter((_, n) => n % 50 === 0)
    assert.deepEqual(await page('outcome=Changed&limit=2'), { total: 5, keys: changed.slice(0, 2) })
    assert.deepEqual(await page('outcome=Changed&offset=3'), { total: 5, keys: changed.slice(3) })
    const unchanged = userKeys.filter((_, n) => n % 50 > 0)
    assert.deepEqual(await page('outcome=Unchanged&offset=190&limit=20'), {
      total: 225,
      keys: unchanged.slice(190, 210),
    })
    assert.deepEqual(await page('outcome=Failed'), { total: 0, keys: [] })
  })

  test('wait for others where too many do, and leave a share to everybody', async () => {
    const [only = ''] = await add('waiting', 1)
    const body = { action: 'Activate', userKeys: [only] }
    const others = [await server.caller(managesUsers), await server.caller(managesUsers)]
    const keys: string[] = []
    for (const by of [manager, ...others]) keys.push(ok(await by.call('POST', changes, body)).key)
    const [first = '', second = '', third = ''] = keys
    const { db } = server.context
    const total = (key: string, users: number) =>
      db.updateTable('bulk_changes').set({ total: users }).where('key', '=', key).execute()
    // One sender has a share of it, and others are not refused for that one.
    await total(first, 100_000)
    assertProblem(await manager.call('POST', changes, body), 'bulk_changes_waiting', 'of this sender', '100000 at most')
    await total(third, 99_000)
    assert.equal((await others[1]?.call('POST', changes, body))?.status, 202)
    // All together have more, and whoever has few waiting is taken all the same.
    await total(second, 20_000)
    const few = await others[0]?.call('POST', changes, body)
    assertProblem(few as Received, 'bulk_changes_waiting', '200000 at most')
    assert.equal((await administrator.call('POST', changes, body)).status, 202)
    // Of those that are sent at the same moment, only as many are taken as there is room for.
    await total(second, 1)
    await total(third, 1)
    await total(first, 99_998)
    const sent = await Promise.all(Array.from({ length: 8 }, () => manager.call('POST', changes, body)))
    assert.equal(sent.filter(({ status }) => status === 202).length, 2)
    await total(first, 1)
    assert.equal((await drained(ok(await manager.call('POST', changes, body)))).unchanged, 1)
  })

  /** Without the workers of the server */
  async function drained({ key }: BulkChange): Promise<BulkChange> {
    await createBulkWorker({ ...server.context, inviteUser: inviteExistingUser }).drain()
    return ok(await administrator.call('GET', `${changes}/${key}`))
  }
})
