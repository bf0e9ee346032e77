import type { Worker } from 'node:worker_threads'
import { startThread, type Thread } from '../config/thread.ts'
import type { Work } from '../db/announce-work.ts'
import type { BulkNotice, BulkRequest, BulkThreadData } from './bulk-messages.ts'

const memoryMegabytes = 512

/** Longer than what is under way may take to end */
const longestStop = 15_000

export interface BulkThread {
  wake(): void
  /** Finishes what is under way. */
  stop(): Promise<void>
  ended: Thread<BulkRequest>['ended']
  /** Whether it has got as far as its work */
  isReady(): boolean
}

export type StartWorker = (workerData: BulkThreadData) => Worker

/** Starts the thread that carries out bulk operations. */
export function startBulkWorker(
  data: Omit<BulkThreadData, 'compileCache'>,
  { onStored, start }: { onStored(work: Work): void; start?: StartWorker | undefined },
): BulkThread {
  let isReady = false
  const thread = startThread<BulkThreadData, BulkRequest, BulkNotice>(
    { entry: 'bulk/bulk-thread', name: 'portico-bulk', memoryMegabytes, data, start },
    (notice) => {
      if ('stored' in notice) onStored(notice.stored)
      else isReady = true
    },
  )
  return {
    wake: () => thread.send('wake'),
    stop: () => thread.stop({ question: 'stop', milliseconds: longestStop }),
    ended: thread.ended,
    isReady: () => isReady,
  }
}
