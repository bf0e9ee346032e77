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
 * Reads in turns. At each turn comes the organization that was served least in this minute, and in it the caller: whoever
 * asks for one list does not wait for those who ask without pause. Where too many wait, the newest of the one with most
 * is refused.
 */
export function createReadTurns({ atOnce, longestWait, now = () => performance.now() }: Limits) {
  interface Waiting {
    since: number
    begin(): void
    refuse(): void
  }
  const queue = createFairQueue<Waiting>(now)
  let running = 0

  /** @returns false where the caller has hung up before its turn */
  const turn = (path: string[], response: ServerResponse): Promise<boolean> =>
    new Promise((resolve, reject) => {
      const leave = (): void => {
        if (queue.remove(path, waiting)) resolve(false)
      }
      const leaving = (settle: () => void) => () => {
        response.off('close', leave)
        settle()
      }
      const waiting = {
        since: now(),
        begin: leaving(() => resolve(true)),
        refuse: leaving(() => reject(busy('Too many lists wait at this moment.'))),
      }
      response.once('close', leave)
      queue.add(path, waiting)
      if (queue.size() > mostWaiting) queue.dropFromLargest()?.refuse()
    })

  /** The next one takes the place of one that has ended: no new request can take it in between. */
  function passOn(): void {
    for (let next = queue.next(); next; next = queue.next()) {
      if (now() - next.since <= longestWait) {
        next.begin()
        return
      }
      next.refuse()
    }
    running--
  }

  return {
    waiting: (): number => queue.size(),

    /**
     * @returns undefined where the caller has hung up before its turn, and nothing was done
     * @throws Problem lists_busy
     */
    async run<T>(
      { organizationKey, callerKey }: { organizationKey: string; callerKey: string },
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
      queue.countServed(path)
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
