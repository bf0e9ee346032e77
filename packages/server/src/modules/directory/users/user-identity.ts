/** A user's profile at an identity provider. */
export interface UserIdentity {
  userKey: string
  identityProviderKey: string
  subject: string | null
  username: string | null
  name: string | null
  email: string | null
  photoUrl: string | null
  firstLoginAt: string | null
  lastLoginAt: string | null
  isEmailVerified: boolean | null
}
