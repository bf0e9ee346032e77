import { foldedEmail } from '../../../db/folded-columns.ts'
import type { Parts } from '../../../db/parts.ts'
import type { RequestedProfile } from './requested-profiles.ts'
import { selectTakenIdentities, selectUserIdentities } from './user-identities-repository.ts'
import type { UserRow } from './users-repository.ts'

interface Profile {
  userKey: string
  identityProviderKey: string
  subject: string | null
  username: string | null
}

/** The profiles by which a list of requests is decided: those that are stored, and those that will be. */
export interface KnownProfiles {
  has(userKey: string, identityProviderKey: string): boolean
  /** Whether a user has this subject or this username at the identity provider */
  isTaken(profile: Profile): boolean
  add(profile: Profile): void
  /** Reads all profiles of these users as well */
  addThoseOf(users: readonly UserRow[]): Promise<void>
}

/** Reads the profiles that have one of the subjects or usernames that are asked for. */
export async function getKnownProfiles(
  { db }: Parts,
  organizationKey: string,
  requested: readonly RequestedProfile[],
): Promise<KnownProfiles> {
  const owned = new Set<string>()
  const taken = new Set<string>()
  const subjectOf = (providerKey: string, subject: string): string => `${providerKey} subject ${subject}`
  const usernameOf = (providerKey: string, username: string): string =>
    `${providerKey} username ${foldedEmail(username)}`
  const namesOf = ({ identityProviderKey, subject, username }: Omit<Profile, 'userKey'>): string[] => [
    ...(subject === null ? [] : [subjectOf(identityProviderKey, subject)]),
    ...(username === null ? [] : [usernameOf(identityProviderKey, username)]),
  ]
  const add = (profile: Profile): void => {
    owned.add(`${profile.userKey} ${profile.identityProviderKey}`)
    for (const name of namesOf(profile)) taken.add(name)
  }

  for (const [providerKey, profiles] of Map.groupBy(requested, (profile) => profile.identityProviderKey)) {
    for (const profile of await selectTakenIdentities(db, organizationKey, providerKey, profiles)) add(profile)
  }
  return {
    has: (userKey, identityProviderKey) => owned.has(`${userKey} ${identityProviderKey}`),
    isTaken: (profile) => namesOf(profile).some((name) => taken.has(name)),
    add,
    async addThoseOf(users) {
      const userKeys = users.map(({ key }) => key)
      if (userKeys.length > 0) for (const one of await selectUserIdentities(db, organizationKey, userKeys)) add(one)
    },
  }
}
