import type { Parts } from '../../../db/parts.ts'
import { toTimestamp } from '../../../db/timestamp.ts'
import {
  deleteSessionEndsUntil,
  type EndedSession,
  insertSessionEnds,
  type SessionEnd,
} from './session-ends-repository.ts'

/** For as long as a browser may come back with the cookie of a session that has ended: a week. */
const keptMilliseconds = 7 * 86_400_000

/** Keeps why sessions have ended, for whoever holds their cookies. Call it in the transaction that deletes them. */
export const keepSessionEnds = (
  { db, clock }: Parts<'clock'>,
  reason: SessionEnd,
  sessions: readonly EndedSession[],
): Promise<void> => insertSessionEnds(db, sessions, { reason, now: toTimestamp(clock.now()) })

/** Forgets those of more than a week ago, of all organizations. */
export const forgetSessionEnds = ({ db, clock }: Parts<'clock'>, signal: AbortSignal): Promise<void> =>
  deleteSessionEndsUntil(db, toTimestamp(clock.now() - keptMilliseconds), signal)
