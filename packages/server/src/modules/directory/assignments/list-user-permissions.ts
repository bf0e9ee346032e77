import { normalKey } from '../../../db/keys.ts'
import type { Parts } from '../../../db/parts.ts'
import { permissions } from '../../foundation/permissions/permission-catalogue.ts'
import type { Principal } from '../../foundation/permissions/principal.ts'
import type { Scope } from '../../foundation/permissions/scope.ts'
import { getAccessByRole } from '../../members/organization-roles/get-access-by-role.ts'
import { requireVisibleUser } from '../users/require-user.ts'
import type { UserPermissionList } from './user-permissions-schemas.ts'

/**
 * Every permission that a user has at this moment by their organization roles, and which role gives it where. Each member
 * sees their own.
 * @throws Problem user_not_found
 */
export async function listUserPermissions(
  parts: Parts<'clock'>,
  principal: Principal,
  key: string,
): Promise<UserPermissionList> {
  const userKey = normalKey(key)
  const { actor } = principal
  const isSelf = actor.type === 'user' && actor.key === userKey
  if (!isSelf) await requireVisibleUser(parts, principal, key)
  const roles = await getAccessByRole(parts, principal.organizationKey, userKey)
  const results = permissions.flatMap(({ key, category, name, fullName }) => {
    const sources = roles.flatMap(({ roleKey, roleName, access }) => {
      const scope = access.get(fullName)
      return scope === undefined ? [] : [{ roleKey, roleName, ...placesOf(scope) }]
    })
    return sources.length > 0 ? [{ key, category, name, sources }] : []
  })
  return { results }
}

const placesOf = (scope: Scope) =>
  scope === 'all'
    ? { isEverywhere: true, environmentKeys: [], portfolioKeys: [], assetKeys: [] }
    : {
        isEverywhere: false,
        environmentKeys: [...scope.environments].sort(),
        portfolioKeys: [...scope.portfolios].sort(),
        assetKeys: [...scope.assets.keys()].sort(),
      }
