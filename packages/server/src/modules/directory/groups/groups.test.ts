import assert from 'node:assert/strict'
import { before, it } from 'node:test'
import { onBothEngines } from '@portico/testing/databases.ts'
import { createDirectory, type Directory, storingNothing } from '@portico/testing/directory.ts'
import type { Db } from '../../../db/transaction.ts'
import { fullAccess } from '../../foundation/permissions/grants.ts'
import type { Principal } from '../../foundation/permissions/principal.ts'
import { createRoleUserService } from '../assignments/role-users-service.ts'
import { createUserGroupService } from '../assignments/user-groups-service.ts'
import { deleteUser } from '../users/delete-user.ts'
import { createClaimMappingService } from './claim-mappings-service.ts'
import { createGroupApplicationRoleService } from './group-application-roles-service.ts'
import { createGroupUserService } from './group-users-service.ts'
import { createGroupService } from './groups-service.ts'

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
  let services: ReturnType<typeof createServices>

  const createServices = () => ({
    groups: createGroupService({ db, clock }),
    groupUsers: createGroupUserService({ db, clock }),
    groupRoles: createGroupApplicationRoleService({ db, clock }),
    claimMappings: createClaimMappingService({ db, clock }),
    userGroups: createUserGroupService({ db }),
    roleUsers: createRoleUserService({ db, clock }),
  })

  before(async () => {
    db = (await open()).db
    services = createServices()
    directory = await createDirectory(db, clock)
    manager = { ...directory.principal(), access: fullAccess }
  })

  it('know nothing of another organization', async () => {
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
    const { groups, groupUsers, groupRoles, claimMappings, userGroups, roleUsers } = services
    const attempts: [problem: string, attempt: () => Promise<unknown>][] = [
      ['group_not_found', () => groups.read(manager, key)],
      ['group_not_found', () => groups.update(manager, key, { name: 'Taken over' })],
      ['group_not_found', () => groups.delete(manager, key)],
      ['group_not_found', () => groupUsers.list(manager, key, {})],
      ['group_not_found', () => groupUsers.change(manager, key, {})],
      ['group_not_found', () => groupRoles.list(manager, key, {})],
      ['group_not_found', () => groupRoles.change(manager, key, {})],
      ['group_not_found', () => claimMappings.create(manager, key, { providerKey, foreignClaim })],
      ['user_not_found', () => userGroups.list(manager, userKey, {})],
      ['application_role_not_found', () => roleUsers.list(manager, role?.key ?? '', {})],
      ['environment_unknown', () => groups.create(manager, { name: 'Abroad', environmentKey: other.test.key })],
      ['group_user_unknown', () => groupUsers.change(manager, own, { userKeysToAdd: [userKey] })],
      ['group_user_unknown', () => groupUsers.change(manager, own, { userKeysToRemove: [userKey] })],
      ['group_role_unknown', () => groupRoles.change(manager, own, { applicationRoleKeysToAdd: applicationRoleKeys })],
      ['identity_provider_unknown', () => claimMappings.create(manager, own, { providerKey, foreignClaim })],
      ['identity_provider_not_found', () => groups.list(manager, { identityProviderKey: providerKey })],
    ]
    await storingNothing(db, async () => {
      for (const [problem, attempt] of attempts) await assert.rejects(attempt, { problem }, problem)
    })
    const listed = (await groups.list(manager, {})).results.map((group) => group.key)
    assert.ok(listed.includes(own) && !listed.includes(key))
  })

  it('lists ten names in the same order forward and page by page, whatever their case', async () => {
    const { key: environmentKey } = directory.production
    const names = ['b', 'A', 'ä', 'a1', 'B2', 'Ω', 'ß', '1', '_', 'z']
    await directory.groups(...names.map((name) => ({ environmentKey, name })))
    const all = await services.groups.list(manager, { environmentKey })
    const folded = all.results.map(({ name }) => name?.toLowerCase() ?? '')
    assert.deepEqual(folded, [...folded].sort())
    const paged = []
    for (let offset: number | null = 0; offset !== null; ) {
      const { results, page } = await services.groups.list(manager, { environmentKey, limit: 3, offset })
      assert.equal(page.totalResults, 10)
      paged.push(...results)
      offset = page.nextPageOffset
    }
    assert.deepEqual(paged, all.results)
  })

  it('stay whole where users, roles and groups are deleted while they are put together', async () => {
    const { groups, groupUsers, groupRoles } = services
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
          groupUsers.change(manager, first, { userKeysToAdd: userKeys }),
          deleteUser({ db, clock }, manager, userKeys[0] ?? ''),
          groupUsers.change(manager, second, { userKeysToAdd: reversed }),
          groupRoles.change(manager, first, { applicationRoleKeysToAdd: roleKeys }),
          db
            .deleteFrom('application_roles')
            .where('key', '=', roleKeys[1] ?? '')
            .execute(),
          groupUsers.change(manager, first, { userKeysToAdd: reversed, userKeysToRemove: [] }),
          groups.delete(manager, second),
          groups.create(manager, { name: `Race ${round}`, environmentKey, userKeys, applicationRoleKeys: roleKeys }),
        ],
        'group_user_unknown',
        'group_role_unknown',
        'group_not_found',
      )
      const { results } = await groupUsers.list(manager, first, {})
      assert.ok(!results.some(({ user }) => user.key === userKeys[0]))
      await assert.rejects(groups.read(manager, second), { problem: 'group_not_found' })
    }
  })

  it('assigns a user once where several do at the same time', async () => {
    const [userKey = ''] = await directory.users({ name: 'Eve' })
    const [key = ''] = await directory.groups({ environmentKey: directory.test.key })
    await Promise.all([1, 2, 3, 4].map(() => services.groupUsers.change(manager, key, { userKeysToAdd: [userKey] })))
    const { results } = await services.groupUsers.list(manager, key, {})
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
