import type { Db } from '../../../db/transaction.ts'
import { type PermissionName, permissionNamed } from '../../foundation/permissions/permission-catalogue.ts'
import { organizationRolesHeld } from './organization-roles-held.ts'

export interface PermissionHolder {
  userKey: string
  name: string | null
  email: string
}

/**
 * Active users with an e-mail who hold a permission of the organization at this moment, by a role that they have for the
 * whole of it; Administrators hold every one. Asset by asset nobody holds such a permission.
 */
export async function permissionHolders(
  db: Db,
  organizationKey: string,
  permission: PermissionName,
  now: string,
): Promise<PermissionHolder[]> {
  const rows = await organizationRolesHeld(db, organizationKey, now)
    .innerJoin('organization_roles as r', (join) =>
      join.onRef('r.organization_key', '=', 'o.organization_key').onRef('r.key', '=', 'o.organization_role_key'),
    )
    .innerJoin('users as u', (join) =>
      join.onRef('u.organization_key', '=', 'o.organization_key').onRef('u.key', '=', 'o.user_key'),
    )
    .select(['u.key as userKey', 'u.name', 'u.email'])
    .distinct()
    .where('o.asset_key', 'is', null)
    .where('u.status', '=', 'Active')
    .where('u.email', 'is not', null)
    .where((eb) =>
      eb.or([
        eb('r.built_in', '=', 'Administrator'),
        eb.exists(
          eb
            .selectFrom('organization_role_permissions as p')
            .select('p.key')
            .whereRef('p.organization_key', '=', 'r.organization_key')
            .whereRef('p.organization_role_key', '=', 'r.key')
            .where('p.permission_key', '=', permissionNamed(permission).key)
            .where('p.environment_key', 'is', null),
        ),
      ]),
    )
    .orderBy('u.key')
    .execute()
  return rows.flatMap(({ email, ...user }) => (email === null ? [] : [{ ...user, email }]))
}
