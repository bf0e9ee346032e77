import { runCompiled } from '../../../db/run-compiled.ts'
import type { MembershipType } from '../../../db/schema/directory-schema.ts'
import type { Db } from '../../../db/transaction.ts'
import type { ApplicationRole } from '../../applications/application-roles/application-role.ts'
import { matchingRoles } from '../../applications/application-roles/application-role-conditions.ts'
import type { RoleCondition } from '../../applications/application-roles/role-condition.ts'
import { assignments, membershipsOf, type RoleHolders, roleKeysOf } from './role-assignments-conditions.ts'

/** Conditions without a text to look for: a query that is built once must not look at a value. */
export type HeldRoleCondition = Omit<RoleCondition, 'nameContains'> & { nameContains?: never }

interface HeldRole extends Pick<ApplicationRole, 'key' | 'name' | 'claim'> {
  userKey: string
}

/** One way in which a user belongs to a group */
export interface Membership {
  userKey: string
  key: string
  name: string
  membershipType: MembershipType
}

/** That a group has a role */
export interface GroupRole {
  groupKey: string
  roleKey: string
}

/** Which of the roles that fulfil the condition the users have directly */
export const selectGrants = (
  db: Db,
  { organizationKey, userKeys }: RoleHolders,
  condition: HeldRoleCondition,
): Promise<{ userKey: string; roleKey: string }[]> =>
  runCompiled(db, 'grants of users', { organizationKey, userKeys, condition }, (values) =>
    matchingRoles(db, values.organizationKey, values.condition)
      .innerJoin('user_application_roles as d', (join) =>
        join
          .onRef('d.organization_key', '=', 'r.organization_key')
          .onRef('d.application_role_key', '=', 'r.key')
          .on('d.user_key', 'in', values.userKeys),
      )
      .select(['d.user_key as userKey', 'd.application_role_key as roleKey']),
  )

/** The groups of the users, of each by the group's name: one comes twice where a user is assigned and mapped. */
export const selectMembershipsOfUsers = (
  db: Db,
  { organizationKey, userKeys, membershipTypes }: RoleHolders,
): Promise<Membership[]> =>
  runCompiled(db, 'memberships of users', { organizationKey, userKeys, membershipTypes }, (values) =>
    membershipsOf(db, values)
      .innerJoin('groups as g', (join) =>
        join.onRef('g.organization_key', '=', 'm.organization_key').onRef('g.key', '=', 'm.group_key'),
      )
      .select(['m.user_key as userKey', 'g.key', 'g.name', 'm.membership_type as membershipType'])
      .orderBy('g.name_folded')
      .orderBy('g.key')
      .orderBy('m.membership_type'),
  )

/** Which of the roles that fulfil the condition the groups of the users have */
export const selectRolesOfGroups = (
  db: Db,
  { organizationKey, userKeys, membershipTypes }: RoleHolders,
  condition: HeldRoleCondition,
): Promise<GroupRole[]> =>
  runCompiled(db, 'roles of the groups', { organizationKey, userKeys, membershipTypes, condition }, (values) =>
    matchingRoles(db, values.organizationKey, values.condition)
      .innerJoin('group_application_roles as g', (join) =>
        join.onRef('g.organization_key', '=', 'r.organization_key').onRef('g.application_role_key', '=', 'r.key'),
      )
      .where('g.group_key', 'in', membershipsOf(db, values).select('m.group_key'))
      .select(['g.group_key as groupKey', 'g.application_role_key as roleKey']),
  )

/** The roles that fulfil the condition and that one of the users has at least, by name. */
export const selectRolesOfUsers = (
  db: Db,
  { organizationKey, userKeys, isDirect, membershipTypes }: RoleHolders,
  condition: HeldRoleCondition,
): Promise<ApplicationRole[]> =>
  runCompiled(db, 'roles of users', { organizationKey, userKeys, isDirect, membershipTypes, condition }, (values) =>
    matchingRoles(db, values.organizationKey, values.condition)
      .where('r.key', 'in', roleKeysOf(db, values))
      .innerJoin('environments as e', (join) =>
        join.onRef('e.organization_key', '=', 'r.organization_key').onRef('e.key', '=', 'r.environment_key'),
      )
      .select(['r.key', 'r.name', 'r.environment_key as environmentKey', 'r.asset_key as assetKey'])
      .select(['r.external_key as externalKey', 'r.claim', 'e.portfolio_key as portfolioKey'])
      .orderBy('r.name_folded')
      .orderBy('r.key'),
  )

/** Who of the users has which role, by name of the role. Whoever has it in several ways comes as often. */
export const selectHeldRoles = (
  db: Db,
  organizationKey: string,
  userKeys: readonly string[],
  condition: HeldRoleCondition,
): Promise<HeldRole[]> =>
  runCompiled(db, 'held roles', { organizationKey, userKeys, condition }, (values) =>
    matchingRoles(db, values.organizationKey, values.condition)
      .innerJoin(assignments(db, values.organizationKey, values.userKeys), 'a.application_role_key', 'r.key')
      .select(['a.user_key as userKey', 'r.key', 'r.name', 'r.claim'])
      .orderBy('r.name_folded')
      .orderBy('r.key'),
  )

/** The keys of the end-user roles that the user has directly, in their order. */
export async function selectDirectRoleKeysOfUser(db: Db, organizationKey: string, userKey: string): Promise<string[]> {
  const rows = await db
    .selectFrom('user_application_roles')
    .select('application_role_key as key')
    .where('organization_key', '=', organizationKey)
    .where('user_key', '=', userKey)
    .orderBy('application_role_key')
    .execute()
  return rows.map(({ key }) => key)
}

/** The keys of the groups to which the user belongs, by name. */
export async function selectGroupKeysOfUser(db: Db, organizationKey: string, userKey: string): Promise<string[]> {
  const memberships = db
    .selectFrom('group_users as m')
    .select('m.group_key')
    .where('m.organization_key', '=', organizationKey)
    .where('m.user_key', '=', userKey)
  const rows = await db
    .selectFrom('groups as g')
    .select('g.key')
    .where('g.organization_key', '=', organizationKey)
    .where('g.key', 'in', memberships)
    .orderBy('g.name_folded')
    .orderBy('g.key')
    .execute()
  return rows.map(({ key }) => key)
}
