import { periodicTask } from '../config/periodic-task.ts'
import { workerEntry } from '../config/worker-entry.ts'
import { onWork, wakeForWork } from '../db/announce-work.ts'
import type { ClaimedWorker } from '../db/claimed-work.ts'
import type { Database } from '../db/database.ts'
import { isDatabaseUnavailable } from '../db/failures.ts'
import type { Parts } from '../db/parts.ts'
import { findBulkWork } from '../modules/directory/bulk-users/find-bulk-work.ts'
import { type BulkThread, startBulkWork, type ThreadStart } from './start-bulk-work.ts'

const lookMilliseconds = 1_000
const cleaningMilliseconds = 600_000
/** A thread that does not get as far as its work is not started again for so long. */
const pauseAfterFailure = 5_000

interface BulkThreadOptions {
  parts: Parts<'clock' | 'config' | 'log'> & { database: Database }
  environment: NodeJS.ProcessEnv
  /** Deletes what is old. It carries out nothing. */
  worker: Pick<ClaimedWorker, 'clean'>
  /** After so many milliseconds without work the thread ends: it takes memory. */
  idleMilliseconds?: number
  start?: ThreadStart
}

/**
 * Carries out bulk operations in a thread of its own, which the first one starts, and which ends after a while without any.
 * One that ends otherwise is followed by another one: what it had claimed is free again after seconds.
 */
export function createThreadWorker({
  parts,
  environment,
  worker,
  idleMilliseconds = 60_000,
  start,
}: BulkThreadOptions): {
  start(): void
  stop(): Promise<void>
} {
  const { db, config, log, database } = parts
  let thread: BulkThread | undefined
  let isStopping = false
  let failedAt = Number.NEGATIVE_INFINITY
  let workedAt = 0
  let lastStep: Promise<void> = Promise.resolve()
  const report = (err: unknown): void => {
    if (!isDatabaseUnavailable(err)) log.error({ err }, 'bulk operations could not be looked for yet')
  }

  async function begin(): Promise<void> {
    await database.leaveCopying?.(true)
    const begun = startBulkWork(
      { config, environment, turns: database.turns?.memory },
      {
        entry: workerEntry('bulk/bulk-thread'),
        onStored: (work) => wakeForWork(db, work),
        ...(start ? { start } : {}),
      },
    )
    thread = begun
    void begun.ended.then(async (end) => {
      if (thread === begun) thread = undefined
      if (!thread) await database.leaveCopying?.(false)
      if (!end) return
      log.error({ err: end.failure }, 'the thread for bulk operations has ended')
      if (!end.wasReady) failedAt = performance.now()
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

  /** One after the other: a thread that stops has ended before another one begins. */
  const queue = (): Promise<void> => {
    lastStep = lastStep.then(look).catch(report)
    return lastStep
  }
  const wake = (): void => {
    if (thread) thread.wake()
    else void queue()
  }
  const looking = periodicTask(lookMilliseconds, queue, report)
  const cleaning = periodicTask(cleaningMilliseconds, worker.clean, report)
  return {
    start() {
      onWork(db, 'bulk-users', wake)
      looking.start()
      cleaning.start()
      wake()
    },
    async stop() {
      isStopping = true
      await looking.stop()
      await cleaning.stop()
      await lastStep
      await thread?.stop()
    },
  }
}
