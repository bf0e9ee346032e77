import { normalKey } from '../../../db/keys.ts'
import type { Parts } from '../../../db/parts.ts'
import { pageOf } from '../../../http/api/page.ts'
import type { Principal } from '../../foundation/permissions/principal.ts'
import { getReachedPortfolios } from './get-reached-portfolios.ts'
import { selectPortfolios } from './portfolios-repository.ts'
import type { PortfolioAnswer, PortfoliosQuery } from './portfolios-schemas.ts'

/** A page of the portfolios in which the caller holds any permission: all where it is one of the whole organization. */
export async function listPortfolios(
  parts: Parts,
  principal: Principal,
  { portfolioKey, limit = 100, offset = 0 }: PortfoliosQuery,
) {
  const reached = await getReachedPortfolios(parts, principal, principal.access.keys())
  const ofAssets = reached?.assets.map(({ portfolioKey }) => portfolioKey) ?? []
  const visible = reached && [...new Set([...reached.portfolioKeys, ...ofAssets])]
  const requested = portfolioKey === undefined ? undefined : [normalKey(portfolioKey)]
  const condition = [requested, visible].filter((keys) => keys !== undefined)
  const { rows, total } = await selectPortfolios(parts.db, principal.organizationKey, condition, { limit, offset })
  const results = rows.map(
    ({ key, name, isMain, nonProductionEnvironments }): PortfolioAnswer => ({
      key,
      name,
      type: null,
      isMainPortfolio: isMain,
      nonProductionEnvironmentCount: nonProductionEnvironments,
    }),
  )
  return pageOf(results, total, { limit, offset })
}
