interface PeriodicTask {
  start(): void
  /** Starts no further run, and waits for a running one. */
  stop(): Promise<void>
}

/**
 * Runs `work` every so many milliseconds, never twice at once. A failed run is reported; the next one tries again.
 * @param first after how many milliseconds it runs first
 */
export function periodicTask(
  milliseconds: number,
  work: () => Promise<unknown>,
  onError: (error: unknown) => void,
  first = milliseconds,
): PeriodicTask {
  let timer: NodeJS.Timeout | undefined
  let underWay: Promise<void> | undefined
  const run = (): void => {
    underWay ??= work()
      .then(() => {}, onError)
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
