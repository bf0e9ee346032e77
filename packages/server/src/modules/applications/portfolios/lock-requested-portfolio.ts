import { normalKey } from '../../../db/keys.ts'
import type { Parts } from '../../../db/parts.ts'
import { Problem } from '../../../problems/problem.ts'
import { lockPortfolioRow, selectMainPortfolioKey } from './portfolios-repository.ts'

/**
 * The portfolio that a request names, or the main one, locked until the transaction ends.
 * @throws Problem portfolio_unknown
 */
export async function lockRequestedPortfolio(
  { db }: Parts,
  organizationKey: string,
  portfolioKey: string | null | undefined,
): Promise<{ key: string; name: string }> {
  const key = portfolioKey ? normalKey(portfolioKey) : await selectMainPortfolioKey(db, organizationKey)
  const portfolio = await lockPortfolioRow(db, organizationKey, key)
  if (!portfolio) throw new Problem('portfolio_unknown', `The field portfolioKey names no portfolio: ${key}.`)
  return portfolio
}
