import { normalKey } from '../../../db/keys.ts'
import type { Parts } from '../../../db/parts.ts'
import { type Found, pageOf, parseSort } from '../../../http/api/page.ts'
import { requireAtMostOne } from '../../../http/api/require-at-most-one.ts'
import type { Principal } from '../../foundation/permissions/principal.ts'
import type { ApplicationRole } from './application-role.ts'
import type { RolePage } from './application-role-conditions.ts'
import { selectApplicationRoles } from './application-roles-repository.ts'
import type { ApplicationRolesQuery } from './application-roles-schemas.ts'
import { type RoleCondition, rolePlaces } from './role-condition.ts'

/**
 * The application roles of the environments and assets in which the caller may view end users.
 * @throws Problem excluded_parameters
 */
export async function listApplicationRoles(parts: Parts, principal: Principal, query: ApplicationRolesQuery) {
  requireAtMostOne(query, 'environmentKey', 'environmentKeys')
  const { key, assetKey, environmentKey, environmentKeys, portfolioKeys, nameContains, ...page } = query
  const { sort = 'name', limit = 100, offset = 0 } = page
  const requested = environmentKey ? [environmentKey] : environmentKeys
  const condition = {
    keys: key ? [normalKey(key)] : undefined,
    assetKeys: assetKey ? [normalKey(assetKey)] : undefined,
    environmentKeys: requested?.map(normalKey),
    ...rolePlaces(principal, 'End-user management > View end users'),
    portfolioKeys: portfolioKeys?.map(normalKey),
    nameContains,
  }
  const rolePage = { sort: parseSort(sort), limit, offset }
  const found = await readApplicationRolePage(parts, principal.organizationKey, condition, rolePage)
  return pageOf(found.rows, found.total, { limit, offset })
}

/** A page of the application roles that fulfil the condition. The caller checks who may see them. */
export const readApplicationRolePage = (
  { db }: Parts,
  organizationKey: string,
  condition: RoleCondition,
  page: RolePage,
): Promise<Found<ApplicationRole>> => selectApplicationRoles(db, organizationKey, condition, page)
