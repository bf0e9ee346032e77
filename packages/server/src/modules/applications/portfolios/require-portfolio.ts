import { normalKey } from '../../../db/keys.ts'
import type { Parts } from '../../../db/parts.ts'
import { Problem } from '../../../problems/problem.ts'
import { selectPortfolioExists } from './portfolios-repository.ts'

/**
 * Requires that the organization has this portfolio, which nobody deletes before the transaction ends.
 * @returns its key as it is stored
 * @throws Problem portfolio_unknown
 */
export async function requirePortfolio({ db }: Parts, organizationKey: string, portfolioKey: string): Promise<string> {
  const key = normalKey(portfolioKey)
  if (await selectPortfolioExists(db, organizationKey, key)) return key
  throw new Problem('portfolio_unknown', `portfolioKey: there is no portfolio ${portfolioKey}.`)
}
