import type { Parts } from '../../../db/parts.ts'
import { toTimestamp } from '../../../db/timestamp.ts'
import { pageOf } from '../../../http/api/page.ts'
import { type GrantFilter, selectHeldGrantPage } from './organization-role-grants-repository.ts'

/** The grants of a user that hold or will hold, by the role's name. Those that have ended are not listed. */
export async function listOrganizationRoleGrants(
  { db, clock }: Parts<'clock'>,
  organizationKey: string,
  userKey: string,
  filter: GrantFilter,
  { limit = 100, offset = 0 }: { limit?: number; offset?: number },
) {
  const now = toTimestamp(clock.now())
  const { rows, total } = await selectHeldGrantPage(db, organizationKey, userKey, now, filter, { limit, offset })
  const results = rows.map(({ roleKey, roleName, startTime, endTime, assetKey, portfolioKey }) => ({
    key: roleKey,
    name: roleName,
    grantPeriod: startTime === null && endTime === null ? null : { startTime, endTime },
    assetKey,
    portfolioKey,
  }))
  return pageOf(results, total, { limit, offset })
}
