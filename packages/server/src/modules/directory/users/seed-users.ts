import { newKey } from '../../../db/keys.ts'
import type { Parts } from '../../../db/parts.ts'
import type { UserStatus } from '../../../db/schema/directory-schema.ts'
import { toTimestamp } from '../../../db/timestamp.ts'
import { transaction } from '../../../db/transaction.ts'
import { insertUserIdentities } from './user-identities-repository.ts'
import { insertUserLogins, insertUserRows } from './users-repository.ts'

/** A user of a sample or of a benchmark: many at a time, without an entry each in the audit trail. */
export interface NewUser {
  name: string | null
  email: string | null
  status: UserStatus
  photoUrl?: string | null
  isEmailVerified?: boolean
  isTermsAccepted?: boolean
  profiles?: readonly { identityProviderKey: string; subject?: string | null; username?: string | null }[]
  /** The latest sign-in in each environment, ISO 8601 in UTC with milliseconds */
  logins?: readonly { environmentKey: string; lastLoginAt: string }[]
}

/** Adds users with their profiles and sign-ins. @returns their keys, in the same order */
export function seedUsers(
  parts: Parts<'clock'>,
  organizationKey: string,
  users: readonly NewUser[],
): Promise<string[]> {
  return transaction(parts, async ({ db, clock }) => {
    const now = clock.now()
    const keyed = users.map((user) => {
      const logins = user.logins ?? []
      const lastLoginAt =
        logins
          .map((login) => login.lastLoginAt)
          .sort()
          .at(-1) ?? null
      return { ...user, key: newKey(now), logins, lastLoginAt, isEmailVerified: verified(user) }
    })
    const rows = keyed.map(({ photoUrl = null, isTermsAccepted = false, ...user }) => ({
      ...user,
      photoUrl,
      isTermsAccepted,
    }))
    const identities = keyed.flatMap(({ profiles = [], ...user }) =>
      profiles.map(({ identityProviderKey, subject = null, username = null }) => ({
        userKey: user.key,
        identityProviderKey,
        subject,
        username,
        name: user.name,
        email: user.email,
        photoUrl: user.photoUrl ?? null,
        firstLoginAt: user.lastLoginAt,
        lastLoginAt: user.lastLoginAt,
        isEmailVerified: user.isEmailVerified,
      })),
    )
    const logins = keyed.flatMap(({ key, logins }) => logins.map((login) => ({ userKey: key, ...login })))
    await insertUserRows(db, organizationKey, rows, toTimestamp(now))
    await insertUserIdentities(db, organizationKey, identities, toTimestamp(now))
    await insertUserLogins(db, organizationKey, logins)
    return keyed.map(({ key }) => key)
  })
}

const verified = ({ email, isEmailVerified }: NewUser): boolean | null =>
  email === null ? null : (isEmailVerified ?? false)
