import { normalKey } from '../../../db/keys.ts'
import type { Parts } from '../../../db/parts.ts'
import { pageOf } from '../../../http/api/page.ts'
import type { Principal } from '../../foundation/permissions/principal.ts'
import { selectPortfolios } from './portfolios-repository.ts'
import type { PortfolioAnswer, PortfoliosQuery } from './portfolios-schemas.ts'

/** A page of all portfolios of the organization: any permission lets the caller see them. */
export async function listPortfolios(
  { db }: Parts,
  { organizationKey }: Principal,
  { portfolioKey, limit = 100, offset = 0 }: PortfoliosQuery,
) {
  const key = portfolioKey && normalKey(portfolioKey)
  const { rows, total } = await selectPortfolios(db, organizationKey, key, { limit, offset })
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
