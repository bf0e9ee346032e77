import { newKey } from '../../../db/keys.ts'
import type { Parts } from '../../../db/parts.ts'
import { refuseTakenName } from '../../../db/refuse-taken-name.ts'
import { lockOrganizationRow } from '../../../db/row-locks.ts'
import { toTimestamp } from '../../../db/timestamp.ts'
import { transaction } from '../../../db/transaction.ts'
import { requireName } from '../../../http/api/require-name.ts'
import { Problem } from '../../../problems/problem.ts'
import { recordChange } from '../../foundation/audit/record-change.ts'
import type { Principal } from '../../foundation/permissions/principal.ts'
import { portfolioEntity, portfolioNameTaken } from './portfolio.ts'
import { countPortfolios, insertPortfolio } from './portfolios-repository.ts'

/** A member may hold a role for each of them, and all are looked at with each request. */
export const mostPortfolios = 100

/** A portfolio without environments. @throws Problem invalid_body, portfolio_name_taken, portfolios_too_many */
export function createPortfolio(
  parts: Parts<'clock'>,
  principal: Principal,
  request: { name: string },
): Promise<{ key: string }> {
  return transaction(parts, async (parts) => {
    const name = requireName('name', request.name)
    await lockOrganizationRow(parts.db, principal.organizationKey)
    if ((await countPortfolios(parts.db, principal.organizationKey)) >= mostPortfolios) {
      const detail = `An organization has up to ${mostPortfolios} portfolios, and this one has them already.`
      throw new Problem('portfolios_too_many', detail)
    }
    const now = parts.clock.now()
    const portfolio = { key: newKey(now), name, isMain: false, createdAt: toTimestamp(now) }
    await refuseTakenName(portfolioNameTaken(name), () =>
      insertPortfolio(parts.db, principal.organizationKey, portfolio),
    )
    await recordChange(parts, principal, {
      action: 'portfolio.created',
      entity: portfolioEntity(portfolio),
      after: { name },
    })
    return { key: portfolio.key }
  })
}
