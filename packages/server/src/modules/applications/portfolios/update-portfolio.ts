import { normalKey } from '../../../db/keys.ts'
import type { Parts } from '../../../db/parts.ts'
import { refuseTakenName } from '../../../db/refuse-taken-name.ts'
import { transaction } from '../../../db/transaction.ts'
import { requireName } from '../../../http/api/require-name.ts'
import { Problem } from '../../../problems/problem.ts'
import { recordChange } from '../../foundation/audit/record-change.ts'
import type { Principal } from '../../foundation/permissions/principal.ts'
import { portfolioEntity, portfolioNameTaken } from './portfolio.ts'
import { lockPortfolioRow, updatePortfolioName } from './portfolios-repository.ts'

/** Renames a portfolio. @throws Problem invalid_body, portfolio_not_found, portfolio_name_taken, nothing_to_change */
export async function updatePortfolio(
  parts: Parts<'clock'>,
  principal: Principal,
  key: string,
  request: { name?: string | null },
): Promise<void> {
  const name = requireName('name', request.name)
  if (!name) throw new Problem('nothing_to_change', 'Give the portfolio a name.')
  const { organizationKey } = principal
  await transaction(parts, async (parts) => {
    const portfolio = await lockPortfolio(parts, principal, key)
    if (portfolio.name === name) return
    await refuseTakenName(portfolioNameTaken(name), () =>
      updatePortfolioName(parts.db, organizationKey, portfolio.key, name),
    )
    await recordChange(parts, principal, {
      action: 'portfolio.updated',
      entity: portfolioEntity({ key: portfolio.key, name }),
      before: { name: portfolio.name },
      after: { name },
    })
  })
}

/**
 * Reads a portfolio for a change: nobody else changes it or its environments before the transaction ends.
 * @throws Problem portfolio_not_found
 */
export async function lockPortfolio({ db }: Parts, { organizationKey }: Principal, key: string) {
  const portfolio = await lockPortfolioRow(db, organizationKey, normalKey(key))
  if (!portfolio) throw new Problem('portfolio_not_found', `There is no portfolio ${key}.`)
  return portfolio
}
