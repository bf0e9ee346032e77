import { clockTolerance } from '../../../config/clock.ts'
import { toTimestamp } from '../../../db/timestamp.ts'

/** Until when the id of a token or an assertion is remembered: a little longer than it is valid. */
export const keptUntil = (expiresAt: Date): string => toTimestamp(expiresAt.getTime() + clockTolerance)
