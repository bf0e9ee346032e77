import type { SessionTable } from '../../../db/schema/members-schema.ts'

/** How somebody proved who they are. */
export type SignInMethod = SessionTable['method']

/** A member who signs in, or one who is signed in. */
export interface NewSession {
  organizationKey: string
  userKey: string
  method: SignInMethod
  /** `uid` of the session at the authorization server that this one comes from */
  authorizationSession: string | null
  address: string | null
  userAgent: string | null
}

/** A session as the requests that carry its cookie are served by. */
export interface Session {
  key: string
  userKey: string
  method: SignInMethod
  lastSeenAt: string
  expiresAt: string
}

/** A session as its user sees it in a list. */
export interface ListedSession {
  key: string
  method: SignInMethod
  address: string | null
  userAgent: string | null
  createdAt: string
  lastSeenAt: string
  expiresAt: string
}

/** 12 hours from the sign-in, however much somebody does meanwhile */
export const sessionMilliseconds = 43_200_000

/** The prefix makes the browser refuse the cookie from a subdomain, from another path, or without TLS. */
export const sessionCookieName = (origin: string): string =>
  isSecure(origin) ? '__Host-portico-session' : 'portico-session'

export const isSecure = (origin: string): boolean => origin.startsWith('https:')
