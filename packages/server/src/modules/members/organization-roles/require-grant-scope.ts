import { normalKey } from '../../../db/keys.ts'
import type { Parts } from '../../../db/parts.ts'
import { requireAssets } from '../../applications/assets/require-assets.ts'
import { getMainPortfolioKey } from '../../applications/portfolios/get-main-portfolio-key.ts'
import { requirePortfolio } from '../../applications/portfolios/require-portfolio.ts'
import type { RoleInScope } from './access-of-roles.ts'
import { type OrganizationRole, organizationRoleNotFound } from './organization-role.ts'
import type { GrantDetails } from './organization-role-grant.ts'
import { selectOrganizationRoleForGrant } from './organization-roles-repository.ts'

interface GrantScope {
  role: OrganizationRole
  /** The role in each of the assets, or once without one: in the portfolio, or in the whole organization. */
  scopes: RoleInScope[]
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
  const assets = await requireAssets(parts, organizationKey, keys)
  const inOrganization: RoleInScope = {
    roleKey: role.key,
    builtIn: role.builtIn,
    portfolioKey: portfolioKey === null ? null : await requirePortfolio(parts, organizationKey, portfolioKey),
    assetKey: null,
    assetPortfolioKey: null,
  }
  if (assets.length === 0) return { role, scopes: [inOrganization] }
  // As in ODC, a grant for assets that names no portfolio belongs to the main one.
  inOrganization.portfolioKey ??= await getMainPortfolioKey(parts, organizationKey)
  const portfolios = new Map(assets.map((asset) => [asset.key, asset.portfolioKey]))
  return {
    role,
    scopes: keys.map((key) => ({ ...inOrganization, assetKey: key, assetPortfolioKey: portfolios.get(key) ?? null })),
  }
}
