import { sql } from 'kysely'
import { clockTolerance } from '../config/clock.ts'
import type { Db } from './transaction.ts'

/** How many requests an organization has made in a minute, counted by all nodes together. */
export interface RequestCounter {
  /**
   * Counts `wanted` more requests, up to the limit.
   * @returns how many of them there was room for: 0 to `wanted`
   */
  take(request: RequestsToCount): number | Promise<number>
  /** How many were counted in the minute; 0 where it has another one by now. */
  used(counted: CountedRequests): number | Promise<number>
}

type CountedRequests = Omit<RequestsToCount, 'wanted' | 'limit'>

interface RequestsToCount {
  organizationKey: string
  /** What is limited, for instance an API */
  name: string
  /** Since 1970, by the clock of the caller */
  minute: number
  wanted: number
  limit: number
}

/** By how many minutes the clock of a node may be behind: it counts in the minute that the others have reached. */
const mostAhead = clockTolerance / 60_000

/** Whether requests of a minute are added to what was counted in another one: where that is further ahead, a clock was set back. */
export const countsIn = (counted: number, minute: number): boolean => counted >= minute && counted <= minute + mostAhead

/** Counts in memory: exact where one process serves all requests. */
export function memoryCounter(): RequestCounter {
  const counts = new Map<string, { minute: number; used: number }>()
  return {
    take({ organizationKey, name, minute, wanted, limit }) {
      const id = `${organizationKey} ${name}`
      const known = counts.get(id)
      const count = known && countsIn(known.minute, minute) ? known : { minute, used: 0 }
      const granted = Math.max(0, Math.min(wanted, limit - count.used))
      count.used += granted
      counts.set(id, count)
      return granted
    },
    used({ organizationKey, name, minute }) {
      const known = counts.get(`${organizationKey} ${name}`)
      return known?.minute === minute ? known.used : 0
    },
  }
}

/** Counts in a row for each name, which starts again with each minute. */
export function tableCounter(db: Db): RequestCounter {
  return {
    async take({ organizationKey, name, minute, wanted, limit }) {
      // `countsIn`, the other way round
      const isOther = sql<boolean>`(excluded.minute > rate_limits.minute or excluded.minute < rate_limits.minute - ${sql.lit(mostAhead)})`
      const row = await db
        .insertInto('rate_limits')
        .values({ organization_key: organizationKey, name, minute, used: wanted })
        .onConflict((conflict) =>
          conflict
            .columns(['organization_key', 'name'])
            .doUpdateSet({
              minute: sql`case when ${isOther} then excluded.minute else rate_limits.minute end`,
              used: sql`case when ${isOther} then excluded.used else rate_limits.used + excluded.used end`,
            })
            .where(sql<boolean>`${isOther} or rate_limits.used < ${limit}`),
        )
        .returning('used')
        .executeTakeFirst()
      if (!row) return 0
      return Math.max(0, wanted - Math.max(0, row.used - limit))
    },
    async used({ organizationKey, name, minute }) {
      const row = await db
        .selectFrom('rate_limits')
        .select('used')
        .where('organization_key', '=', organizationKey)
        .where('name', '=', name)
        .where('minute', '=', minute)
        .executeTakeFirst()
      return row?.used ?? 0
    },
  }
}
