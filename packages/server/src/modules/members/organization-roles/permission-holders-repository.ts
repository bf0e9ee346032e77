import type { Language } from '../../../config/languages.ts'
import type { Db } from '../../../db/transaction.ts'
import { heldOrganizationRoles } from './held-organization-roles-conditions.ts'

export interface PermissionHolder {
  userKey: string
  name: string | null
  email: string
  language: Language | null
}

export async function selectPermissionHolders(
  db: Db,
  organizationKey: string,
  permissionKey: string,
  now: string,
): Promise<PermissionHolder[]> {
  const rows = await heldOrganizationRoles(db, organizationKey, now)
    .innerJoin('organization_roles as r', (join) =>
      join.onRef('r.organization_key', '=', 'o.organization_key').onRef('r.key', '=', 'o.organization_role_key'),
    )
    .innerJoin('users as u', (join) =>
      join.onRef('u.organization_key', '=', 'o.organization_key').onRef('u.key', '=', 'o.user_key'),
    )
    .select(['u.key as userKey', 'u.name', 'u.email', 'u.language'])
    .distinct()
    .where('o.asset_key', 'is', null)
    .where('o.portfolio_key', 'is', null)
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
            .where('p.permission_key', '=', permissionKey)
            .where('p.environment_key', 'is', null),
        ),
      ]),
    )
    .orderBy('u.key')
    .execute()
  return rows.flatMap(({ email, ...user }) => (email === null ? [] : [{ ...user, email }]))
}
