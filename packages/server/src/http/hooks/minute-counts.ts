import type { Clock } from '../../config/clock.ts'

const minute = 60_000
/** About 10 MB. Whoever has so many names is not limited by them, and the counts begin again. */
const mostNames = 100_000

/**
 * Counts by name, which begin again each minute. Each node counts on its own, in memory: a flood must not reach the
 * database, and no caller relies on the exact number.
 */
export function createMinuteCounts(clock: Clock) {
  const counts = new Map<string, number>()
  let end = 0

  return {
    /** Of how many names it remembers something */
    size: (): number => counts.size,

    /**
     * Adds one to each count, unless one of them has reached its most already: what is refused uses up nothing, and fills
     * no memory.
     * @returns the seconds until the counts begin again, 0 if one was added
     */
    add(most: Readonly<Record<string, number>>): number {
      const now = clock.now()
      // Also after the clock was set back.
      if (now >= end || now < end - minute || counts.size >= mostNames) {
        counts.clear()
        end = now + minute
      }
      const countOf = (name: string): number => counts.get(name) ?? 0
      const entries = Object.entries(most)
      if (entries.some(([name, limit]) => countOf(name) >= limit)) return Math.ceil((end - now) / 1_000)
      for (const [name] of entries) counts.set(name, countOf(name) + 1)
      return 0
    },
  }
}
