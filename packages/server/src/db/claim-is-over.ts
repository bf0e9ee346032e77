import { type RawBuilder, sql } from 'kysely'
import { clockTolerance } from '../config/clock.ts'
import { toTimestamp } from './timestamp.ts'

/** Longer than anything is claimed for */
const longestClaim = 60_000

/**
 * Whether nobody has a claim on a row any more. One that lasts longer than any was made before a clock was set back: its
 * worker may be gone, and nobody is to wait until that time comes again.
 * @param until the column that says until when the row is claimed
 */
export function claimIsOver(until: string, now: string): RawBuilder<boolean> {
  const column = sql.ref(until)
  const tooLate = toTimestamp(Date.parse(now) + longestClaim + clockTolerance)
  return sql`(${column} is null or ${column} <= ${now} or ${column} > ${tooLate})`
}
