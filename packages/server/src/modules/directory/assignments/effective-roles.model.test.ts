import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { onBothEngines } from '@portico/testing/databases.ts'
import { type ApplicationRole, createDirectory, type Directory } from '@portico/testing/directory.ts'
import fc from 'fast-check'
import type { Db } from '../../../db/transaction.ts'
import { fullAccess } from '../../foundation/permissions/grants.ts'
import type { Principal } from '../../foundation/permissions/principal.ts'
import { createGroup } from '../groups/create-group.ts'
import { deleteGroup } from '../groups/delete-group.ts'
import { seedGroups } from '../groups/seed-groups.ts'
import { updateGroupApplicationRoles } from '../groups/update-group-application-roles.ts'
import { updateGroupMembers } from '../groups/update-group-members.ts'
import { deleteUser } from '../users/delete-user.ts'
import { grantUserApplicationRole } from './grant-user-application-role.ts'
import { listApplicationRoleUsers } from './list-application-role-users.ts'
import { listUserApplicationRoles } from './list-user-application-roles.ts'
import { listUserGroups } from './list-user-groups.ts'
import { revokeUserApplicationRole } from './revoke-user-application-role.ts'

// Sets in memory, changed in the plainest way, say which roles each user has in the end.

const clock = { now: () => Date.parse('2026-11-23T15:00:00.000Z') }
const users = 4
/** Three of each of two environments */
const roles = 6
const unknownKey = '018f2b6a-7c1d-7e2f-9a3b-4c5d6e7f8091'

const user = fc.nat(users - 1)
const role = fc.nat(roles - 1)
/** Of the groups that have been made so far, in turn */
const group = fc.nat(5)
const someUsers = fc.uniqueArray(user, { maxLength: 3 })
const someRoles = fc.uniqueArray(role, { maxLength: 3 })

const step = fc.oneof(
  { weight: 3, arbitrary: fc.record({ do: fc.constant('grant' as const), user, role }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('revoke' as const), user, role }) },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('create' as const),
      environment: fc.nat(1),
      roles: someRoles,
      users: someUsers,
      mapped: someUsers,
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({ do: fc.constant('roles' as const), group, add: someRoles, remove: someRoles }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('users' as const),
      group,
      add: someUsers,
      remove: someUsers,
      unknown: fc.boolean(),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('delete group' as const), group }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('delete user' as const), user }) },
)
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never

interface ModelGroup {
  key: string
  environment: number
  roles: Set<number>
  assigned: Set<number>
  mapped: Set<number>
}

/** What should be there, by indexes into the users and the roles. */
class Model {
  readonly alive = new Set(Array.from({ length: users }, (_, index) => index))
  readonly direct = new Set<string>()
  groups: ModelGroup[] = []

  group(index: number): ModelGroup | undefined {
    return this.groups[index % Math.max(this.groups.length, 1)]
  }

  deleteUser(index: number): void {
    this.alive.delete(index)
    for (const { assigned, mapped } of this.groups) {
      assigned.delete(index)
      mapped.delete(index)
    }
    for (const grant of this.direct) if (grant.startsWith(`${index} `)) this.direct.delete(grant)
  }

  /** `role: direct, group Assigned, group Mapped`, in order, for each role that the user has */
  effective(index: number): string[] {
    return Array.from({ length: roles }, (_, role) => {
      const through = this.groups
        .filter((one) => one.roles.has(role))
        .flatMap(({ key, assigned, mapped }) => [
          ...(assigned.has(index) ? [`${key} Assigned`] : []),
          ...(mapped.has(index) ? [`${key} Mapped`] : []),
        ])
      const ways = [...(this.direct.has(`${index} ${role}`) ? ['direct'] : []), ...through.sort()]
      return ways.length > 0 ? `${role}: ${ways.join(', ')}` : ''
    }).filter(Boolean)
  }
}

