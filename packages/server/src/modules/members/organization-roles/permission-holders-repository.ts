import type { Language } from '../../../config/languages.ts'
import type { PageAfter } from '../../../db/read-pages.ts'
import type { Db } from '../../../db/transaction.ts'
import { heldOrganizationRoles } from './held-organization-roles-conditions.ts'
import { isForWholeOrganization } from './is-for-whole-organization.ts'

export interface PermissionHolder {
  userKey: string
  name: string | null
  email: string
  language: Language | null
}

/** Some organization roles, with whether they give a permission everywhere, and whether they give all: Administrator does. */
export async function selectRolesWithPermission(
  db: Db,
  organizationKey: string,
  permissionKey: string,
  { after, limit }: PageAfter<string>,
): Promise<{ key: string; isGiven: boolean; isAll: boolean }[]> {
  let roles = db
    .selectFrom('organization_roles as r')
    .select((eb) => [
      'r.key',
      'r.built_in',
      eb
        .exists(
          eb
            .selectFrom('organization_role_permissions as p')
            .select('p.key')
            .whereRef('p.organization_key', '=', 'r.organization_key')
            .whereRef('p.organization_role_key', '=', 'r.key')
            .where('p.permission_key', '=', permissionKey)
            .where('p.environment_key', 'is', null),
        )
        .as('is_named'),
    ])
    .where('r.organization_key', '=', organizationKey)
  if (after !== undefined) roles = roles.where('r.key', '>', after)
  const rows = await roles.orderBy('r.key').limit(limit).execute()
  return rows.map(({ key, built_in, is_named }) => {
    const isAll = built_in === 'Administrator'
    return { key, isAll, isGiven: isAll || Boolean(is_named) }
  })
}

/** Some of those who hold the role, by the index on role and user; of users without an e-mail or an access, the key alone */
export async function selectHoldersOfRole(
  db: Db,
  organizationKey: string,
  { roleKey, now }: { roleKey: string; now: string },
  { after, limit }: PageAfter<string>,
): Promise<(Omit<PermissionHolder, 'email'> & { email: string | null })[]> {
  let holders = heldOrganizationRoles(db, organizationKey, now)
    .innerJoin('users as u', (join) =>
      join.onRef('u.organization_key', '=', 'o.organization_key').onRef('u.key', '=', 'o.user_key'),
    )
    .select(['o.user_key as userKey', 'u.name', 'u.language'])
    .select((eb) => eb.case().when('u.status', '=', 'Active').then(eb.ref('u.email')).else(null).end().as('email'))
    .where('o.organization_role_key', '=', roleKey)
    .where(isForWholeOrganization)
  if (after !== undefined) holders = holders.where('o.user_key', '>', after)
  return holders.orderBy('o.user_key').limit(limit).execute()
}
