import { sql } from 'kysely'
import type { MembershipType } from '../../../db/schema/directory-schema.ts'
import type { Db } from '../../../db/transaction.ts'
import { matchingRoles } from '../../applications/application-roles/application-role-conditions.ts'
import { isUnconditional, type RoleCondition } from '../../applications/application-roles/role-condition.ts'

// A user has an application role by a direct grant, or because one of their groups has it. No other file repeats this
// rule but getUserApplicationRoles(), which reads the roles of a group once for all of its members.

/** Grants of roles that fulfil the condition, as `d`. */
export function directAssignments(db: Db, organizationKey: string, condition: RoleCondition) {
  const grants = db.selectFrom('user_application_roles as d').where('d.organization_key', '=', organizationKey)
  if (isUnconditional(condition)) return grants
  return grants.where('d.application_role_key', 'in', matchingRoles(db, organizationKey, condition).select('r.key'))
}

/** Memberships (`m`) in groups that have roles (`g`) that fulfil the condition. */
export function groupAssignments(db: Db, organizationKey: string, condition: RoleCondition) {
  const memberships = db
    .selectFrom('group_users as m')
    .innerJoin('group_application_roles as g', (join) =>
      join.onRef('g.organization_key', '=', 'm.organization_key').onRef('g.group_key', '=', 'm.group_key'),
    )
    .where('m.organization_key', '=', organizationKey)
  if (isUnconditional(condition)) return memberships
  return memberships.where(
    'g.application_role_key',
    'in',
    matchingRoles(db, organizationKey, condition).select('r.key'),
  )
}

/** The keys of the groups that have a role that fulfils the condition. One may come more than once. */
export function groupsWithRole(db: Db, organizationKey: string, condition: RoleCondition) {
  const groups = db
    .selectFrom('group_application_roles as g')
    .select('g.group_key')
    .where('g.organization_key', '=', organizationKey)
  if (isUnconditional(condition)) return groups
  return groups.where('g.application_role_key', 'in', matchingRoles(db, organizationKey, condition).select('r.key'))
}

/** The keys of the users who have a role that fulfils the condition. A user may come more than once. */
export const usersWithRole = (db: Db, organizationKey: string, condition: RoleCondition) =>
  directAssignments(db, organizationKey, condition)
    .select('d.user_key')
    .unionAll(groupAssignments(db, organizationKey, condition).select('m.user_key'))

/** How a user came by a role: by a grant, or as a member of a group who was assigned or mapped. */
export type AssignmentSource = 'Direct' | 'GroupAssigned' | 'GroupMapped'

export const allSources: readonly AssignmentSource[] = ['Direct', 'GroupAssigned', 'GroupMapped']

/** Whose roles, and through what they have them */
export interface RoleHolders {
  organizationKey: string
  userKeys: readonly string[]
  /** Whether by grants */
  isDirect: boolean
  /** Whether through groups, and by which memberships */
  membershipTypes: readonly MembershipType[]
}

/** The memberships of the users, as `m` */
export const membershipsOf = (db: Db, { organizationKey, userKeys, membershipTypes }: Omit<RoleHolders, 'isDirect'>) =>
  db
    .selectFrom('group_users as m')
    .where('m.organization_key', '=', organizationKey)
    .where('m.user_key', 'in', userKeys)
    .where('m.membership_type', 'in', membershipTypes)

/** The keys of the roles that one of the users has at least. A group's roles are read once, however many are its members. */
export function roleKeysOf(db: Db, holders: RoleHolders) {
  const { organizationKey, userKeys, isDirect, membershipTypes } = holders
  const granted = directAssignments(db, organizationKey, {})
    .where('d.user_key', 'in', userKeys)
    .select('d.application_role_key')
  if (membershipTypes.length === 0) return granted
  const inherited = db
    .selectFrom('group_application_roles as g')
    .where('g.organization_key', '=', organizationKey)
    .where('g.group_key', 'in', membershipsOf(db, holders).select('m.group_key'))
    .select('g.application_role_key')
  return isDirect ? inherited.unionAll(granted) : inherited
}

interface AssignmentRow {
  user_key: string
  application_role_key: string
  group_key: string | null
}

/**
 * Through what the users have roles, as `a`: one row for each grant and each membership, group_key null for a grant.
 * @param sources these alone; all unless given
 */
export function assignments(
  db: Db,
  organizationKey: string,
  userKeys: readonly string[],
  sources: readonly AssignmentSource[] = allSources,
) {
  const direct = directAssignments(db, organizationKey, {})
    .where('d.user_key', 'in', userKeys)
    .select(['d.user_key', 'd.application_role_key'])
    // Null of the column's type: PostgreSQL takes a bare null for a text, which no key can be compared with.
    .select(sql`nullif(d.user_key, d.user_key)`.as('group_key'))
    .$castTo<AssignmentRow>()
  const memberships = groupAssignments(db, organizationKey, {})
    .where('m.user_key', 'in', userKeys)
    .select(['m.user_key', 'g.application_role_key', 'm.group_key'])
    .$castTo<AssignmentRow>()
  const assigned = sources.includes('GroupAssigned')
  const mapped = sources.includes('GroupMapped')
  if (!assigned && !mapped) return direct.as('a')
  const inherited =
    assigned && mapped ? memberships : memberships.where('m.membership_type', '=', assigned ? 'Assigned' : 'Mapped')
  return sources.includes('Direct') ? direct.unionAll(inherited).as('a') : inherited.as('a')
}
