import type { Clock } from '../../../config/clock.ts'
import { toTimestamp } from '../../../db/codecs.ts'
import { newKey, normalKey } from '../../../db/keys.ts'
import { refuseTakenName } from '../../../db/refuse-taken-name.ts'
import { type Db, transaction } from '../../../db/transaction.ts'
import { Problem } from '../../../problems/problem.ts'
import { recordChange } from '../../foundation/audit/audit-service.ts'
import { holds, type Principal, requireInEnvironment } from '../../foundation/permissions/principal.ts'
import {
  arrange,
  type ChangedEnvironment,
  type EnvironmentChange,
  environmentNameTaken,
} from './environment-arrangement.ts'
import { insertEnvironments, lockPortfolio, selectEnvironments, updateEnvironments } from './portfolios-repository.ts'
import type { EnvironmentCreateRequest } from './portfolios-schemas.ts'
import { lockAskedPortfolio } from './portfolios-service.ts'

export type EnvironmentService = ReturnType<typeof createEnvironmentService>

export function createEnvironmentService({ db, clock }: { db: Db; clock: Clock }) {
  const store = async (trx: Db, principal: Principal, changes: readonly ChangedEnvironment[]): Promise<void> => {
    await updateEnvironments(trx, principal.organizationKey, changes)
    for (const { before, after } of changes) {
      await recordChange({ db: trx, clock }, principal, {
        action: 'environment.updated',
        entity: { type: 'environment', key: after.key, name: after.name },
        before: { name: before.name, order: before.position },
        after: { name: after.name, order: after.position },
        environmentKey: after.key,
      })
    }
  }

  return {
    /**
     * Renames and reorders environments: all that was asked for, or nothing.
     * @throws Problem what `arrange` throws, permission_missing
     */
    async update(principal: Principal, requested: readonly EnvironmentChange[]): Promise<void> {
      const asked = requested.map((change) => ({ ...change, key: normalKey(change.key) }))
      await transaction({ db: db }, async ({ db: trx }) => {
        await lockPortfolios(trx, principal.organizationKey)
        const changes = arrange(await selectEnvironments(trx, principal.organizationKey), asked)
        for (const change of changes) requirePermission(principal, change)
        await store(trx, principal, changes)
      })
    },

    /** @throws Problem portfolio_unknown, environment_name_taken, environment_order_invalid */
    create: (principal: Principal, request: EnvironmentCreateRequest): Promise<{ key: string }> =>
      refuseTakenName(environmentNameTaken(request.name), () =>
        transaction({ db: db }, async ({ db: trx }) => {
          const { organizationKey } = principal
          const { name, purpose, order } = request
          const portfolio = await lockAskedPortfolio(trx, organizationKey, request.portfolioKey)
          const all = await selectEnvironments(trx, organizationKey)
          const last = all.filter(({ portfolioKey }) => portfolioKey === portfolio.key).length
          const now = clock.now()
          const created = { key: newKey(now), portfolioKey: portfolio.key, name, purpose, position: last }
          const place = order ?? last
          const changes = arrange([...all, created], [{ key: created.key, order: place }])
          await insertEnvironments(trx, organizationKey, [{ ...created, position: place }], toTimestamp(now))
          await recordChange({ db: trx, clock }, principal, {
            action: 'environment.created',
            entity: { type: 'environment', key: created.key, name },
            after: { name, purpose, portfolioKey: portfolio.key, order: place },
            environmentKey: created.key,
          })
          const moved = changes.filter(({ after }) => after.key !== created.key)
          await store(trx, principal, moved)
          return { key: created.key }
        }),
      ),
  }
}

/** One after the other in the same sequence for everybody, so that no two changes wait for each other. */
async function lockPortfolios(trx: Db, organizationKey: string): Promise<void> {
  const keys = new Set((await selectEnvironments(trx, organizationKey)).map(({ portfolioKey }) => portfolioKey))
  for (const key of [...keys].sort()) await lockPortfolio(trx, organizationKey, key)
}

/** A name is the environment's own affair, the order that of the whole portfolio. */
function requirePermission(principal: Principal, { before, after }: ChangedEnvironment): void {
  if (before.name !== after.name) requireInEnvironment(principal, 'Portfolio management > Manage stages', before)
  if (before.position === after.position || holds(principal, 'Portfolio management > Manage portfolio')) return
  throw new Problem(
    'permission_missing',
    'Changing the order of environments needs the permission Portfolio management > Manage portfolio.',
    { 'www-authenticate': 'Bearer error="insufficient_scope"' },
  )
}
