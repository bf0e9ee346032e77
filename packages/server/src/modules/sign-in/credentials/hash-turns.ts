import { availableParallelism } from 'node:os'
import { createFairQueue } from '../../../http/fair-queue.ts'
import { networkOf, widerNetworkOf } from '../../../http/network-of.ts'
import { Problem } from '../../../problems/problem.ts'

/** Who waits for a hash: a user who has proven something before (a session, a known browser), or anybody. */
export type HashSource = { member: string } | { address: string | null }

/**
 * A core stays free for everything else, tokens above all. Two at a time take 92 MiB and half of libuv's threads: files,
 * DNS and the signatures of assertions keep the others.
 */
const mostAtOnce = 2
/** More would wait for longer than about three seconds. */
const mostWaiting = 64
/** A member, or an address: an office behind one address may begin its day together. */
const mostOfOne = 32

/**
 * Runs work in turns, only so much at the same time. Members and anonymous callers get equal shares. Among members, the one who was
 * served least in this minute comes first. Among the others it is the network that was served least, of those that are
 * usually given out as a whole (IPv4 /24, IPv6 /48), and in it the address (IPv6: the /64). So whoever has a whole network
 * gets as much as a person with one address, and another person in that network still comes before them. Where too many
 * wait, the newest request of the one with the most waiting is refused.
 */
export function createHashTurns({
  atOnce = Math.max(1, Math.min(mostAtOnce, availableParallelism() - 1)),
  now = () => performance.now(),
} = {}) {
  const queue = createFairQueue<{ begin(): void; refuse(): void }>(now)
  let running = 0

  const wait = (path: string[]): Promise<void> =>
    new Promise((resolve, reject) => {
      queue.add(path, { begin: resolve, refuse: () => reject(busy()) })
      if (queue.size() > mostWaiting) queue.dropFromLargest()?.refuse()
    })

  return {
    /** @throws Problem sign_in_busy */
    async run<T>(source: HashSource, work: () => Promise<T>): Promise<T> {
      const path = pathOf(source)
      if (running < atOnce) running++
      else {
        if (queue.sizeOf(path) >= mostOfOne) throw busy()
        await wait(path)
      }
      queue.countServed(path)
      try {
        return await work()
      } finally {
        const next = queue.next()
        // The next one takes this place: no new request can take it in between.
        if (next) next.begin()
        else running--
      }
    },
  }
}

function pathOf(source: HashSource): string[] {
  if ('member' in source) return ['members', source.member]
  const network = networkOf(source.address ?? '')
  return ['anonymous', widerNetworkOf(network), network]
}

const busy = (): Problem =>
  new Problem('sign_in_busy', 'Too many passwords are being checked at this moment. Try again in 3 seconds.', {
    'retry-after': '3',
  })
