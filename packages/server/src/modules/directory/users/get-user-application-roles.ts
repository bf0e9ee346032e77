import type { Parts } from '../../../db/parts.ts'
import type { ApplicationRole } from '../../applications/application-roles/application-role.ts'
import type { UserApplicationRole } from './embed-schemas.ts'
import { allSources } from './role-assignments-conditions.ts'
import {
  type GroupRole,
  type HeldRoleCondition,
  type Membership,
  selectGrants,
  selectMembershipsOfUsers,
  selectRolesOfGroups,
  selectRolesOfUsers,
} from './role-assignments-repository.ts'

/**
 * The effective application roles of each user that fulfil the condition, by name, and through what the user has them. A
 * role that hundreds of users have through a group is read once, and is the same object for all of them. It reads several
 * times: what must be of one moment asks for it in one snapshot.
 * @param sources through which assignments alone; through all unless given
 */
export async function getUserApplicationRoles(
  { db }: Parts,
  organizationKey: string,
  userKeys: readonly string[],
  condition: HeldRoleCondition,
  sources = allSources,
): Promise<Map<string, UserApplicationRole[]>> {
  const isDirect = sources.includes('Direct')
  const membershipTypes = (['Assigned', 'Mapped'] as const).filter((type) => sources.includes(`Group${type}`))
  const holders = { organizationKey, userKeys, isDirect, membershipTypes }
  const grants = isDirect ? await selectGrants(db, holders, condition) : []
  const memberships = membershipTypes.length > 0 ? await selectMembershipsOfUsers(db, holders) : []
  const groupRoles = memberships.length > 0 ? await selectRolesOfGroups(db, holders, condition) : []
  if (grants.length + groupRoles.length === 0) return new Map()
  const roles = await selectRolesOfUsers(db, holders, condition)

  const placed: PlacedRoles = new Map(roles.map((role, place) => [role.key, { role, place }]))
  const inheritedBy = inheritedRoles(placed, groupRoles)
  const membershipsByUser = Map.groupBy(memberships, ({ userKey }) => userKey)
  const grantsByUser = Map.groupBy(grants, ({ userKey }) => userKey)
  return new Map(
    userKeys.map((userKey) => {
      const held = new Map(inheritedBy(membershipsByUser.get(userKey) ?? []))
      for (const { roleKey } of grantsByUser.get(userKey) ?? []) {
        const found = placed.get(roleKey)
        if (!found) continue
        const assignedGroups = held.get(found.place)?.assignedGroups ?? []
        held.set(found.place, { ...found.role, isDirectlyAssigned: true, assignedGroups })
      }
      return [userKey, [...held].sort(([one], [other]) => one - other).map(([, role]) => role)]
    }),
  )
}

/** Roles by their keys, with their places in the order of names */
type PlacedRoles = ReadonlyMap<string, { role: ApplicationRole; place: number }>

/** What users have through their memberships, by the places of the roles: made once for all whose memberships are the same. */
function inheritedRoles(
  placed: PlacedRoles,
  groupRoles: readonly GroupRole[],
): (memberships: readonly Membership[]) => ReadonlyMap<number, UserApplicationRole> {
  const rolesByGroup = Map.groupBy(groupRoles, ({ groupKey }) => groupKey)
  const made = new Map<string, Map<number, UserApplicationRole>>()
  return (memberships) => {
    const through = memberships.map(({ key, membershipType }) => `${key} ${membershipType}`).join()
    const known = made.get(through)
    if (known) return known
    const inherited = new Map<number, UserApplicationRole>()
    made.set(through, inherited)
    for (const { key, name, membershipType } of memberships) {
      const group = { key, name, membershipType }
      for (const { roleKey } of rolesByGroup.get(key) ?? []) {
        const found = placed.get(roleKey)
        if (!found) continue
        const role = inherited.get(found.place) ?? { ...found.role, isDirectlyAssigned: false, assignedGroups: [] }
        inherited.set(found.place, role)
        role.assignedGroups.push(group)
      }
    }
    return inherited
  }
}
