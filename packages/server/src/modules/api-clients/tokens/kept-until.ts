import { toTimestamp } from '../../../db/timestamp.ts'

/** The longest tolerated difference between clocks */
const clockTolerance = 300_000

/** Until when the id of a token or an assertion is remembered: a little longer than it is valid. */
export const keptUntil = (expiresAt: Date): string => toTimestamp(expiresAt.getTime() + clockTolerance)
