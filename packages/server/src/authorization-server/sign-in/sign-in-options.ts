import type { AuthorizationRecords } from '../../modules/members/sessions/authorization-records.ts'

/** What the authorization server needs to sign people in to the portal. */
export interface SignInOptions {
  /** Origin of the organization's URLs: the portal is there */
  origin: string
  records(model: string): ReturnType<AuthorizationRecords>
  /** Whether the user may sign in. A session or a code of one who may not is worth nothing. */
  isActive(userKey: string): Promise<boolean>
  /** Signs the cookies: the same on every node, and known to nobody else */
  cookieKey: string
}

/** The built-in client: public, since whatever a browser holds is no secret. PKCE stands in for one. */
export const portalClientId = 'portico-portal'

export const callbackPath = '/portal/callback'

/** The page that asks for the password. */
export const signInPage = (uid: string): string => `/sign-in/${uid}`

/** Where the page sends what it asked for: the interaction's cookie goes there and nowhere else. */
export const interactionPath = (uid: string): string => `/portal/interactions/${uid}`

/** Why a sign-in cannot go on: it is too old or another browser's, not allowed, to be tried again, or our fault. */
export type SignInProblem = 'expired' | 'refused' | 'busy' | 'unavailable' | 'failed'

/** Where a browser ends up whose sign-in cannot go on. The page says what to do about it. */
export const failedSignInPage = (problem: SignInProblem): string => `/sign-in?problem=${problem}`

/** Claims of the ID token with which the portal makes its session. */
export const authorizationSessionClaim = 'authorization_session'
