import { sql } from 'kysely'
import type { Db } from '../../../db/transaction.ts'
import { heldOrganizationRoles } from './held-organization-roles-conditions.ts'

/** The active users who hold Administrator for the whole organization at this moment. */
const administrators = (db: Db, organizationKey: string, now: string) =>
  heldOrganizationRoles(db, organizationKey, now)
    .innerJoin('organization_roles as r', (join) =>
      join.onRef('r.organization_key', '=', 'o.organization_key').onRef('r.key', '=', 'o.organization_role_key'),
    )
    .innerJoin('users as u', (join) =>
      join.onRef('u.organization_key', '=', 'o.organization_key').onRef('u.key', '=', 'o.user_key'),
    )
    .where('r.built_in', '=', 'Administrator')
    .where('o.asset_key', 'is', null)
    .where('o.portfolio_key', 'is', null)
    .where('u.status', '=', 'Active')
    .select(['o.user_key', 'o.end_time'])

export async function selectAdministratorKeys(db: Db, organizationKey: string, now: string): Promise<string[]> {
  const rows = await administrators(db, organizationKey, now).execute()
  return [...new Set(rows.map((row) => row.user_key))]
}

/** Undefined: the user is not Administrator. Lasting: without end. */
export async function selectAdministratorGrant(
  db: Db,
  organizationKey: string,
  userKey: string,
  now: string,
): Promise<{ isLasting: boolean } | undefined> {
  const rows = await administrators(db, organizationKey, now).where('o.user_key', '=', userKey).execute()
  if (rows.length === 0) return undefined
  return { isLasting: rows.some(({ end_time }) => end_time === null) }
}

export async function selectIsOtherAdministrator(
  db: Db,
  organizationKey: string,
  userKey: string,
  now: string,
  { lasting }: { lasting: boolean },
): Promise<boolean> {
  let others = administrators(db, organizationKey, now).where('o.user_key', '!=', userKey)
  if (lasting) others = others.where('o.end_time', 'is', null)
  return (await others.limit(1).executeTakeFirst()) !== undefined
}

/**
 * Changes to who is Administrator wait here for each other: the update changes nothing but takes the row's lock.
 * @returns the role's key
 */
export async function lockAdministratorRoleRow(db: Db, organizationKey: string): Promise<string> {
  const { key } = await db
    .updateTable('organization_roles')
    .set({ updated_at: sql.ref('updated_at') })
    .where('organization_key', '=', organizationKey)
    .where('built_in', '=', 'Administrator')
    .returning('key')
    .executeTakeFirstOrThrow()
  return key
}
