import { getAccessOfActor } from '../access/access-of-actor.ts'
import type { Parts } from '../db/parts.ts'
import type { InviterParts } from '../modules/directory/bulk-changes/change-user.ts'
import { createBulkWorker } from '../modules/directory/bulk-changes/create-bulk-worker.ts'
import type { BaseParts } from '../modules/wing.ts'
import { createThreadWorker } from './thread-worker.ts'

type BulkParts = BaseParts & InviterParts<Parts<'clock' | 'vault' | 'config' | 'log'>>

/** What carries out bulk operations: a thread, as it ships, or this one, as in most tests. */
export function openBulk(
  parts: BulkParts,
  { environment, inThread }: { environment: NodeJS.ProcessEnv; inThread: boolean },
): { start(): void; stop(): Promise<void> } {
  const worker = createBulkWorker({ ...parts, accessOfActor: getAccessOfActor })
  return inThread ? createThreadWorker({ parts, environment, worker }) : worker
}
