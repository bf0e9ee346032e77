import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { onBothEngines } from '@portico/testing/databases.ts'
import { createDirectory, type Directory, storingNothing } from '@portico/testing/directory.ts'
import { foldedName } from '../../../db/folded-columns.ts'
import type { Parts } from '../../../db/parts.ts'
import type { Db } from '../../../db/transaction.ts'
import { fullAccess } from '../../foundation/permissions/grants.ts'
import type { Principal } from '../../foundation/permissions/principal.ts'
import { listApplicationRoleUsers } from '../assignments/list-application-role-users.ts'
import { listUserGroups } from '../assignments/list-user-groups.ts'
import { deleteUser } from '../users/delete-user.ts'
import { createClaimMapping } from './create-claim-mapping.ts'
import { createGroup } from './create-group.ts'
import { deleteGroup } from './delete-group.ts'
import { getGroup } from './get-group.ts'
import { listGroupApplicationRoles } from './list-group-application-roles.ts'
import { listGroupMembers } from './list-group-members.ts'
import { listGroups } from './list-groups.ts'
import { updateGroup } from './update-group.ts'
import { updateGroupApplicationRoles } from './update-group-application-roles.ts'
import { updateGroupMembers } from './update-group-members.ts'

/** Which refusals a change may meet where somebody deletes what it is about. */
async function settled(works: Promise<unknown>[], ...allowed: string[]): Promise<void> {
  for (const answer of await Promise.allSettled(works)) {
    if (answer.status === 'rejected') assert.ok(allowed.includes(answer.reason.problem), String(answer.reason.stack))
  }
}

