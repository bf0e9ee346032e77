import type { Parts } from '../../../db/parts.ts'
import {
  selectIdentitiesWithoutSubject,
  selectIdentityOfSubject,
  selectUserIdentities,
} from './user-identities-repository.ts'
import type { UserIdentity } from './user-identity.ts'

/** The profile that has this subject at the provider; upper and lower case make a difference. */
export const findExternalProfile = (
  { db }: Parts,
  organizationKey: string,
  { providerKey, subject }: { providerKey: string; subject: string },
): Promise<UserIdentity | undefined> => selectIdentityOfSubject(db, organizationKey, providerKey, subject)

/** A profile that was prepared with one of these usernames, and whose subject nobody knows yet; none where there are two. */
export async function findPreparedProfile(
  { db }: Parts,
  organizationKey: string,
  providerKey: string,
  usernames: readonly string[],
): Promise<UserIdentity | undefined> {
  const found = await selectIdentitiesWithoutSubject(db, organizationKey, providerKey, usernames)
  return found.length === 1 ? found[0] : undefined
}

/** The user's profiles at every identity provider */
export const listProfiles = ({ db }: Parts, organizationKey: string, userKey: string): Promise<UserIdentity[]> =>
  selectUserIdentities(db, organizationKey, [userKey])
