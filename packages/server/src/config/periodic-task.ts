export interface PeriodicTask {
  start(): void
  /** Waits for the run that is under way. */
  stop(): Promise<void>
}

/** Does something now and then while the process runs, never twice at once. A run that fails is reported, and repeated. */
export function periodicTask(
  milliseconds: number,
  work: () => Promise<unknown>,
  onError: (error: unknown) => void,
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
      timer ??= setInterval(run, milliseconds).unref()
    },
    async stop() {
      clearInterval(timer)
      timer = undefined
      await underWay
    },
  }
}
