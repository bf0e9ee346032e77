import { failureReport } from './failure-report.ts'

interface PeriodicTask {
  start(): void
  /** Starts no further run, and waits for a running one. */
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
  let underWay: Promise<void> | undefined
  const run = (): void => {
    underWay ??= work()
      .then(report.succeeded, report.failed)
      .finally(() => {
        underWay = undefined
      })
  }
  return {
    start() {
      if (timer) return
      timer = setTimeout(() => {
        timer = setInterval(run, milliseconds).unref()
        run()
      }, first).unref()
    },
    async stop() {
      clearInterval(timer)
      timer = undefined
      await underWay
    },
  }
}
