import { failureReport } from './failure-report.ts'

interface PeriodicTask {
  start(): void
  /** Runs it once more, after a run that is under way. Never rejects. */
  run(): Promise<void>
  /** Starts no further run by itself, tells the one under way to end, and waits for those that were asked for. */
  stop(): Promise<void>
}

/**
 * Runs `work` every so many milliseconds, never twice at once. A failed run is reported, but not each time
 * (`failureReport`); the next one tries again.
 * @param work its signal is aborted by the stop: what may take long ends then, by throwing the signal's reason or not, and
 *   leaves the rest to the next start
 * @param first after how many milliseconds it runs first
 */
export function periodicTask(
  milliseconds: number,
  work: (signal: AbortSignal) => Promise<unknown>,
  onError: (error: unknown) => void,
  first = milliseconds,
): PeriodicTask {
  const report = failureReport(onError)
  const failed = (error: unknown): void => {
    if (error !== stopping.signal.reason) report.failed(error)
  }
  const stopping = new AbortController()
  let timer: NodeJS.Timeout | undefined
  let underWay = 0
  // Waiting for the last one waits for all.
  let last = Promise.resolve()
  const run = (): Promise<void> => {
    underWay++
    last = last
      .then(() => work(stopping.signal))
      .then(report.succeeded, failed)
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
      stopping.abort()
      await last
    },
  }
}
