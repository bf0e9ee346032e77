import { onWork, wakeForWork } from '../db/announce-work.ts'
import type { Database } from '../db/database.ts'
import { isDatabaseUnavailable } from '../db/failures.ts'
import type { Parts } from '../db/parts.ts'
import { periodicTask } from '../db/periodic-task.ts'
import { findBulkWork } from '../modules/directory/bulk-users/find-bulk-work.ts'
import type { Worker } from '../modules/wing.ts'
import { type BulkThread, type StartWorker, startBulkWorker } from './start-bulk-worker.ts'

const lookMilliseconds = 1_000
/** A thread that does not get as far as its work is not started again for so long. */
const pauseAfterFailure = 5_000

interface SupervisorOptions {
  parts: Parts<'clock' | 'config' | 'log'> & { database: Database }
  environment: NodeJS.ProcessEnv
  /** After so many milliseconds without work the thread ends: it takes memory. */
  idleMilliseconds?: number
  start?: StartWorker
}

/**
 * Has bulk operations carried out in a thread of their own, which the first one starts, and which ends after a while without
 * any. One that ends otherwise is followed by another one: what it had claimed is free again after seconds.
 */
export function createBulkSupervisor({
  parts,
  environment,
  idleMilliseconds = 60_000,
  start,
}: SupervisorOptions): Worker {
  const { db, config, log, database } = parts
  let thread: BulkThread | undefined
  let isStopping = false
  let failedAt = Number.NEGATIVE_INFINITY
  let workedAt = 0

  async function begin(): Promise<void> {
    await database.leaveCopying?.(true)
    const begun = startBulkWorker(
      { config, environment, turns: database.turns?.memory },
      { onStored: (work) => wakeForWork(db, work), start },
    )
    thread = begun
    void begun.ended.then(async (failure) => {
      if (thread === begun) thread = undefined
      if (failure) log.error({ err: failure }, 'the thread for bulk operations has ended')
      if (failure && !begun.isReady()) failedAt = performance.now()
      if (thread) return
      await database.leaveCopying?.(false)?.catch((err: unknown) => {
        log.error({ err }, 'the log of the database is copied less often than it could be')
      })
    })
  }

  async function look(): Promise<void> {
    if (isStopping) return
    const found = await findBulkWork(parts)
    if (found !== 'none') workedAt = performance.now()
    if (thread) {
      if (performance.now() - workedAt >= idleMilliseconds) await thread.stop()
    } else if (found === 'waiting' && performance.now() - failedAt >= pauseAfterFailure) await begin()
  }

  // One look after the other: a thread that stops has ended before another one begins.
  const looking = periodicTask(lookMilliseconds, look, (err) => {
    if (!isDatabaseUnavailable(err)) log.error({ err }, 'bulk operations could not be looked for yet')
  })
  const wake = (): void => {
    if (thread) thread.wake()
    else void looking.run()
  }
  return {
    start() {
      onWork(db, 'bulk-users', wake)
      looking.start()
      wake()
    },
    async stop() {
      isStopping = true
      await looking.stop()
      await thread?.stop()
    },
  }
}
