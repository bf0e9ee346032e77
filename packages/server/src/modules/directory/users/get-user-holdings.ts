import type { Parts } from '../../../db/parts.ts'
import { listOrganizationRoleGrants } from '../../members/organization-roles/list-organization-role-grants.ts'
import { selectDirectRoleKeysOfUser, selectGroupKeysOfUser } from './role-assignments-repository.ts'

const all = { limit: 100_000, offset: 0 }

/** What is deleted together with a user, for the audit trail: it is stored nowhere else afterwards. */
export async function getUserHoldings(parts: Parts<'clock'>, organizationKey: string, userKey: string) {
  const grants = await listOrganizationRoleGrants(parts, organizationKey, userKey, {}, all)
  return {
    organizationRoles: grants.results.map(({ key, name, assetKey }) => ({ key, name, assetKey })),
    applicationRoleKeys: await selectDirectRoleKeysOfUser(parts.db, organizationKey, userKey),
    groupKeys: await selectGroupKeysOfUser(parts.db, organizationKey, userKey),
  }
}
