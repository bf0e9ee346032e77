import { toTimestamp } from '../../../db/timestamp.ts'
import type { SignInSettings } from '../sign-in-settings/sign-in-settings.ts'

/** What a session must be younger than, and used later than */
export interface SessionLimits {
  now: string
  createdAfter: string
  /** Null: a session does not end by being idle */
  usedAfter: string | null
}

/** What an organization's settings say about how long sessions go on */
export type SessionTimes = Pick<SignInSettings, 'sessionMinutes' | 'idleMinutes'>

/** The limits that an organization's settings set at this time. */
export const sessionLimits = ({ sessionMinutes, idleMinutes }: SessionTimes, now: number): SessionLimits => ({
  now: toTimestamp(now),
  createdAfter: toTimestamp(now - sessionMinutes * 60_000),
  usedAfter: idleMinutes === null ? null : toTimestamp(now - idleMinutes * 60_000),
})
