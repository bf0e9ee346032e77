import type { Parts } from '../../../db/parts.ts'
import { listOrganizationRoleGrants } from '../../members/organization-roles/list-organization-role-grants.ts'
import { getUserApplicationRoles } from './get-user-application-roles.ts'
import { selectGroupKeysOfUser } from './role-assignments-repository.ts'

const all = { limit: 100_000, offset: 0 }

/** What is deleted together with a user, for the audit trail: it is stored nowhere else afterwards. */
export async function getUserHoldings(parts: Parts<'clock'>, organizationKey: string, userKey: string) {
  const grants = await listOrganizationRoleGrants(parts, organizationKey, userKey, {}, all)
  const roles = await getUserApplicationRoles(parts, organizationKey, [userKey], {})
  const direct = (roles.get(userKey) ?? []).filter(({ isDirectlyAssigned }) => isDirectlyAssigned)
  return {
    organizationRoles: grants.results.map(({ key, name, assetKey }) => ({ key, name, assetKey })),
    applicationRoleKeys: direct.map(({ key }) => key),
    groupKeys: await selectGroupKeysOfUser(parts.db, organizationKey, userKey),
  }
}
