import type { Parts } from '../../../db/parts.ts'
import type { SessionTable } from '../../../db/schema/members-schema.ts'
import { toTimestamp } from '../../../db/timestamp.ts'
import type { SignInSettings } from '../sign-in-settings/sign-in-settings.ts'

/** How a user proved who they are. */
export type SignInMethod = SessionTable['method']

/** The session of a user who has just signed in. */
export interface NewSession {
  organizationKey: string
  userKey: string
  method: SignInMethod
  /** `uid` of the session at the authorization server that this one comes from */
  authorizationSession: string | null
  address: string | null
  userAgent: string | null
  /** Token of the session that the same browser had before, which ends: its cookie is about to be overwritten */
  replacedToken?: string | undefined
}

/** A session as found by the token in its cookie. */
export interface Session {
  key: string
  userKey: string
  method: SignInMethod
  createdAt: string
  lastSeenAt: string
  expiresAt: string
}

/** A session as its user sees it in the list. */
export interface ListedSession {
  key: string
  method: SignInMethod
  address: string | null
  userAgent: string | null
  createdAt: string
  lastSeenAt: string
  expiresAt: string
}

/** An application in which a session has signed its user in */
export interface SessionApplication {
  key: string
  name: string
  /** Below the base path */
  logoPath: string | null
}

/** Given by the wing that knows applications: those of each session of a user, by the key of the session */
export type ListSessionApplications = (
  parts: Parts,
  organizationKey: string,
  userKey: string,
) => Promise<ReadonlyMap<string, SessionApplication[]>>

/** When a session ends at the latest: the settings may have become stricter since it began. */
export const sessionEnd = (
  { createdAt, expiresAt }: Pick<Session, 'createdAt' | 'expiresAt'>,
  { sessionMinutes }: Pick<SignInSettings, 'sessionMinutes'>,
): string => {
  const end = toTimestamp(Date.parse(createdAt) + sessionMinutes * 60_000)
  return end < expiresAt ? end : expiresAt
}
