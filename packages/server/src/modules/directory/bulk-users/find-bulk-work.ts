import type { Parts } from '../../../db/parts.ts'
import { toTimestamp } from '../../../db/timestamp.ts'
import { hasUnfinished, selectWaitingOrganizations } from './bulk-claims-repository.ts'

/** Whether an operation waits for a worker, or at least one is under way, here or on another node. */
export async function findBulkWork({ db, clock }: Parts<'clock'>): Promise<'waiting' | 'under way' | 'none'> {
  if (!(await hasUnfinished(db))) return 'none'
  const waiting = await selectWaitingOrganizations(db, toTimestamp(clock.now()), undefined, 1)
  return waiting.length > 0 ? 'waiting' : 'under way'
}
