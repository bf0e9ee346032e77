import { onWork, type Work } from './announce-work.ts'
import { failureReport } from './failure-report.ts'
import { isDatabaseUnavailable } from './failures.ts'
import { periodicTask } from './periodic-task.ts'
import type { Db } from './transaction.ts'

/** What a job asks while it is carried out. */
export interface JobRun {
  /** True once the worker stops: what has not begun is left to another worker. */
  isStopping(): boolean
  /** Aborts what takes longer than the grace period of a stop. */
  signal: AbortSignal
}

/** Rows that a transaction stores for later, and that one of several processes claims and carries out. */
export interface ClaimedWork<Job> {
  kind: Work
  /** How often to look for what is due again, and for what another process has left behind */
  pollMilliseconds: number
  /**
   * Finds what can begin now. All of it is carried out side by side.
   * @param underWay what this worker is carrying out
   */
  find(underWay: readonly Job[]): Promise<Job[]>
  /** Carries out one job. Where it fails, the error is reported and the job waits until it is found again. */
  carryOut(job: Job, run: JobRun): Promise<void>
  /** Gives back what was claimed and has not begun, at the end of a stop. */
  release?(): Promise<void>
  /**
   * Called with errors of each kind once, and then every ten minutes while they go on (`failureReport`); not while the
   * database cannot be reached: then the next look tries again.
   */
  onError(error: unknown): void
}

export interface ClaimedWorker {
  /** Looks for work now, whenever this process announces some, and every `pollMilliseconds`. */
  start(): void
  /** Carries out all that there is, whether started or not. */
  drain(): Promise<void>
  /** Finishes what is under way, for as long as the grace period, and leaves the rest to other workers. */
  stop(options?: { graceMilliseconds?: number }): Promise<void>
}

/** The loop of a worker. Which rows there are, and how they are claimed, is the work's own. */
export function createClaimedWorker<Job>(db: Db, work: ClaimedWork<Job>): ClaimedWorker {
  const abort = new AbortController()
  const underWay = new Map<Job, Promise<void>>()
  let isStarted = false
  let isStopping = false
  let isAwake = false
  let isLooking = false
  let lastLook: Promise<unknown> = Promise.resolve()
  const run: JobRun = { isStopping: () => isStopping, signal: abort.signal }

  const report = (error: unknown): void => {
    if (!isDatabaseUnavailable(error)) work.onError(error)
  }
  const failedLooks = failureReport(report)
  // A job that has failed is found again later, after its lease: no look without it says that it works now.
  const failedJobs = failureReport(report)

  const carryOut = async (job: Job): Promise<void> => {
    try {
      await work.carryOut(job, run)
      underWay.delete(job)
      // There may be more for it since its last look. After a failure the next poll looks.
      wake()
    } catch (error) {
      underWay.delete(job)
      failedJobs.failed(error)
    }
  }

  const beginFound = async (): Promise<number> => {
    if (isStopping) return 0
    const jobs = await work.find([...underWay.keys()])
    for (const job of jobs) underWay.set(job, carryOut(job))
    failedLooks.succeeded()
    return jobs.length
  }

  /** One look after the other, so that each knows what the former ones have begun. @returns how many jobs it has begun */
  const begin = (): Promise<number> => {
    const found = lastLook.then(beginFound)
    lastLook = found.catch(() => {})
    return found
  }

  const look = async (): Promise<void> => {
    while (isAwake && !isStopping) {
      isAwake = false
      await begin()
    }
  }

  const wake = (): void => {
    isAwake = true
    if (!isStarted || isStopping || isLooking) return
    isLooking = true
    look()
      .catch(failedLooks.failed)
      .finally(() => {
        isLooking = false
        // Work may have been announced between the last look and here.
        if (isAwake) wake()
      })
  }

  const polling = periodicTask(work.pollMilliseconds, async () => wake(), report)
  return {
    start() {
      isStarted = true
      onWork(db, work.kind, wake)
      polling.start()
      wake()
    },
    async drain() {
      do await Promise.all(underWay.values())
      while (!isStopping && ((await begin()) > 0 || underWay.size > 0))
    },
    async stop({ graceMilliseconds = 5_000 } = {}) {
      isStopping = true
      await polling.stop()
      await lastLook
      const grace = setTimeout(() => abort.abort(), graceMilliseconds)
      await Promise.all(underWay.values())
      clearTimeout(grace)
      await work.release?.().catch(report)
    },
  }
}
