import type { Db } from '../../../db/transaction.ts'

/** The organization roles (as `o`) that users hold at this moment. Lists of users filter by it in their own queries. */
export const heldOrganizationRoles = (db: Db, organizationKey: string, now: string) =>
  organizationRolesNotEnded(db, organizationKey, now).where((eb) =>
    eb.or([eb('o.start_time', 'is', null), eb('o.start_time', '<=', now)]),
  )

/** Those (as `o`) that users hold, or will hold in a period to come. */
export const organizationRolesNotEnded = (db: Db, organizationKey: string, now: string) =>
  db
    .selectFrom('user_organization_roles as o')
    .where('o.organization_key', '=', organizationKey)
    .where((eb) => eb.or([eb('o.end_time', 'is', null), eb('o.end_time', '>', now)]))
