import type { Clock } from '../../config/clock.ts'
import { fold, toTimestamp } from '../../db/codecs.ts'
import { newKey, normalKey } from '../../db/keys.ts'
import type { Db } from '../../db/transaction.ts'
import { type Environment, insertEnvironments, insertPortfolio, selectEnvironments } from './portfolios-repository.ts'

export type { Environment }

const firstEnvironments = [
  { name: 'Development', purpose: 'Development' },
  { name: 'Test', purpose: 'NonProduction' },
  { name: 'Production', purpose: 'Production' },
] as const

/** The main portfolio and the three environments that every organization begins with. */
export async function createMainPortfolio(
  trx: Db,
  clock: Clock,
  organizationKey: string,
): Promise<{ portfolioKey: string; environments: Environment[] }> {
  const now = clock.now()
  const portfolioKey = newKey(now)
  await insertPortfolio(trx, organizationKey, {
    key: portfolioKey,
    name: 'Main',
    isMain: true,
    createdAt: toTimestamp(now),
  })
  const environments = firstEnvironments.map((environment, position) => ({
    ...environment,
    key: newKey(now),
    portfolioKey,
    position,
  }))
  await insertEnvironments(trx, organizationKey, environments, toTimestamp(now))
  return { portfolioKey, environments }
}

export const listEnvironments = (db: Db, organizationKey: string): Promise<Environment[]> =>
  selectEnvironments(db, organizationKey)

/** By key, or by name without regard to case. */
export const findEnvironment = (environments: Environment[], text: string): Environment | undefined =>
  environments.find(({ key, name }) => key === normalKey(text) || fold(name) === fold(text))
