import { type RawBuilder, sql } from 'kysely'
import { clockTolerance } from '../config/clock.ts'
import { toTimestamp } from './timestamp.ts'

/**
 * Whether the time in a column has come: until when somebody has claimed a row, or something is locked. Null has, and so has
 * one that lies further ahead than any is set: that was before a clock was set back, and nobody is to wait until it comes.
 * @param longest by how much such times lie ahead at most, in milliseconds
 */
export function hasCome(column: string, now: string, longest: number): RawBuilder<boolean> {
  const time = sql.ref(column)
  return sql`(${time} is null or ${time} <= ${now} or ${time} > ${furthestTime(now, longest)})`
}

/** How far ahead a time may lie that is set by a clock of now */
export const furthestTime = (now: string, longest: number): string =>
  toTimestamp(Date.parse(now) + longest + clockTolerance)
