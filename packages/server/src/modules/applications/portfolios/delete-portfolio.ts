import { countedText } from '../../../db/count-some.ts'
import type { Parts } from '../../../db/parts.ts'
import { toTimestamp } from '../../../db/timestamp.ts'
import { transaction } from '../../../db/transaction.ts'
import { Problem } from '../../../problems/problem.ts'
import { recordChange } from '../../foundation/audit/record-change.ts'
import type { Principal } from '../../foundation/permissions/principal.ts'
import { portfolioEntity } from './portfolio.ts'
import { deletePortfolioRow, selectPortfolioUses } from './portfolios-repository.ts'
import { lockPortfolio } from './update-portfolio.ts'

/**
 * Deletes a portfolio that has no environments and no assets and for which nobody holds a role, so that nobody loses anything.
 * Grants that have ended are deleted with it. @throws Problem portfolio_not_found, portfolio_in_use
 */
export function deletePortfolio(parts: Parts<'clock'>, principal: Principal, key: string): Promise<void> {
  return transaction(parts, async (parts) => {
    const { organizationKey } = principal
    const portfolio = await lockPortfolio(parts, principal, key)
    const cannot = `The portfolio ${portfolio.name} cannot be deleted:`
    if (portfolio.isMain) throw new Problem('portfolio_in_use', `${cannot} it is the main portfolio.`)
    const now = toTimestamp(parts.clock.now())
    const { environments, assets, members } = await selectPortfolioUses(parts.db, organizationKey, portfolio.key, now)
    const uses = [
      ...(environments > 0 ? [`it has ${countedText(environments, 'stage')}`] : []),
      ...(assets > 0 ? [`it has ${countedText(assets, 'asset')}`] : []),
      ...(members > 0
        ? [`${countedText(members, 'user')} ${members === 1 ? 'holds' : 'hold'} organization roles for it`]
        : []),
    ]
    if (uses.length > 0) throw new Problem('portfolio_in_use', `${cannot} ${uses.join(', and ')}.`)
    await deletePortfolioRow(parts.db, organizationKey, portfolio.key)
    await recordChange(parts, principal, {
      action: 'portfolio.deleted',
      entity: portfolioEntity(portfolio),
      before: { name: portfolio.name },
    })
  })
}
