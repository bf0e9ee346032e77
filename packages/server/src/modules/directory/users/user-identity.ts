import type { Actor } from '../../foundation/permissions/principal.ts'

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

/** A profile that somebody has made before its user has signed in by it */
export interface Preparation {
  by: Pick<Actor, 'type' | 'key'>
  /** Until when it may be used for the first time; null: for ever */
  until: string | null
}

export type NewUserIdentity = UserIdentity & { prepared?: Preparation | undefined }
