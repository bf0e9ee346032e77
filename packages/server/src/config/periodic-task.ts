import { failureReport } from './failure-report.ts'

interface PeriodicTask {
  start(): void
  /** Runs it once more, after a run that is under way. Never rejects. */
  run(): Promise<void>
  /** Starts no further run by itself, and waits for those that were asked for. */
  stop(): Promise<void>
}

/**
 * Runs `work` every so many milliseconds, never twice at once. A failed run is reported, but not each time
 * (`failureReport`); the next one tries again.
 * @param first after how many milliseconds it runs first
 */
export function periodicTask(
  milliseconds: number,
  work: () => Promise<unknown>,
  onError: (error: unknown) => void,
  first = milliseconds,
): PeriodicTask {
  const report = failureReport(onError)
  let timer: NodeJS.Timeout | undefined
  let underWay = 0
  // Waiting for the last one waits for all.
  let last = Promise.resolve()
  const run = (): Promise<void> => {
    underWay++
    last = last
      .then(work)
      .then(report.succeeded, report.failed)
      .finally(() => {
        underWay--
      })
    return last
  }
  const runWhereIdle = (): void => {
    if (underWay === 0) void run()
  }
  return {
    start() {
      if (timer) return
      timer = setTimeout(() => {
        timer = setInterval(runWhereIdle, milliseconds).unref()
        runWhereIdle()
      }, first).unref()
    },
    run,
    async stop() {
      clearInterval(timer)
      timer = undefined
      await last
    },
  }
}
