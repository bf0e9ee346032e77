import { normalKey } from '../../../db/keys.ts'
import type { Parts } from '../../../db/parts.ts'
import { pageOf, parseSort } from '../../../http/api/page.ts'
import { requireAtMostOne } from '../../../http/api/require-at-most-one.ts'
import type { Principal } from '../../foundation/permissions/principal.ts'
import { getUserApplicationRoles } from '../users/get-user-application-roles.ts'
import { requireVisibleUser } from '../users/require-user.ts'
import type { AssignmentSource } from '../users/role-assignments-conditions.ts'
import { visibleRoles } from '../users/user-visibility.ts'
import { selectUserRoleKeys } from './user-application-roles-repository.ts'
import type { UserApplicationRolesQuery } from './user-application-roles-schemas.ts'

/**
 * The application roles that a user has through the selected sources, in the environments in which the caller may view end
 * users: direct grants unless others are selected. What is said of each speaks of the selected sources only.
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
  const sources = sourcesOf(query)
  const page = { sort: parseSort(sort), limit, offset }
  const { rows, total } = await selectUserRoleKeys(
    parts.db,
    organizationKey,
    userKey,
    conditionsOf(principal, query, sources),
    page,
  )
  const roles = rows.length
    ? (await getUserApplicationRoles(parts, organizationKey, [userKey], { keys: rows }, sources)).get(userKey)
    : []
  const byKey = new Map(roles?.map((role) => [role.key, role]))
  const results = rows.map((key) => byKey.get(key)).filter((role) => role !== undefined)
  return pageOf(results, total, { limit, offset })
}

/** ODC lists direct grants unless asked for others. A filter by group asks for what comes through groups. */
const sourcesOf = ({ assignmentSources, groupKeys }: UserApplicationRolesQuery): readonly AssignmentSource[] =>
  assignmentSources ?? (groupKeys ? ['GroupAssigned', 'GroupMapped'] : ['Direct'])

function conditionsOf(principal: Principal, query: UserApplicationRolesQuery, sources: readonly AssignmentSource[]) {
  const { assetKey, environmentKey, applicationRoleKeys, portfolioKeys, groupKeys } = query
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
    assignment: { sources, groupKeys: groupKeys?.map(normalKey) },
  }
}
