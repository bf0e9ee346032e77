import { setTimeout } from 'node:timers/promises'

/** How long one waits for another process that writes to a SQLite database, in milliseconds */
const longestWait = 5_000
const longestPause = 25

/** SQLite's primary result code where another connection is in the way */
const busy = 5

const isBusy = (error: unknown): boolean => (((error as { errcode?: number }).errcode ?? 0) & 0xff) === busy

/**
 * Carries out work on a SQLite connection that has no timeout of its own: SQLite would wait in a way that holds up the
 * event loop, for as long as a command writes, perhaps seconds.
 */
export async function whenFree<T>(work: () => T): Promise<T> {
  let end: number | undefined
  for (let pause = 1; ; pause = Math.min(2 * pause, longestPause)) {
    try {
      return work()
    } catch (error) {
      if (!isBusy(error)) throw error
      end ??= performance.now() + longestWait
      if (performance.now() > end) throw error
    }
    await setTimeout(pause)
  }
}
