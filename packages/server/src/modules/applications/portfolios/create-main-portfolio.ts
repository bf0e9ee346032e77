import { newKey } from '../../../db/keys.ts'
import type { Parts } from '../../../db/parts.ts'
import { toTimestamp } from '../../../db/timestamp.ts'
import { transaction } from '../../../db/transaction.ts'
import type { Environment } from './environment.ts'
import { insertEnvironments } from './environments-repository.ts'
import { insertPortfolio } from './portfolios-repository.ts'

const firstEnvironments = [
  { name: 'Development', purpose: 'Development' },
  { name: 'Test', purpose: 'NonProduction' },
  { name: 'Production', purpose: 'Production' },
] as const

/** The main portfolio and the three environments that every organization begins with. */
export function createMainPortfolio(
  parts: Parts<'clock'>,
  organizationKey: string,
): Promise<{ portfolioKey: string; environments: Environment[] }> {
  return transaction(parts, async ({ db, clock }) => {
    const now = clock.now()
    const createdAt = toTimestamp(now)
    const portfolioKey = newKey(now)
    await insertPortfolio(db, organizationKey, { key: portfolioKey, name: 'Main', isMain: true, createdAt })
    const environments = firstEnvironments.map((environment, position) => ({
      ...environment,
      key: newKey(now),
      portfolioKey,
      position,
    }))
    await insertEnvironments(db, organizationKey, environments, createdAt)
    return { portfolioKey, environments }
  })
}
