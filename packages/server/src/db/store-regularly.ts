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
  const task = periodicTask(milliseconds, store, onError)
  task.start()
  return {
    flush: task.run,
    async close() {
      await task.stop()
      // What is lost now is told in any case.
      await store().catch(onError)
    },
  }
}
