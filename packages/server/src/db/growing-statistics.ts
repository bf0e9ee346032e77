import { refreshStatistics } from './refresh-statistics.ts'
import type { Schema } from './schema/schema.ts'
import type { Db } from './transaction.ts'

/** Keeps PostgreSQL's statistics true while very many rows are stored. */
interface GrowingStatistics {
  /** Rows were stored. */
  grow(rows: number): Promise<void>
  /** No more rows are there to be stored at this moment. */
  pause(): Promise<void>
}

/** Fewer rows make no difference to plans. */
const leastRows = 10_000
/** After so long a pause, what was stored is taken for all. */
const pauseMilliseconds = 5_000

/**
 * PostgreSQL refreshes its statistics on its own about a minute later, or never where that is turned off. Here it is told
 * to after 10,000 rows, twice as many, and so on, and once more when no more are to come.
 */
export function createGrowingStatistics(
  db: Db,
  tables: readonly (keyof Schema)[],
  { atLeast = leastRows, pauseAfter = pauseMilliseconds } = {},
): GrowingStatistics {
  let [unseen, next] = [0, atLeast]
  let grownAt = performance.now()
  const refresh = async (after: number): Promise<void> => {
    unseen = 0
    next = after
    await refreshStatistics(db, tables)
  }
  return {
    async grow(rows) {
      unseen += rows
      grownAt = performance.now()
      if (unseen >= next) await refresh(2 * next)
    },
    async pause() {
      if (unseen >= atLeast && performance.now() - grownAt >= pauseAfter) await refresh(atLeast)
    },
  }
}
