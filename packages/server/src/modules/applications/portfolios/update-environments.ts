import { normalKey } from '../../../db/keys.ts'
import type { Parts } from '../../../db/parts.ts'
import { transaction } from '../../../db/transaction.ts'
import {
  holds,
  type Principal,
  permissionMissing,
  requireInEnvironment,
} from '../../foundation/permissions/principal.ts'
import { arrangeEnvironments, type ChangedEnvironment, type EnvironmentChange } from './arrange-environments.ts'
import { selectEnvironments } from './environments-repository.ts'
import { lockPortfolioRow } from './portfolios-repository.ts'
import { storeEnvironmentChanges } from './store-environment-changes.ts'

/**
 * Renames and reorders environments: all that the caller asks for, or nothing.
 * @throws Problem permission_missing, and what `arrangeEnvironments` throws
 */
export function updateEnvironments(
  parts: Parts<'clock'>,
  principal: Principal,
  requested: readonly EnvironmentChange[],
): Promise<void> {
  const { organizationKey } = principal
  return transaction(parts, async (parts) => {
    await lockPortfolios(parts, principal)
    const asked = requested.map((change) => ({ ...change, key: normalKey(change.key) }))
    const changes = arrangeEnvironments(await selectEnvironments(parts.db, organizationKey), asked)
    for (const change of changes) requirePermissionFor(principal, change)
    await storeEnvironmentChanges(parts, principal, changes)
  })
}

/** The same for one environment */
export const updateEnvironment = (
  parts: Parts<'clock'>,
  principal: Principal,
  key: string,
  change: Omit<EnvironmentChange, 'key'>,
): Promise<void> => updateEnvironments(parts, principal, [{ ...change, key }])

/** Always in the same sequence, so that no two changes wait for each other. */
export async function lockPortfolios({ db }: Parts, { organizationKey }: Principal): Promise<void> {
  const keys = new Set((await selectEnvironments(db, organizationKey)).map(({ portfolioKey }) => portfolioKey))
  for (const key of [...keys].sort()) await lockPortfolioRow(db, organizationKey, key)
}

/** A name concerns the environment alone, the order concerns the whole portfolio. */
function requirePermissionFor(principal: Principal, { before, after }: ChangedEnvironment): void {
  if (before.name !== after.name) requireInEnvironment(principal, 'Portfolio management > Manage stages', before)
  if (before.position === after.position || holds(principal, 'Portfolio management > Manage portfolio')) return
  throw permissionMissing('Changing the order of stages needs the permission Portfolio management > Manage portfolio.')
}
