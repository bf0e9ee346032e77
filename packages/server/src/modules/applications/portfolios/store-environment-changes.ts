import type { Parts } from '../../../db/parts.ts'
import { recordChange } from '../../foundation/audit/record-change.ts'
import type { Principal } from '../../foundation/permissions/principal.ts'
import type { ChangedEnvironment } from './arrange-environments.ts'
import { environmentEntity } from './environment.ts'
import { updateEnvironmentRows } from './environments-repository.ts'

/**
 * Stores names and positions, each with its line in the audit trail. Part of a transaction that locks the portfolios.
 */
export async function storeEnvironmentChanges(
  parts: Parts<'clock'>,
  principal: Principal,
  changes: readonly ChangedEnvironment[],
): Promise<void> {
  await updateEnvironmentRows(parts.db, principal.organizationKey, changes)
  for (const { before, after } of changes) {
    await recordChange(parts, principal, {
      action: 'environment.updated',
      entity: environmentEntity(after),
      before: { name: before.name, order: before.position },
      after: { name: after.name, order: after.position },
      environmentKey: after.key,
    })
  }
}
