import type { Clock } from '../../../config/clock.ts'
import type { Db } from '../../../db/transaction.ts'
import { listOrganizationRoleGrants } from '../../members/organization-roles/organization-role-grants-service.ts'
import { applicationRolesOf } from './embedded.ts'
import { selectGroupKeysOfUser } from './role-assignments-repository.ts'

const all = { limit: 100_000, offset: 0 }

/** What goes with a user who is deleted, for the audit trail: nobody could tell afterwards. */
export async function holdingsOf(trx: Db, clock: Clock, organizationKey: string, userKey: string) {
  const grants = await listOrganizationRoleGrants(trx, clock, organizationKey, userKey, {}, all)
  const roles = await applicationRolesOf(trx, organizationKey, [userKey], {})
  const direct = (roles.get(userKey) ?? []).filter(({ isDirectlyAssigned }) => isDirectlyAssigned)
  return {
    organizationRoles: grants.results.map(({ key, name, assetKey }) => ({ key, name, assetKey })),
    applicationRoleKeys: direct.map(({ key }) => key),
    groupKeys: await selectGroupKeysOfUser(trx, organizationKey, userKey),
  }
}