/** The operations over an organization of its own, speaking in indexes. */
function world(db: Db, directory: Directory, userKeys: string[], all: ApplicationRole[]) {
  const principal: Principal = { ...directory.principal(), access: fullAccess }
  const environments = [directory.development.key, directory.test.key]
  const environmentOf = (index: number): number => environments.indexOf(all[index]?.environmentKey ?? '')
  const roleKeys = (list: number[]): string[] => list.map((index) => all[index]?.key ?? '')
  const keysOf = (list: number[]): string[] => list.map((index) => userKeys[index] ?? '')
  const parts = { db, clock }
  const model = new Model()

  /** That it changed nothing either is seen when everything is compared. */
  const refused = (work: () => Promise<unknown>, problem: string): Promise<void> => assert.rejects(work, { problem })

  async function grant(action: 'grant' | 'revoke', one: { user: number; role: number }): Promise<void> {
    const change = action === 'grant' ? grantUserApplicationRole : revokeUserApplicationRole
    const work = () => change(parts, principal, { key: userKeys[one.user] ?? '', roleKey: all[one.role]?.key ?? '' })
    if (!model.alive.has(one.user)) return refused(work, 'user_not_found')
    await work()
    if (action === 'grant') model.direct.add(`${one.user} ${one.role}`)
    else model.direct.delete(`${one.user} ${one.role}`)
  }

  async function create(one: Extract<Step, { do: 'create' }>): Promise<void> {
    const request = {
      name: `Group ${model.groups.length} ${Math.random()}`,
      environmentKey: environments[one.environment] ?? '',
      applicationRoleKeys: roleKeys(one.roles),
      userKeys: keysOf(one.users),
    }
    const work = () => createGroup(parts, principal, request)
    if (one.roles.some((index) => environmentOf(index) !== one.environment)) {
      return refused(work, 'group_role_elsewhere')
    }
    if (one.users.some((index) => !model.alive.has(index))) return refused(work, 'group_user_unknown')
    const { key } = await work()
    const { environment } = one
    model.groups.push({
      key,
      environment,
      roles: new Set(one.roles),
      assigned: new Set(one.users),
      mapped: new Set(),
    })
  }

  /** A sign-in makes memberships of its own kind: here a group is made with them, since no user signs in. */
  async function createMapped(one: Extract<Step, { do: 'create' }>): Promise<void> {
    const mapped = one.mapped.filter((index) => model.alive.has(index))
    const ofGroup = one.roles.filter((index) => environmentOf(index) === one.environment)
    const members = keysOf(mapped).map((userKey) => ({ userKey, membershipType: 'Mapped' as const }))
    const group = {
      name: `Mapped ${Math.random()}`,
      environmentKey: environments[one.environment] ?? '',
      applicationRoleKeys: roleKeys(ofGroup),
      members,
    }
    const [created] = await seedGroups({ db, clock }, directory.organizationKey, [group])
    model.groups.push({
      key: created?.key ?? '',
      environment: one.environment,
      roles: new Set(ofGroup),
      assigned: new Set(),
      mapped: new Set(mapped),
    })
  }

  async function changeRoles(one: Extract<Step, { do: 'roles' }>): Promise<void> {
    const found = model.group(one.group)
    const work = () =>
      updateGroupApplicationRoles(parts, principal, found?.key ?? unknownKey, {
        applicationRoleKeysToAdd: roleKeys(one.add),
        applicationRoleKeysToRemove: roleKeys(one.remove),
      })
    if (!found) return refused(work, 'group_not_found')
    if (one.add.some((index) => one.remove.includes(index))) return refused(work, 'added_and_removed')
    if ([...one.add, ...one.remove].some((index) => environmentOf(index) !== found.environment)) {
      return refused(work, 'group_role_elsewhere')
    }
    await work()
    for (const index of one.add) found.roles.add(index)
    for (const index of one.remove) found.roles.delete(index)
  }

  async function changeUsers(one: Extract<Step, { do: 'users' }>): Promise<void> {
    const found = model.group(one.group)
    const work = () =>
      updateGroupMembers(parts, principal, found?.key ?? unknownKey, {
        userKeysToAdd: keysOf(one.add),
        userKeysToRemove: [...keysOf(one.remove), ...(one.unknown ? [unknownKey] : [])],
      })
    if (!found) return refused(work, 'group_not_found')
    if (one.add.some((index) => one.remove.includes(index))) return refused(work, 'added_and_removed')
    if (one.unknown || [...one.add, ...one.remove].some((index) => !model.alive.has(index))) {
      return refused(work, 'group_user_unknown')
    }
    await work()
    for (const index of one.add) found.assigned.add(index)
    for (const index of one.remove) found.assigned.delete(index)
  }

  async function deleteGroupAt(index: number): Promise<void> {
    const found = model.group(index)
    if (!found) return refused(() => deleteGroup(parts, principal, unknownKey), 'group_not_found')
    await deleteGroup(parts, principal, found.key)
    model.groups = model.groups.filter((one) => one !== found)
  }

  async function deleteUserAt(index: number): Promise<void> {
    const work = () => deleteUser(parts, principal, userKeys[index] ?? '')
    if (!model.alive.has(index)) return refused(work, 'user_not_found')
    await work()
    model.deleteUser(index)
  }

  return {
    async take(one: Step): Promise<void> {
      if (one.do === 'grant' || one.do === 'revoke') return grant(one.do, one)
      if (one.do === 'create') return one.mapped.length > 0 ? createMapped(one) : create(one)
      if (one.do === 'roles') return changeRoles(one)
      if (one.do === 'users') return changeUsers(one)
      return one.do === 'delete group' ? deleteGroupAt(one.group) : deleteUserAt(one.user)
    },

    /** Everything that tells of effective roles says the same as the model. */
    async compare(): Promise<void> {
      for (const index of Array.from({ length: users }, (_, index) => index)) {
        const key = userKeys[index] ?? ''
        if (!model.alive.has(index)) {
          await assert.rejects(listUserApplicationRoles(parts, principal, key, {}), { problem: 'user_not_found' })
          continue
        }
        const { results } = await listUserApplicationRoles(parts, principal, key, {
          assignmentSources: ['Direct', 'GroupAssigned', 'GroupMapped'],
        })
        const found = results.map((one) => {
          const ways = one.assignedGroups.map((group) => `${group.key} ${group.membershipType}`).sort()
          const name = all.findIndex((role) => role.key === one.key)
          return `${name}: ${[...(one.isDirectlyAssigned ? ['direct'] : []), ...ways].join(', ')}`
        })
        assert.deepEqual(found.sort(), model.effective(index))
        const memberships = await listUserGroups(parts, principal, key, {})
        assert.deepEqual(
          memberships.results.map(({ group }) => group.key).sort(),
          model.groups
            .filter(({ assigned, mapped }) => assigned.has(index) || mapped.has(index))
            .map((one) => one.key)
            .sort(),
        )
      }
      for (const [index, one] of all.entries()) {
        const { results, page } = await listApplicationRoleUsers(parts, principal, one.key, {})
        const holders = [...model.alive].filter((user) =>
          model.effective(user).some((text) => text.startsWith(`${index}:`)),
        )
        assert.deepEqual(results.map(({ key }) => key).sort(), keysOf(holders).sort())
        assert.equal(page.totalResults, holders.length)
      }
    },
  }
}

onBothEngines('Effective roles, against a model', (_engine, open) => {
  let db: Db
  before(async () => {
    db = (await open()).db
  })

  test('are what grants and groups give, after any interleaving of their changes', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 20, size: 'max' }), async (steps) => {
        const directory = await createDirectory(db, clock)
        const [assetKey = ''] = await directory.assets('Asset')
        const environmentKeys = [directory.development.key, directory.test.key]
        const all = await directory.roles(...['A', 'B', 'C'].map((name) => ({ assetKey, name, environmentKeys })))
        const userKeys = await directory.users(...Array.from({ length: users }, (_, index) => ({ name: `U${index}` })))
        const { take, compare } = world(db, directory, userKeys, all)
        for (const one of steps) await take(one)
        await compare()
      }),
      { numRuns: 40 },
    )
  })
})
