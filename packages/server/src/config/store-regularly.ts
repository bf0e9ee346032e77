import { failureReport } from './failure-report.ts'
import { periodicTask } from './periodic-task.ts'

/** What stores that which gathers in memory */
export interface Storing {
  /** Stores what there is now. Never rejects. */
  flush(): Promise<void>
  /** Stores what is left, and ends. */
  close(): Promise<void>
}

/**
 * Has `store` run every so many milliseconds, and when asked to.
 * @param store what fails must keep what it could not store
 * @param onError as for `periodicTask`
 */
export function storeRegularly(
  milliseconds: number,
  store: () => Promise<void>,
  onError: (error: unknown) => void,
): Storing {
  const report = failureReport(onError)
  // One after the other, so that waiting for the last one waits for all.
  let last = Promise.resolve()
  const flush = (): Promise<void> => {
    last = last.then(store).then(report.succeeded, report.failed)
    return last
  }
  const task = periodicTask(milliseconds, flush, report.failed)
  task.start()
  return {
    flush,
    async close() {
      await task.stop()
      await last
      // What is lost now is told in any case.
      await store().catch(onError)
    },
  }
}
