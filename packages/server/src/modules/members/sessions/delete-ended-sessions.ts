import type { Parts } from '../../../db/parts.ts'
import { type SessionTimes, sessionLimits } from './session-limits.ts'
import { deleteSessionsOutside } from './sessions-repository.ts'

/**
 * Deletes the sessions of an organization that have ended by these settings. Call it before others replace them: longer
 * times must not revive what has ended.
 */
export const deleteEndedSessions = (
  { db, clock }: Parts<'clock'>,
  organizationKey: string,
  settings: SessionTimes,
): Promise<void> => deleteSessionsOutside(db, organizationKey, sessionLimits(settings, clock.now()))
