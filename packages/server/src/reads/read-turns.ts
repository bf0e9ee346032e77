import type { ServerResponse } from 'node:http'
import { createFairQueue } from '../http/fair-queue.ts'
import { Problem } from '../problems/problem.ts'

/** How many may wait: of all organizations, and of one caller */
const mostWaiting = 1_000
const mostOfOne = 500

interface Limits {
  /** How many reads are under way at once */
  atOnce: number
  /** How long one may wait for its turn, in milliseconds */
  longestWait: number
  now?: () => number
}

/**
 * Reads in turns. At each turn comes the organization that was served least in this minute, and in it the caller, as
 * `createFairQueue` says: whoever asks for one list does not wait for those who ask without pause. Where too many wait, the newest of the one with most
 * is refused.
 */
export function createReadTurns({ atOnce, longestWait, now = () => performance.now() }: Limits) {
  interface Waiting {
    begin(): void
    refuse(error: unknown): void
  }
  const queue = createFairQueue<Waiting>(now)
  let running = 0

  /** @returns false where the caller has hung up before its turn */
  const turn = (path: string[], response: ServerResponse): Promise<boolean> =>
    new Promise((resolve, reject) => {
      const settle = (): void => {
        clearTimeout(late)
        response.off('close', leave)
      }
      const waiting: Waiting = {
        begin() {
          settle()
          resolve(true)
        },
        refuse(error) {
          settle()
          reject(error)
        },
      }
      const leave = (): void => {
        if (!queue.remove(path, waiting)) return
        settle()
        resolve(false)
      }
      const late = setTimeout(() => {
        if (queue.remove(path, waiting)) waiting.refuse(busy('The lists before this one took too long.'))
      }, longestWait)
      // The connection of the caller keeps the process alive, not this.
      late.unref()
      response.once('close', leave)
      queue.add(path, waiting)
      if (queue.size() > mostWaiting) queue.dropFromLargest()?.refuse(busy('Too many lists wait at this moment.'))
    })

  /** The next one takes the place of one that has ended: no new request can take it in between. */
  function passOn(): void {
    const next = queue.next()
    if (next) next.begin()
    else running--
  }

  return {
    waiting: (): number => queue.size(),

    /** Has all that wait fail with this, where it would only happen to one after the other. */
    refuseAll(error: unknown): void {
      for (let next = queue.next(); next; next = queue.next()) next.refuse(error)
    },

    /**
     * @param isAgain whether this is another try of what had a turn already: it counts once
     * @returns undefined where the caller has hung up before its turn, and nothing was done
     * @throws Problem lists_busy
     */
    async run<T>(
      { organizationKey, callerKey, isAgain }: { organizationKey: string; callerKey: string; isAgain?: boolean },
      response: ServerResponse,
      work: () => Promise<T>,
    ): Promise<T | undefined> {
      const path = [organizationKey, callerKey]
      if (response.destroyed) return undefined
      if (running < atOnce) running++
      else {
        if (queue.sizeOf(path) >= mostOfOne) throw busy('Too many lists of this caller wait at this moment.')
        if (!(await turn(path, response))) return undefined
      }
      if (!isAgain) queue.countServed(path)
      try {
        return await work()
      } finally {
        passOn()
      }
    },
  }
}

const busy = (what: string): Problem =>
  new Problem('lists_busy', `${what} Try again in a second.`, { 'retry-after': '1' })
