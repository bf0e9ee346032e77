import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { before, test } from 'node:test'
import { onBothEngines } from '@portico/testing/databases.ts'
import { type ApplicationRole, createDirectory, type Directory } from '@portico/testing/directory.ts'
import { testClock } from '@portico/testing/server.ts'
import { testConfig } from '@portico/testing/test-config.ts'
import { testVault } from '@portico/testing/vault.ts'
import { sql } from 'kysely'
import { insertRows } from '../../../db/insert-rows.ts'
import { newKey } from '../../../db/keys.ts'
import type { Parts } from '../../../db/parts.ts'
import type { Db } from '../../../db/transaction.ts'
import { revokeUserApplicationRole } from '../../directory/assignments/revoke-user-application-role.ts'
import { deleteGroup } from '../../directory/groups/delete-group.ts'
import { updateGroupApplicationRoles } from '../../directory/groups/update-group-application-roles.ts'
import { updateGroupMembers } from '../../directory/groups/update-group-members.ts'
import { createRelyingParty } from '../registrations/create-relying-party.ts'
import { deleteRelyingParty } from '../registrations/delete-relying-party.ts'
import { updateRelyingParty } from '../registrations/update-relying-party.ts'
import { endLostAccess } from './end-lost-access.ts'

const { signal } = new AbortController()

