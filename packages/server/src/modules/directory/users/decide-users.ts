import { foldedEmail } from '../../../db/folded-columns.ts'
import type { Parts } from '../../../db/parts.ts'
import { requireName } from '../../../http/api/require-name.ts'
import { Problem } from '../../../problems/problem.ts'
import type { Principal } from '../../foundation/permissions/principal.ts'
import { requireAuthorityOverUser } from '../../members/organization-roles/require-authority-over-user.ts'
import { getKnownProfiles } from './known-profiles.ts'
import { identityProvidersOf, type RequestedProfile, requestedProfiles } from './requested-profiles.ts'
import { requireEmail } from './require-email.ts'
import { requirePhotoUrl } from './require-photo-url.ts'
import { addUser, type Creation, linkUser, type UserAdditions, type UserRequest } from './user-additions.ts'
import type { UserRow } from './users-repository.ts'

/** What becomes of each request, in the same order, and what is to be stored for it. */
interface UserDecisions {
  creations: Creation[]
  additions: UserAdditions
}

/**
 * Decides what becomes of requests to create users, one after the other, so that a later one finds what an earlier one
 * does. Stores nothing.
 *
 * A profile is added only to a user who controls nothing that the principal does not: `permission_missing`.
 * @param findUsers the users with these e-mails, by their folded e-mails
 */
export async function decideUsers(
  parts: Parts<'clock'>,
  principal: Principal,
  requests: readonly UserRequest[],
  findUsers: (emails: readonly string[]) => Promise<Map<string, UserRow>>,
): Promise<UserDecisions> {
  const { clock } = parts
  const { organizationKey } = principal
  const read = await readRequests(parts, organizationKey, requests)
  const valid = read.flatMap((one) => (one instanceof Problem ? [] : [one]))
  const allProfiles = valid.flatMap(({ profiles }) => profiles)
  // Before the users: whoever was created meanwhile with a profile that is asked for is then found, not taken for another.
  const known = await getKnownProfiles(parts, organizationKey, allProfiles)
  const users = await findUsers(valid.flatMap(({ request }) => request.email ?? []))
  await known.addThoseOf([...users.values()])

  const additions: UserAdditions = { users: [], identities: [], changes: [] }
  const creations: Creation[] = []
  for (const one of read) {
    const creation = await orProblem(async (): Promise<Creation> => {
      if (one instanceof Problem) throw one
      const { request, profiles } = one
      const existing = request.email ? users.get(foldedEmail(request.email)) : undefined
      if (!existing) return addUser(clock, request, profiles, known, users, additions)
      // Whoever controls the profile signs in as the user.
      const isLinked = profiles.some(({ identityProviderKey }) => !known.has(existing.key, identityProviderKey))
      if (isLinked) await requireAuthorityOverUser(parts, principal, existing)
      return linkUser(request, existing, profiles, known, additions)
    })
    creations.push(creation instanceof Problem ? { status: 'Error', problem: creation } : creation)
  }
  return { creations, additions }
}

interface ReadRequest {
  /** With its texts as they are stored */
  request: UserRequest
  profiles: RequestedProfile[]
}

/** Each request and the profiles that it asks for, or what is wrong with it. */
async function readRequests(
  parts: Parts,
  organizationKey: string,
  requests: readonly UserRequest[],
): Promise<(ReadRequest | Problem)[]> {
  const providers = identityProvidersOf(parts, organizationKey)
  const read: (ReadRequest | Problem)[] = []
  for (const given of requests) {
    read.push(
      await orProblem(async () => {
        const name = requireName('name', given.name) ?? null
        requireEmail(given.email)
        const request = { ...given, name, photoUrl: requirePhotoUrl(given.photoUrl) }
        return { request, profiles: await requestedProfiles(providers, request) }
      }),
    )
  }
  return read
}

async function orProblem<T>(work: () => Promise<T>): Promise<T | Problem> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof Problem) return error
    throw error
  }
}
