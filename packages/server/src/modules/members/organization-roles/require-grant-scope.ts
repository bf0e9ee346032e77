import { normalKey } from '../../../db/keys.ts'
import type { Parts } from '../../../db/parts.ts'
import { requireAssets } from '../../applications/assets/require-assets.ts'
import { requirePortfolio } from '../../applications/portfolios/require-portfolio.ts'
import { type OrganizationRole, organizationRoleNotFound } from './organization-role.ts'
import type { GrantDetails } from './organization-role-grant.ts'
import { selectOrganizationRoleForGrant } from './organization-roles-repository.ts'

interface GrantScope {
  role: OrganizationRole
  /** Null stands for the organization: the request names no asset. */
  assetKeys: (string | null)[]
  portfolioKey: string | null
}

/**
 * The role that a request grants or revokes, and where. Nobody deletes the role or the assets before the transaction ends.
 * @throws Problem organization_role_not_found, asset_unknown, portfolio_unknown
 */
export async function requireGrantScope(
  parts: Parts,
  organizationKey: string,
  roleKey: string,
  { assetKeys = null, portfolioKey = null }: GrantDetails,
): Promise<GrantScope> {
  const role = await selectOrganizationRoleForGrant(parts.db, organizationKey, normalKey(roleKey))
  if (!role) throw organizationRoleNotFound(roleKey)
  const keys = [...new Set((assetKeys ?? []).map(normalKey))]
  await requireAssets(parts, organizationKey, keys)
  return {
    role,
    assetKeys: keys.length > 0 ? keys : [null],
    portfolioKey: portfolioKey === null ? null : await requirePortfolio(parts, organizationKey, portfolioKey),
  }
}
