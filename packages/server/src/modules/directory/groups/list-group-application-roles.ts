import { normalKey } from '../../../db/keys.ts'
import type { Parts } from '../../../db/parts.ts'
import { pageOf, parseSort } from '../../../http/api/page.ts'
import { requireAtMostOne } from '../../../http/api/require-at-most-one.ts'
import { readApplicationRolePage } from '../../applications/application-roles/list-application-roles.ts'
import type { Principal } from '../../foundation/permissions/principal.ts'
import type { GroupRolesQuery } from './groups-schemas.ts'
import { requireGroup } from './require-group.ts'

/**
 * The application roles of a group, all of its environment. A caller who may manage the group sees all of them.
 * @throws Problem group_not_found, excluded_parameters
 */
export async function listGroupApplicationRoles(
  parts: Parts,
  principal: Principal,
  key: string,
  query: GroupRolesQuery,
) {
  requireAtMostOne(query, 'applicationRoleKey', 'applicationRoleKeys')
  const { assetKey, applicationRoleKey, applicationRoleKeys, nameContains, ...page } = query
  const { sort = 'name', limit = 100, offset = 0 } = page
  const group = await requireGroup(parts, principal, key)
  const keys = applicationRoleKey ? [applicationRoleKey] : applicationRoleKeys
  const condition = {
    groupKey: group.key,
    keys: keys?.map(normalKey),
    assetKeys: assetKey ? [normalKey(assetKey)] : undefined,
    nameContains,
  }
  const rolePage = { sort: parseSort(sort), limit, offset }
  const found = await readApplicationRolePage(parts, principal.organizationKey, condition, rolePage)
  return pageOf(found.rows, found.total, { limit, offset })
}
