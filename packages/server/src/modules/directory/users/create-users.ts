import { foldedEmail } from '../../../db/folded-columns.ts'
import type { Parts } from '../../../db/parts.ts'
import { toTimestamp } from '../../../db/timestamp.ts'
import { transaction } from '../../../db/transaction.ts'
import { requireName } from '../../../http/api/require-name.ts'
import { Problem } from '../../../problems/problem.ts'
import { recordChanges } from '../../foundation/audit/record-change.ts'
import type { Principal } from '../../foundation/permissions/principal.ts'
import { requireAuthorityOverUser } from '../../members/organization-roles/require-authority-over-user.ts'
import { getKnownProfiles } from './known-profiles.ts'
import { identityProvidersOf, type RequestedProfile, requestedProfiles } from './requested-profiles.ts'
import { requireEmail } from './require-email.ts'
import { requirePhotoUrl } from './require-photo-url.ts'
import { addUser, type Creation, linkUser, type UserAdditions, type UserRequest } from './user-additions.ts'
import { insertUserIdentities } from './user-identities-repository.ts'
import { insertUserRows, lockUsersWithEmails } from './users-repository.ts'

/**
 * Creates users, or gives existing ones with these e-mails a profile at an identity provider: one request after the
 * other, so that a later one finds what an earlier one did. A request that is refused changes nothing.
 *
 * A profile is added only to a user who controls nothing that the principal does not: `permission_missing`.
 *
 * All are decided first, in memory, and then stored with a few statements.
 * @returns what became of each request, in the same order
 */
export function createUsers(
  parts: Parts<'clock'>,
  principal: Principal,
  requests: readonly UserRequest[],
): Promise<Creation[]> {
  return transaction(parts, async (parts) => {
    const { db, clock } = parts
    const { organizationKey } = principal
    const wanted = await wantedProfiles(parts, organizationKey, requests)
    const emails = requests.flatMap(({ email }, index) => (email && !(wanted[index] instanceof Problem) ? [email] : []))
    const users = await lockUsersWithEmails(db, organizationKey, emails)
    const allProfiles = wanted.flatMap((profiles) => (profiles instanceof Problem ? [] : profiles))
    const known = await getKnownProfiles(parts, organizationKey, [...users.values()], allProfiles)

    const additions: UserAdditions = { users: [], identities: [], changes: [] }
    const creations: Creation[] = []
    for (const [index, request] of requests.entries()) {
      const profiles = wanted[index] ?? []
      const existing = request.email ? users.get(foldedEmail(request.email)) : undefined
      const creation = await orProblem(async (): Promise<Creation> => {
        if (profiles instanceof Problem) throw profiles
        if (!existing) return addUser(clock, request, profiles, known, users, additions)
        // Whoever controls the profile signs in as the user.
        const isLinked = profiles.some(({ identityProviderKey }) => !known.has(existing.key, identityProviderKey))
        if (isLinked) await requireAuthorityOverUser(parts, principal, existing)
        return linkUser(request, existing, profiles, known, additions)
      })
      creations.push(creation instanceof Problem ? { status: 'Error', problem: creation } : creation)
    }

    const now = toTimestamp(clock.now())
    await insertUserRows(db, organizationKey, additions.users, now)
    await insertUserIdentities(db, organizationKey, additions.identities, now)
    await recordChanges(parts, principal, additions.changes)
    return creations
  })
}

/** The profiles that each request asks for, or what is wrong with it. */
async function wantedProfiles(
  parts: Parts,
  organizationKey: string,
  requests: readonly UserRequest[],
): Promise<(RequestedProfile[] | Problem)[]> {
  const providers = identityProvidersOf(parts, organizationKey)
  const wanted: (RequestedProfile[] | Problem)[] = []
  for (const request of requests) {
    wanted.push(
      await orProblem(async () => {
        requireName('name', request.name)
        requireEmail(request.email)
        requirePhotoUrl(request.photoUrl)
        return requestedProfiles(providers, request)
      }),
    )
  }
  return wanted
}

async function orProblem<T>(work: () => Promise<T>): Promise<T | Problem> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof Problem) return error
    throw error
  }
}
