import type { Parts } from '../../../db/parts.ts'
import { type PageAfter, readPages } from '../../../db/read-pages.ts'
import { transaction } from '../../../db/transaction.ts'
import { keepSessionEnds } from './keep-session-ends.ts'
import { type SessionTimes, sessionLimits } from './session-limits.ts'
import { deleteSessions, selectSessionTimes } from './sessions-repository.ts'

/** A few milliseconds of SQLite's time, also where all of them have ended */
const sessionsAtOnce = 250

/**
 * Deletes the sessions of an organization that have ended by these settings. Call it before others replace them: longer
 * times must not revive what has ended.
 * @param signal ends it after the slice that is under way
 */
export async function deleteEndedSessions(
  { db, clock }: Parts<'clock'>,
  organizationKey: string,
  settings: SessionTimes,
  signal?: AbortSignal,
): Promise<void> {
  const { createdAfter, usedAfter } = sessionLimits(settings, clock.now())
  // All of them are read: an index on when each was used last would be written with every request.
  const read = (page: PageAfter<string>) => selectSessionTimes(db, organizationKey, page)
  for await (const sessions of readPages(sessionsAtOnce, read, ({ key }) => key)) {
    const endOf = ({ createdAt, lastSeenAt }: (typeof sessions)[number]) => {
      if (createdAt <= createdAfter) return 'expired'
      return usedAfter !== null && lastSeenAt <= usedAfter ? 'idle' : undefined
    }
    for (const [reason, some] of Map.groupBy(sessions, endOf)) {
      if (reason === undefined) continue
      const keys = some.map(({ key }) => key)
      await transaction({ db, clock }, async (parts) =>
        keepSessionEnds(parts, reason, await deleteSessions(parts.db, organizationKey, keys)),
      )
    }
    signal?.throwIfAborted()
  }
}
