import type { SignInMethod } from './session.ts'

/** What an external provider needs to end its own session, as its protocol says. Kept as it is. */
export type ProviderSession = Readonly<Record<string, unknown>>

/** What a user has just proven at the authorization server */
export interface NewSignOn {
  organizationKey: string
  /** `uid` of the session at the authorization server */
  uid: string
  userKey: string
  /** Of the user when they began to prove it */
  credentialsStamp: string
  method: SignInMethod
  /** The external provider at which they signed in */
  provider: { key: string; session: ProviderSession | null } | null
  /** Seconds since 1970 */
  authenticatedAt: number
  address: string | null
  userAgent: string | null
}

/** Who is signed in at the authorization server. */
export interface SignOn {
  uid: string
  method: SignInMethod
  identityProviderKey: string | null
  credentialsStamp: string
  /** Milliseconds since 1970 */
  authenticatedAt: number
  user: {
    key: string
    name: string | null
    email: string | null
    isEmailVerified: boolean | null
    photoUrl: string | null
    updatedAt: string
  }
}
