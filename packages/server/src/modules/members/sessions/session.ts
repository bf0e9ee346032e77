import type { SessionTable } from '../../../db/schema/members-schema.ts'

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

/** 12 hours from the sign-in, whether or not the session is used */
export const sessionMilliseconds = 43_200_000
