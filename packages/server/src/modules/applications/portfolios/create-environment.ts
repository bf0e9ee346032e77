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
import { arrangeEnvironments } from './arrange-environments.ts'
import { environmentEntity, environmentNameTaken } from './environment.ts'
import { insertEnvironments, selectEnvironments } from './environments-repository.ts'
import { lockRequestedPortfolio } from './lock-requested-portfolio.ts'
import type { EnvironmentCreateRequest } from './portfolios-schemas.ts'
import { storeEnvironmentChanges } from './store-environment-changes.ts'

/** All of them are read where permissions for a portfolio are put together: with each request of a member who has one. */
export const mostEnvironments = 300

/**
 * Adds an environment to a portfolio, after the others unless the request says otherwise.
 * @throws Problem invalid_body, portfolio_unknown, environment_name_taken, environment_order_invalid, environments_too_many
 */
export function createEnvironment(
  parts: Parts<'clock'>,
  principal: Principal,
  { portfolioKey, purpose, order, ...request }: EnvironmentCreateRequest,
): Promise<{ key: string }> {
  return transaction(parts, async (parts) => {
    const { organizationKey } = principal
    const name = requireName('name', request.name)
    // The stages of all portfolios are counted.
    await lockOrganizationRow(parts.db, organizationKey)
    const portfolio = await lockRequestedPortfolio(parts, organizationKey, portfolioKey)
    const all = await selectEnvironments(parts.db, organizationKey)
    if (all.length >= mostEnvironments) {
      const detail = `An organization has up to ${mostEnvironments} stages, and this one has them already.`
      throw new Problem('environments_too_many', detail)
    }
    const last = all.filter((environment) => environment.portfolioKey === portfolio.key).length
    const place = order ?? last
    const now = parts.clock.now()
    const created = { key: newKey(now), portfolioKey: portfolio.key, name, purpose, position: last }
    const changes = arrangeEnvironments([...all, created], [{ key: created.key, order: place }])
    await refuseTakenName(environmentNameTaken(name), () =>
      insertEnvironments(parts.db, organizationKey, [{ ...created, position: place }], toTimestamp(now)),
    )
    await recordChange(parts, principal, {
      action: 'environment.created',
      entity: environmentEntity(created),
      after: { name, purpose, portfolioKey: portfolio.key, order: place },
      environmentKey: created.key,
    })
    const moved = changes.filter(({ after }) => after.key !== created.key)
    await storeEnvironmentChanges(parts, principal, moved)
    return { key: created.key }
  })
}