onBothEngines('What ends where a user may not use an application any more', (_engine, open) => {
  const clock = testClock()
  let parts: Parts<'clock' | 'vault' | 'config'>
  let db: Db
  let directory: Directory
  let role: ApplicationRole
  let assetKey: string

  before(async () => {
    db = (await open()).db
    directory = await createDirectory(db, clock)
    parts = { db, clock, vault: testVault(), config: testConfig() }
    ;[assetKey = ''] = await directory.assets('Shop')
    role = await newRole()
  })

  const newRole = async (): Promise<ApplicationRole> => {
    const environmentKeys = [directory.test.key]
    const [made] = await directory.roles({ assetKey, name: `Buyer ${randomUUID()}`, environmentKeys })
    return made ?? assert.fail()
  }
  const newGroup = async (members: string[], applicationRoleKeys: string[] = []): Promise<string> => {
    const assigned = members.map((userKey) => ({ userKey, membershipType: 'Assigned' as const }))
    const [key] = await directory.groups({ environmentKey: directory.test.key, applicationRoleKeys, members: assigned })
    return key ?? assert.fail()
  }
  const application = async (allowedUsers: Parameters<typeof createRelyingParty>[2]['allowedUsers']) =>
    createRelyingParty(parts, directory.administrator, {
      name: `Application ${randomUUID()}`,
      type: 'web',
      redirectUris: ['https://app.example.com/callback'],
      backChannelLogoutUri: 'https://app.example.com/logout',
      environmentKey: directory.test.key,
      ...(allowedUsers && { allowedUsers }),
    })
  const forRole = (key: string) => application({ who: 'roles', applicationRoleKeys: [key] })
  const forGroup = (key: string) => application({ who: 'groups', groupKeys: [key] })

  /** The users are signed in, each in all of these applications. */
  async function signIn(userKeys: string[], ...clients: { clientId: string }[]): Promise<void> {
    const { organizationKey: organization_key } = directory
    const at = new Date(clock.now()).toISOString()
    const times = { authenticated_at: at, last_seen_at: at, expires_at: at, kept_until: at }
    const none = { identity_provider_key: null, provider_session_encrypted: null, address: null, user_agent: null }
    const sessions = userKeys.map((user_key) => ({ uid: randomUUID(), user_key }))
    const session = { organization_key, credentials_stamp: 'a', method: 'password' as const, ...none, ...times }
    const rows = sessions.map((one) => ({ ...session, key: randomUUID(), ...one }))
    await insertRows(db, 'sign_on_sessions', rows)
    const ofClients = clients.flatMap(({ clientId }) =>
      sessions.map(({ uid }) => ({ sid: randomUUID(), session_uid: uid, client_id: clientId })),
    )
    await insertRows(
      db,
      'sign_on_clients',
      ofClients.map((one) => ({ organization_key, ...one, created_at: at })),
    )
  }
  const signedIn = async ({ clientId }: { clientId: string }): Promise<string[]> => {
    const rows = await db
      .selectFrom('sign_on_clients as c')
      .innerJoin('sign_on_sessions as s', 's.uid', 'c.session_uid')
      .select('s.user_key')
      .where('c.client_id', '=', clientId)
      .execute()
    return rows.map(({ user_key }) => user_key).sort()
  }
  /** Who is told of to the application, and where */
  const told = async ({ clientId }: { clientId: string }) => {
    const rows = await db.selectFrom('logout_notices').selectAll().where('client_id', '=', clientId).execute()
    return rows.map(({ user_key, uri }) => [user_key, uri] as const).sort()
  }
  const left = async () => (await db.selectFrom('access_changes').selectAll().execute()).length

  /** Two users may use it and are signed in: after `lose`, one of them or both may not. */
  async function ends(
    client: { clientId: string },
    [ada, bob]: [string, string],
    lose: () => Promise<unknown>,
    lost: string[],
  ): Promise<void> {
    const open = await application(undefined)
    await signIn([ada, bob], client, open)
    await endLostAccess(parts, signal)
    assert.deepEqual(await signedIn(client), [ada, bob].sort(), 'both may use it')
    await lose()
    await endLostAccess(parts, signal)
    const others = [ada, bob].filter((one) => !lost.includes(one))
    assert.deepEqual(await signedIn(client), others)
    assert.deepEqual(
      (await told(client)).map(([user]) => user),
      [...lost].sort(),
    )
    assert.deepEqual(await signedIn(open), [ada, bob].sort(), 'what is for everybody goes on')
    assert.equal(await left(), 0)
  }
  const two = async () => (await directory.users({ name: 'ada' }, { name: 'bob' })) as [string, string]

  test('is their part of the session, by a role that is revoked, deleted, or taken from their group', async () => {
    const { administrator } = directory
    const direct = await two()
    await directory.grant([direct[0], role.key], [direct[1], role.key])
    const revoke = { key: direct[0], roleKey: role.key }
    const other = await newRole()
    await directory.grant([direct[1], other.key])
    await ends(await forRole(role.key), direct, () => revokeUserApplicationRole(parts, administrator, revoke), [
      direct[0],
    ])
    await directory.grant([direct[0], other.key])
    const removeRole = () => db.deleteFrom('application_roles').where('key', '=', other.key).execute()
    await ends(await forRole(other.key), direct, removeRole, direct)

    const members = await two()
    const third = await newRole()
    const group = await newGroup(members, [third.key])
    await directory.grant([members[1], third.key])
    const take = () =>
      updateGroupApplicationRoles(parts, administrator, group, { applicationRoleKeysToRemove: [third.key] })
    await ends(await forRole(third.key), members, take, [members[0]])
  })

  test('ends by a group that is left, emptied or deleted, whether it or its role is asked for', async () => {
    const { administrator } = directory
    const leaving = await two()
    const left = await newGroup(leaving)
    const leave = () => updateGroupMembers(parts, administrator, left, { userKeysToRemove: [leaving[1]] })
    await ends(await forGroup(left), leaving, leave, [leaving[1]])

    const ofRole = await two()
    const viaRole = await newGroup(ofRole, [role.key])
    const leaveRole = () => updateGroupMembers(parts, administrator, viaRole, { userKeysToRemove: [ofRole[0]] })
    await ends(await forRole(role.key), ofRole, leaveRole, [ofRole[0]])

    const gone = await two()
    const deleted = await newGroup(gone)
    const client = await forGroup(deleted)
    await ends(client, gone, () => deleteGroup(parts, administrator, deleted), gone)
    const again = await two()
    const withRole = await newGroup(again, [role.key])
    await ends(await forRole(role.key), again, () => deleteGroup(parts, administrator, withRole), again)
  })

  test('ends by the asset or the stage that is deleted, and by the status of the user', async () => {
    const users = await two()
    const [asset = ''] = await directory.assets('Doomed')
    const [own] = await directory.roles({ assetKey: asset, name: 'Own', environmentKeys: [directory.test.key] })
    await directory.grant(...users.map((user): [string, string] => [user, own?.key ?? '']))
    const removeAsset = () => sql`delete from assets where key = ${asset}`.execute(db)
    await ends(await forRole(own?.key ?? ''), users, removeAsset, users)

    const [ada, bob] = await two()
    const client = await application(undefined)
    await signIn([ada, bob], client)
    await db.updateTable('users').set({ status: 'Inactive' }).where('key', '=', ada).execute()
    await endLostAccess(parts, signal)
    assert.deepEqual(await signedIn(client), [bob])
  })

  test('ends by the application that is suspended, given to others, or deleted, which is told where it was', async () => {
    const { administrator } = directory
    const [ada, bob] = await two()
    const group = await newGroup([ada])
    const others = await application(undefined)
    await signIn([ada, bob], others)
    await updateRelyingParty(parts, administrator, others.key, { allowedUsers: { who: 'groups', groupKeys: [group] } })
    await endLostAccess(parts, signal)
    assert.deepEqual(await signedIn(others), [ada])
    assert.deepEqual(await told(others), [[bob, null]])

    for (const change of ['suspended', 'deleted'] as const) {
      const client = await application(undefined)
      await signIn([ada, bob], client)
      await updateRelyingParty(parts, administrator, client.key, { name: `Other ${randomUUID()}` })
      await endLostAccess(parts, signal)
      assert.equal((await signedIn(client)).length, 2, 'another name is no loss')
      await (change === 'suspended'
        ? updateRelyingParty(parts, administrator, client.key, { isActive: false })
        : deleteRelyingParty(parts, administrator, client.key))
      await endLostAccess(parts, signal)
      assert.deepEqual(await signedIn(client), [])
      const uri = change === 'suspended' ? null : 'https://app.example.com/logout'
      assert.deepEqual(
        await told(client),
        [ada, bob].sort().map((user) => [user, uri]),
      )
    }
  })

  test('is found in slices, however many have lost it at once, also by several processes at the same time', async () => {
    const users = await directory.users(...Array.from({ length: 1_000 }, (_, index) => ({ name: `user ${index}` })))
    const own = await newRole()
    const group = await newGroup(users, [own.key])
    const [byRole, byGroup] = [await forRole(own.key), await forGroup(group)]
    await signIn(users, byRole, byGroup)
    await endLostAccess(parts, signal)
    const { administrator } = directory
    await updateGroupApplicationRoles(parts, administrator, group, { applicationRoleKeysToRemove: [own.key] })
    assert.equal(await left(), 1, 'one row, however many members the group has')
    // A server that stops leaves the rest to the next start.
    await assert.rejects(endLostAccess(parts, AbortSignal.abort()), { name: 'AbortError' })
    assert.equal((await signedIn(byRole)).length, 700)
    await Promise.all([endLostAccess(parts, signal), endLostAccess(parts, signal)])
    assert.equal((await signedIn(byRole)).length, 0)
    assert.equal((await told(byRole)).length, 1_000)
    assert.equal((await signedIn(byGroup)).length, 1_000)
    await deleteGroup(parts, administrator, group)
    await Promise.all([endLostAccess(parts, signal), endLostAccess(parts, signal)])
    assert.equal((await signedIn(byGroup)).length, 0)
    assert.equal((await told(byGroup)).length, 1_000)
    assert.equal(await left(), 0)
  })

  test('ends in other organizations where something is wrong with one', async () => {
    const { organizationKey } = directory
    const other = await createDirectory(db, clock)
    const none = { client_id: null, logout_uri: null, after_sid: null }
    for (const organization_key of [organizationKey, other.organizationKey])
      await insertRows(db, 'access_changes', [
        { organization_key, key: newKey(clock.now()), user_key: newKey(clock.now()), ...none },
      ])
    const broken = db.withPlugin({
      transformQuery({ node }) {
        const isOne = JSON.stringify(node).includes(organizationKey)
        if (node.kind === 'DeleteQueryNode' && isOne) throw new Error('a fault')
        return node
      },
      transformResult: async ({ result }) => result,
    })
    await assert.rejects(endLostAccess({ ...parts, db: broken }, signal), /a fault/)
    const rows = await db.selectFrom('access_changes').select('organization_key').execute()
    assert.deepEqual(
      rows.map((row) => row.organization_key),
      [organizationKey],
    )
    await endLostAccess(parts, signal)
    assert.equal(await left(), 0)
  })

  test('is looked for only where an application asks for what was lost', async () => {
    const [ada, bob] = await two()
    const unused = await newRole()
    const group = await newGroup([ada, bob], [unused.key])
    await directory.grant([ada, unused.key])
    const { administrator } = directory
    await revokeUserApplicationRole(parts, administrator, { key: ada, roleKey: unused.key })
    await updateGroupApplicationRoles(parts, administrator, group, { applicationRoleKeysToRemove: [unused.key] })
    await updateGroupMembers(parts, administrator, group, { userKeysToRemove: [ada] })
    await deleteGroup(parts, administrator, group)
    assert.equal(await left(), 0)
  })
})
