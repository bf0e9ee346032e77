import { insertRows } from '../../../db/insert-rows.ts'
import type { Db } from '../../../db/transaction.ts'
import type { Found } from '../../../http/api/page.ts'
import {
  matchingRoles,
  type RolePage,
  sortedRoles,
} from '../../applications/application-roles/application-role-conditions.ts'
import type { RoleCondition } from '../../applications/application-roles/role-condition.ts'
import { type AssignmentSource, assignments } from '../users/role-assignments-conditions.ts'

/** Through what a user has roles. One assignment fulfils both conditions. */
interface AssignmentCondition {
  sources: readonly AssignmentSource[]
  groupKeys?: readonly string[]
}

/** The keys of a page of the user's roles. */
export async function selectUserRoleKeys(
  db: Db,
  organizationKey: string,
  userKey: string,
  conditions: { role: RoleCondition; assignment: AssignmentCondition },
  { sort, limit, offset }: RolePage,
): Promise<Found<string>> {
  const roles = matchingRoles(db, organizationKey, conditions.role).where(
    'r.key',
    'in',
    assignedRoleKeys(db, organizationKey, userKey, conditions.assignment),
  )
  const rows = await sortedRoles(roles, sort).select('r.key').limit(limit).offset(offset).execute()
  const { total } = await roles.select((eb) => eb.fn.countAll<number>().as('total')).executeTakeFirstOrThrow()
  return { rows: rows.map(({ key }) => key), total }
}

function assignedRoleKeys(
  db: Db,
  organizationKey: string,
  userKey: string,
  { sources, groupKeys }: AssignmentCondition,
) {
  const assigned = db.selectFrom(assignments(db, organizationKey, [userKey], sources)).select('a.application_role_key')
  return groupKeys ? assigned.where('a.group_key', 'in', groupKeys) : assigned
}

/** For users that have none of the roles yet. */
export async function insertUserApplicationRoles(
  db: Db,
  organizationKey: string,
  grants: readonly { userKey: string; applicationRoleKey: string }[],
  createdAt: string,
): Promise<void> {
  const rows = grants.map(({ userKey, applicationRoleKey }) => ({
    organization_key: organizationKey,
    user_key: userKey,
    application_role_key: applicationRoleKey,
    created_at: createdAt,
  }))
  await insertRows(db, 'user_application_roles', rows)
}

/** @returns whether the user did not have the role directly yet */
export async function insertMissingUserApplicationRole(
  db: Db,
  organizationKey: string,
  userKey: string,
  applicationRoleKey: string,
  createdAt: string,
): Promise<boolean> {
  const result = await db
    .insertInto('user_application_roles')
    .values({
      organization_key: organizationKey,
      user_key: userKey,
      application_role_key: applicationRoleKey,
      created_at: createdAt,
    })
    .onConflict((conflict) => conflict.columns(['organization_key', 'user_key', 'application_role_key']).doNothing())
    .executeTakeFirst()
  return result.numInsertedOrUpdatedRows === 1n
}

/** @returns whether the user had the role directly */
export async function deleteUserApplicationRole(
  db: Db,
  organizationKey: string,
  userKey: string,
  applicationRoleKey: string,
): Promise<boolean> {
  const result = await db
    .deleteFrom('user_application_roles')
    .where('organization_key', '=', organizationKey)
    .where('user_key', '=', userKey)
    .where('application_role_key', '=', applicationRoleKey)
    .executeTakeFirst()
  return result.numDeletedRows === 1n
}
