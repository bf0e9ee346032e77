import { sql } from 'kysely'
import { runCompiled } from '../../../db/run-compiled.ts'
import type { MembershipType } from '../../../db/schema/directory-schema.ts'
import type { Db } from '../../../db/transaction.ts'
import type { ApplicationRole } from '../../applications/application-roles/application-role.ts'
import { matchingRoles } from '../../applications/application-roles/application-role-conditions.ts'
import type { RoleCondition } from '../../applications/application-roles/role-condition.ts'
import { type AssignmentSource, assignments } from './role-assignments-conditions.ts'

/** One way in which a user has a role: a grant (no group), or a membership. */
interface RoleAssignment {
  userKey: string
  role: ApplicationRole
  group: { key: string; name: string; membershipType: MembershipType } | null
}

/** Conditions that only say which keys: a query that is built once must not look at a value. */
export type HeldRoleCondition = Pick<RoleCondition, 'keys' | 'assetKeys' | 'environmentKeys'>

interface HeldRole extends Pick<ApplicationRole, 'key' | 'name' | 'claim'> {
  userKey: string
}

/** Through what the users have roles that fulfil the condition: by role name, and within a role by group name. */
export async function selectRoleAssignments(
  db: Db,
  organizationKey: string,
  userKeys: readonly string[],
  condition: RoleCondition,
  sources?: readonly AssignmentSource[],
): Promise<RoleAssignment[]> {
  const rows = await matchingRoles(db, organizationKey, condition)
    .innerJoin(assignments(db, organizationKey, userKeys, sources), 'a.application_role_key', 'r.key')
    .innerJoin('environments as e', (join) =>
      join.onRef('e.organization_key', '=', 'r.organization_key').onRef('e.key', '=', 'r.environment_key'),
    )
    .leftJoin('groups as g', (join) =>
      join.onRef('g.organization_key', '=', 'r.organization_key').onRef('g.key', '=', 'a.group_key'),
    )
    .select(['a.user_key', 'a.group_key', 'a.membership_type', 'g.name as group_name'])
    .select(['r.key', 'r.name', 'r.environment_key', 'r.asset_key', 'r.external_key', 'r.claim', 'e.portfolio_key'])
    .orderBy('r.name_folded')
    .orderBy('r.key')
    .orderBy(sql`g.name_folded`)
    .orderBy('a.group_key')
    .orderBy('a.membership_type')
    .execute()
  return rows.map((row) => ({
    userKey: row.user_key,
    role: {
      key: row.key,
      name: row.name,
      environmentKey: row.environment_key,
      assetKey: row.asset_key,
      externalKey: row.external_key,
      claim: row.claim,
      portfolioKey: row.portfolio_key,
    },
    group:
      row.group_key === null
        ? null
        : {
            key: row.group_key,
            name: row.group_name ?? '',
            membershipType: row.membership_type ?? 'Assigned',
          },
  }))
}

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
