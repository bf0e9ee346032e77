import { setTimeout } from 'node:timers/promises'
import { endsOf, nextEnd, type WriteTurns, waitToWrite } from './write-turns.ts'

/** How long one waits for another process that writes to a SQLite database, in milliseconds */
const longestWait = 5_000
const longestPause = 25
/** Of another process, which is not told when a transaction has ended: less than what it is left, see `letOthersWrite` */
const longestPauseOutside = 4

/** SQLite's primary result code where another connection is in the way */
const busy = 5

const isBusy = (error: unknown): boolean => (((error as { errcode?: number }).errcode ?? 0) & 0xff) === busy

/**
 * Carries out work on a SQLite connection that has no timeout of its own: SQLite would wait in a way that holds up the
 * event loop, for as long as a command writes, perhaps seconds.
 * @param turns by which a thread of this process that writes lets others go first
 */
export async function whenFree<T>(work: () => T, turns?: WriteTurns): Promise<T> {
  const known = turns && endsOf(turns)
  try {
    return work()
  } catch (error) {
    if (!isBusy(error)) throw error
  }
  const endWaiting = turns && waitToWrite(turns)
  try {
    return await tryAgain(work, turns, known ?? 0)
  } finally {
    endWaiting?.()
  }
}

async function tryAgain<T>(work: () => T, turns: WriteTurns | undefined, ends: number): Promise<T> {
  const end = performance.now() + longestWait
  let known = ends
  const longest = turns ? longestPause : longestPauseOutside
  for (let pause = 1; ; pause = Math.min(2 * pause, longest)) {
    await (turns ? nextEnd(turns, known, pause) : setTimeout(pause))
    known = turns ? endsOf(turns) : 0
    try {
      return work()
    } catch (error) {
      if (!isBusy(error) || performance.now() > end) throw error
    }
  }
}
