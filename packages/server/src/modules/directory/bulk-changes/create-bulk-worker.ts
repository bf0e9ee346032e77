import type { ClaimedWorker } from '../../../db/claimed-work.ts'
import type { Parts } from '../../../db/parts.ts'
import { type BulkWorkerOptions, createBulkUserWorker } from '../bulk-users/bulk-users-worker.ts'
import type { SenderParts } from '../bulk-users/carry-out-bulk-operations.ts'
import { carryOutChangeSlice, giveUpChangeSlice } from './carry-out-change-slice.ts'
import type { InviterParts } from './change-user.ts'

/** The worker that creates many users, and changes many: their operations wait in one queue. */
export const createBulkWorker = <P extends Parts<'clock' | 'log'> & SenderParts & InviterParts<P>>(
  parts: P,
  options?: BulkWorkerOptions,
): ClaimedWorker =>
  createBulkUserWorker<P>(parts, { carryOut: carryOutChangeSlice, giveUp: giveUpChangeSlice }, options)
