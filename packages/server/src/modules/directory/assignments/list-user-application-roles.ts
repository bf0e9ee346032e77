import { normalKey } from '../../../db/keys.ts'
import type { Parts } from '../../../db/parts.ts'
import { pageOf, parseSort } from '../../../http/api/page.ts'
import { requireAtMostOne } from '../../../http/api/require-at-most-one.ts'
import type { Principal } from '../../foundation/permissions/principal.ts'
import { getUserApplicationRoles } from '../users/get-user-application-roles.ts'
import { requireVisibleUser } from '../users/require-user.ts'
import { visibleRoles } from '../users/user-visibility.ts'
import { selectUserRoleKeys } from './user-application-roles-repository.ts'
import type { UserApplicationRolesQuery } from './user-application-roles-schemas.ts'

/**
 * The application roles of a user, direct and through groups, in the environments in which the caller may view end users.
 * @throws Problem user_not_found, excluded_parameters
 */
export async function listUserApplicationRoles(
  parts: Parts<'clock'>,
  principal: Principal,
  key: string,
  query: UserApplicationRolesQuery,
) {
  requireAtMostOne(query, 'assetKey', 'assetKeys')
  requireAtMostOne(query, 'environmentKey', 'environmentKeys')
  const { organizationKey } = principal
  const userKey = normalKey(key)
  await requireVisibleUser(parts, principal, userKey)
  const { sort = 'name', limit = 100, offset = 0 } = query
  const { descending } = parseSort(sort)
  const conditions = conditionsOf(principal, query)
  const page = { descending, limit, offset }
  const found = await selectUserRoleKeys(parts.db, organizationKey, userKey, conditions, page)
  const roles = found.rows.length
    ? ((await getUserApplicationRoles(parts, organizationKey, [userKey], { keys: found.rows })).get(userKey) ?? [])
    : []
  return pageOf(descending ? roles.reverse() : roles, found.total, { limit, offset })
}

function conditionsOf(principal: Principal, query: UserApplicationRolesQuery) {
  const { assetKey, environmentKey, applicationRoleKeys, portfolioKeys, groupKeys, assignmentSources } = query
  const assetKeys = assetKey ? [assetKey] : query.assetKeys
  const environmentKeys = environmentKey ? [environmentKey] : query.environmentKeys
  return {
    role: {
      keys: applicationRoleKeys?.map(normalKey),
      assetKeys: assetKeys?.map(normalKey),
      environmentKeys: environmentKeys?.map(normalKey),
      ...visibleRoles(principal),
      portfolioKeys: portfolioKeys?.map(normalKey),
      nameContains: query.nameContains,
    },
    assignment: { sources: assignmentSources, groupKeys: groupKeys?.map(normalKey) },
  }
}
