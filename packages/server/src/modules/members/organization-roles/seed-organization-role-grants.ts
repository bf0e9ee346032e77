import { newKey } from '../../../db/keys.ts'
import type { Parts } from '../../../db/parts.ts'
import { toTimestamp } from '../../../db/timestamp.ts'
import { getMainPortfolioKey } from '../../applications/portfolios/get-main-portfolio-key.ts'
import { insertOrganizationRoleGrants } from './organization-role-grants-repository.ts'

export interface NewOrganizationRoleGrant {
  userKey: string
  organizationRoleKey: string
  /** Absent: for the whole organization, or for the portfolio */
  assetKey?: string
  /** Absent: the main one where an asset is named */
  portfolioKey?: string
  /** ISO 8601 in UTC with milliseconds. Absent: from the beginning, or without end */
  startTime?: string
  endTime?: string
}

/** Stores grants as they are, without a line in the audit trail. The caller checks them. */
export async function seedOrganizationRoleGrants(
  parts: Parts<'clock'>,
  organizationKey: string,
  grants: readonly NewOrganizationRoleGrant[],
): Promise<void> {
  const { db, clock } = parts
  const now = clock.now()
  const mainPortfolioKey = await getMainPortfolioKey(parts, organizationKey)
  const rows = grants.map(({ assetKey, portfolioKey, startTime, endTime, ...grant }) => ({
    key: newKey(now),
    ...grant,
    assetKey: assetKey ?? null,
    portfolioKey: portfolioKey ?? (assetKey === undefined ? null : mainPortfolioKey),
    startTime: startTime ?? null,
    endTime: endTime ?? null,
  }))
  await insertOrganizationRoleGrants(db, organizationKey, rows, toTimestamp(now))
}
