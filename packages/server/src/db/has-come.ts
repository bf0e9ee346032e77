import { type RawBuilder, sql } from 'kysely'
import { clockTolerance } from '../config/clock.ts'
import { toTimestamp } from './timestamp.ts'

/**
 * Whether the time in a column has come, such as the end of a claim or of a lock. Null counts as come, and so does a time
 * further ahead than any is set: it was set before a clock was set back, and nobody is to wait for it.
 * @param longest how far ahead such times are set at most, in milliseconds
 */
export function hasCome(column: string, now: string, longest: number): RawBuilder<boolean> {
  const time = sql.ref(column)
  return sql`(${time} is null or ${time} <= ${now} or ${time} > ${furthestTime(now, longest)})`
}

/** The furthest time that a node sets now, if its clock is ahead of this one by as much as is tolerated */
export const furthestTime = (now: string, longest: number): string =>
  toTimestamp(Date.parse(now) + longest + clockTolerance)
