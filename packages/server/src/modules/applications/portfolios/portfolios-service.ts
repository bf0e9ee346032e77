import type { Clock } from '../../../config/clock.ts'
import { fold, toTimestamp } from '../../../db/codecs.ts'
import { newKey, normalKey } from '../../../db/keys.ts'
import { refuseTakenName } from '../../../db/refuse-taken-name.ts'
import { type Db, transaction } from '../../../db/transaction.ts'
import { pageOf } from '../../../http/api/paging.ts'
import { Problem } from '../../../problems/problem.ts'
import { recordChange } from '../../foundation/audit/audit-service.ts'
import { environmentsOf, type Principal } from '../../foundation/permissions/principal.ts'
import {
  type Environment,
  insertEnvironments,
  insertPortfolio,
  lockPortfolio,
  renamePortfolio,
  selectEnvironments,
  selectMainPortfolioKey,
  selectPortfolios,
} from './portfolios-repository.ts'
import type { EnvironmentAnswer, EnvironmentsQuery, PortfolioAnswer, PortfoliosQuery } from './portfolios-schemas.ts'

export type { Environment }
export type PortfolioService = ReturnType<typeof createPortfolioService>

export const createPortfolioService = ({ db, clock }: { db: Db; clock: Clock }) => ({
  /** Every portfolio of the organization: whoever has a permission may know which ones there are. */
  async list(principal: Principal, { portfolioKey, limit = 100, offset = 0 }: PortfoliosQuery) {
    const key = portfolioKey && normalKey(portfolioKey)
    const { rows, total } = await selectPortfolios(db, principal.organizationKey, key, { limit, offset })
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
  },

  /** The environments that the caller may view, in their order. */
  async listEnvironments(principal: Principal, { portfolioKey }: EnvironmentsQuery) {
    const visible = environmentsOf(principal, 'Portfolio management > View stage')
    const environments = await selectEnvironments(db, principal.organizationKey)
    const seen = environments
      .filter(({ key }) => visible === 'all' || visible.has(key))
      .filter((environment) => !portfolioKey || environment.portfolioKey === normalKey(portfolioKey))
    return { results: seen.map(show) }
  },

  /** @throws Problem portfolio_name_taken */
  create: (principal: Principal, { name }: { name: string }): Promise<{ key: string }> =>
    refuseTakenName(portfolioNameTaken(name), () =>
      transaction({ db: db }, async ({ db: trx }) => {
        const now = clock.now()
        const portfolio = { key: newKey(now), name, isMain: false }
        await insertPortfolio(trx, principal.organizationKey, { ...portfolio, createdAt: toTimestamp(now) })
        await recordChange({ db: trx, clock }, principal, {
          action: 'portfolio.created',
          entity: { type: 'portfolio', key: portfolio.key, name },
          after: { name },
        })
        return { key: portfolio.key }
      }),
    ),

  /** @throws Problem portfolio_not_found, portfolio_name_taken, nothing_to_change */
  async rename(principal: Principal, key: string, { name }: { name?: string | null }): Promise<void> {
    if (!name) throw new Problem('nothing_to_change', 'Give the portfolio a name.')
    await refuseTakenName(portfolioNameTaken(name), () =>
      transaction({ db: db }, async ({ db: trx }) => {
        const portfolio = await lockPortfolio(trx, principal.organizationKey, normalKey(key))
        if (!portfolio) throw new Problem('portfolio_not_found', `There is no portfolio ${key}.`)
        if (portfolio.name === name) return
        await renamePortfolio(trx, principal.organizationKey, portfolio.key, name)
        await recordChange({ db: trx, clock }, principal, {
          action: 'portfolio.updated',
          entity: { type: 'portfolio', key: portfolio.key, name },
          before: { name: portfolio.name },
          after: { name },
        })
      }),
    )
  },
})

const portfolioNameTaken = (name: string): Problem =>
  new Problem('portfolio_name_taken', `There is a portfolio with the name '${name}' already.`)

const show = ({ key, portfolioKey, name, purpose, position }: Environment): EnvironmentAnswer => ({
  key,
  name,
  builtinDomain: null,
  defaultDomain: null,
  purpose,
  order: position,
  region: null,
  hosting: null,
  status: null,
  portfolioKey,
})

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

/**
 * The portfolio that was asked for, or the main one, locked for whoever adds something to it.
 * @throws Problem portfolio_unknown
 */
export async function lockAskedPortfolio(
  trx: Db,
  organizationKey: string,
  portfolioKey: string | null | undefined,
): Promise<{ key: string; name: string }> {
  const key = portfolioKey ? normalKey(portfolioKey) : await selectMainPortfolioKey(trx, organizationKey)
  const portfolio = await lockPortfolio(trx, organizationKey, key)
  if (!portfolio) throw new Problem('portfolio_unknown', `The field portfolioKey names no portfolio: ${key}.`)
  return portfolio
}

export const listEnvironments = (db: Db, organizationKey: string): Promise<Environment[]> =>
  selectEnvironments(db, organizationKey)

/** By key, or by name without regard to case. */
export const findEnvironment = (environments: Environment[], text: string): Environment | undefined =>
  environments.find(({ key, name }) => key === normalKey(text) || fold(name) === fold(text))
