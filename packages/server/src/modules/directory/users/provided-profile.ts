import type { UserIdentity } from './user-identity.ts'

/** What an external identity provider says of somebody who signs in, with texts that may be stored */
export interface ProvidedProfile {
  providerKey: string
  subject: string
  username: string | null
  name: string | null
  email: string | null
  /** Whether the provider has verified the e-mail, and is trusted for it */
  isEmailTrusted: boolean
  photoUrl: string | null
  /** Null where the provider does not say */
  isTermsAccepted: boolean | null
}

/** The same as it is stored. A username that another user has there is left out: people are known by their subjects. */
export const identityOf = (
  userKey: string,
  { providerKey, isEmailTrusted, isTermsAccepted: _, ...profile }: ProvidedProfile,
  { isUsernameTaken, former, now }: { isUsernameTaken: boolean; former?: UserIdentity | undefined; now: string },
): UserIdentity => ({
  ...profile,
  username: isUsernameTaken ? null : profile.username,
  userKey,
  identityProviderKey: providerKey,
  isEmailVerified: profile.email === null ? null : isEmailTrusted,
  firstLoginAt: former?.firstLoginAt ?? now,
  lastLoginAt: now,
})
