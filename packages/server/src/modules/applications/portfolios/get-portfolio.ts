import type { Parts } from '../../../db/parts.ts'
import { Problem } from '../../../problems/problem.ts'
import type { Principal } from '../../foundation/permissions/principal.ts'
import { listPortfolios } from './list-portfolios.ts'
import type { PortfolioAnswer } from './portfolios-schemas.ts'

/** What the ETag of a portfolio is made of */
export const editedPortfolio = { kind: 'portfolio', fields: ['name'] }

/** @throws Problem portfolio_not_found, also for a portfolio in which the caller holds nothing */
export async function getPortfolio(parts: Parts, principal: Principal, key: string): Promise<PortfolioAnswer> {
  const { results } = await listPortfolios(parts, principal, { portfolioKey: key, limit: 1 })
  if (results[0]) return results[0]
  throw new Problem('portfolio_not_found', `There is no portfolio ${key}.`)
}