onBothEngines('Groups, their users and their roles', (_engine, open) => {
  const clock = { now: () => Date.parse('2026-11-23T15:00:00.000Z') }
  let db: Db
  let directory: Directory
  let manager: Principal
  let parts: Parts<'clock'>

  before(async () => {
    db = (await open()).db
    parts = { db, clock }
    directory = await createDirectory(db, clock)
    manager = { ...directory.principal(), access: fullAccess }
  })

  test('know nothing of another organization', async () => {
    const other = await createDirectory(db, clock)
    const [assetKey = ''] = await other.assets('Foreign')
    const [role] = await other.roles({ assetKey, name: 'Foreign', environmentKeys: [other.test.key] })
    const [userKey = ''] = await other.users({ name: 'Foreign' })
    const providerKey = await other.identityProvider('Foreign')
    const applicationRoleKeys = [role?.key ?? '']
    const members = [{ userKey, membershipType: 'Assigned' as const }]
    const [key = ''] = await other.groups({ environmentKey: other.test.key, applicationRoleKeys, members })
    const [own = ''] = await directory.groups({ environmentKey: directory.test.key })
    const foreignClaim = { name: 'a', value: 'b' }
    const attempts: [problem: string, attempt: () => Promise<unknown>][] = [
      ['group_not_found', () => getGroup(parts, manager, key)],
      ['group_not_found', () => updateGroup(parts, manager, key, { name: 'Taken over' })],
      ['group_not_found', () => deleteGroup(parts, manager, key)],
      ['group_not_found', () => listGroupMembers(parts, manager, key, {})],
      ['group_not_found', () => updateGroupMembers(parts, manager, key, {})],
      ['group_not_found', () => listGroupApplicationRoles(parts, manager, key, {})],
      ['group_not_found', () => updateGroupApplicationRoles(parts, manager, key, {})],
      ['group_not_found', () => createClaimMapping(parts, manager, key, { providerKey, foreignClaim })],
      ['user_not_found', () => listUserGroups(parts, manager, userKey, {})],
      ['application_role_not_found', () => listApplicationRoleUsers(parts, manager, role?.key ?? '', {})],
      ['environment_unknown', () => createGroup(parts, manager, { name: 'Abroad', environmentKey: other.test.key })],
      ['group_user_unknown', () => updateGroupMembers(parts, manager, own, { userKeysToAdd: [userKey] })],
      ['group_user_unknown', () => updateGroupMembers(parts, manager, own, { userKeysToRemove: [userKey] })],
      [
        'group_role_unknown',
        () => updateGroupApplicationRoles(parts, manager, own, { applicationRoleKeysToAdd: applicationRoleKeys }),
      ],
      ['identity_provider_unknown', () => createClaimMapping(parts, manager, own, { providerKey, foreignClaim })],
      ['identity_provider_not_found', () => listGroups(parts, manager, { identityProviderKey: providerKey })],
    ]
    await storingNothing(db, async () => {
      for (const [problem, attempt] of attempts) await assert.rejects(attempt, { problem }, problem)
    })
    const listed = (await listGroups(parts, manager, {})).results.map((group) => group.key)
    assert.ok(listed.includes(own) && !listed.includes(key))
  })

  test('lists ten names in the same order forward and page by page, whatever their case', async () => {
    const { key: environmentKey } = directory.production
    const names = ['b', 'A', 'ä', 'a1', 'B2', 'Ω', 'ß', '1', '_', 'z']
    await directory.groups(...names.map((name) => ({ environmentKey, name })))
    const all = await listGroups(parts, manager, { environmentKey })
    const folded = all.results.map(({ name }) => foldedName(name ?? ''))
    assert.deepEqual(folded, [...folded].sort())
    const paged = []
    for (let offset: number | null = 0; offset !== null; ) {
      const { results, page } = await listGroups(parts, manager, { environmentKey, limit: 3, offset })
      assert.equal(page.totalResults, 10)
      paged.push(...results)
      offset = page.nextPageOffset
    }
    assert.deepEqual(paged, all.results)
  })

  test('stay whole where users, roles and groups are deleted while they are put together', async () => {
    const { key: environmentKey } = directory.test
    const [assetKey = ''] = await directory.assets('Races')
    for (let round = 0; round < 5; round++) {
      const names = ['one', 'two', 'three']
      const roles = await directory.roles(
        ...names.map((name) => ({ assetKey, name: `${name} ${round}`, environmentKeys: [environmentKey] })),
      )
      const userKeys = await directory.users(...names.map((name) => ({ name })))
      const roleKeys = roles.map(({ key }) => key)
      const [first = '', second = ''] = await directory.groups({ environmentKey }, { environmentKey })
      const reversed = [...userKeys].reverse()
      await settled(
        [
          updateGroupMembers(parts, manager, first, { userKeysToAdd: userKeys }),
          deleteUser(parts, manager, userKeys[0] ?? ''),
          updateGroupMembers(parts, manager, second, { userKeysToAdd: reversed }),
          updateGroupApplicationRoles(parts, manager, first, { applicationRoleKeysToAdd: roleKeys }),
          db
            .deleteFrom('application_roles')
            .where('key', '=', roleKeys[1] ?? '')
            .execute(),
          updateGroupMembers(parts, manager, first, { userKeysToAdd: reversed, userKeysToRemove: [] }),
          deleteGroup(parts, manager, second),
          createGroup(parts, manager, {
            name: `Race ${round}`,
            environmentKey,
            userKeys,
            applicationRoleKeys: roleKeys,
          }),
        ],
        'group_user_unknown',
        'group_role_unknown',
        'group_not_found',
      )
      const { results } = await listGroupMembers(parts, manager, first, {})
      assert.ok(!results.some(({ user }) => user.key === userKeys[0]))
      await assert.rejects(getGroup(parts, manager, second), { problem: 'group_not_found' })
    }
  })

  test('assigns a user once where several do at the same time', async () => {
    const [userKey = ''] = await directory.users({ name: 'Eve' })
    const [key = ''] = await directory.groups({ environmentKey: directory.test.key })
    await Promise.all([1, 2, 3, 4].map(() => updateGroupMembers(parts, manager, key, { userKeysToAdd: [userKey] })))
    const { results } = await listGroupMembers(parts, manager, key, {})
    assert.deepEqual(
      results.map(({ membershipTypes }) => membershipTypes),
      [['Assigned']],
    )
    const entries = await db.selectFrom('audit_entries').select('action').where('entity_key', '=', key).execute()
    assert.deepEqual(
      entries.map(({ action }) => action),
      ['group.users-added'],
    )
  })
})
