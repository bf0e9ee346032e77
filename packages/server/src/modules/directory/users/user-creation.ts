import type { Clock } from '../../../config/clock.ts'
import { fold, toTimestamp } from '../../../db/codecs.ts'
import { isReferenceViolation, isUniqueViolation } from '../../../db/failures.ts'
import { newKey } from '../../../db/keys.ts'
import { type Db, transaction } from '../../../db/transaction.ts'
import { Problem } from '../../../problems/problem.ts'
import { type AuditedChange, recordChanges } from '../../foundation/audit/audit-service.ts'
import type { Principal } from '../../foundation/permissions/principal.ts'
import { type KnownProfiles, knownProfiles } from './known-profiles.ts'
import { identityProvidersOf, type RequestedProfile, requestedProfiles } from './requested-profiles.ts'
import { insertUserIdentities, type UserIdentity } from './user-identities-repository.ts'
import { requireEmail, requirePhotoUrl } from './user-rules.ts'
import { insertUserRows, lockUsersWithEmails, type NewUserRow, type UserRow } from './users-repository.ts'
import type { UserCreateRequest } from './users-schemas.ts'

/** Two at the same time: the index lets one pass, and the other one tries anew. */
const attempts = 5

/** Who is invited is not active before they accept. */
export type UserRequest = UserCreateRequest & { isInvited?: boolean }

/** What became of one request: a new user, an existing one with another profile, or nothing. */
export type Creation = { status: 'Inserted' | 'Updated'; key: string } | { status: 'Error'; problem: Problem }

/**
 * Creates a user, or gives the existing user with this e-mail a profile at an identity provider.
 * @throws Problem email_taken, identity_taken, user_incomplete, identity_provider_unknown, invalid_body
 */
export async function createUser(
  { db, clock }: { db: Db; clock: Clock },
  principal: Principal,
  request: UserCreateRequest,
): Promise<{ key: string }> {
  for (let attempt = 1; ; attempt++) {
    try {
      const key = await transaction({ db: db }, async ({ db: trx }) => {
        const [creation] = await createUsers(trx, clock, principal, [request])
        if (creation === undefined || creation.status === 'Error') throw creation?.problem
        return creation.key
      })
      return { key }
    } catch (error) {
      if (attempt === attempts || !isOvertaken(error)) throw error
    }
  }
}

/** Whether another transaction did the same, or deleted what was referred to: the next attempt finds that. */
export const isOvertaken = (error: unknown): boolean => isUniqueViolation(error) || isReferenceViolation(error)

/** What is to be stored once every request is decided. */
interface Additions {
  users: NewUserRow[]
  identities: UserIdentity[]
  changes: AuditedChange[]
}

/**
 * Does the same for many requests, one after the other: a later one finds what an earlier one did. All are decided
 * first, in memory, and then stored with a few statements. A request that is refused changes nothing.
 *
 * Fails where another transaction was faster (see `isOvertaken`): then the whole transaction is to be repeated.
 */
export async function createUsers(
  trx: Db,
  clock: Clock,
  principal: Principal,
  requests: readonly UserRequest[],
): Promise<Creation[]> {
  const { organizationKey } = principal
  const providers = identityProvidersOf(trx, organizationKey)
  const wanted: (RequestedProfile[] | Problem)[] = []
  for (const request of requests) {
    wanted.push(
      await orProblem(async () => {
        requireEmail(request.email)
        requirePhotoUrl(request.photoUrl)
        return requestedProfiles(providers, request)
      }),
    )
  }
  const emails = requests.flatMap(({ email }, index) => (email && !(wanted[index] instanceof Problem) ? [email] : []))
  const users = await lockUsersWithEmails(trx, organizationKey, emails)
  const allProfiles = wanted.flatMap((profiles) => (profiles instanceof Problem ? [] : profiles))
  const known = await knownProfiles(trx, organizationKey, [...users.values()], allProfiles)

  const additions: Additions = { users: [], identities: [], changes: [] }
  const creations: Creation[] = []
  for (const [index, request] of requests.entries()) {
    const profiles = wanted[index] ?? []
    const existing = request.email ? users.get(fold(request.email)) : undefined
    const creation = await orProblem(async (): Promise<Creation> => {
      if (profiles instanceof Problem) throw profiles
      return existing
        ? link(request, existing, profiles, known, additions)
        : insert(clock, request, profiles, known, users, additions)
    })
    creations.push(creation instanceof Problem ? { status: 'Error', problem: creation } : creation)
  }

  const now = toTimestamp(clock.now())
  await insertUserRows(trx, organizationKey, additions.users, now)
  await insertUserIdentities(trx, organizationKey, additions.identities, now)
  await recordChanges({ db: trx, clock }, principal, additions.changes)
  return creations
}

async function orProblem<T>(work: () => Promise<T>): Promise<T | Problem> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof Problem) return error
    throw error
  }
}

function insert(
  clock: Clock,
  request: UserRequest,
  profiles: RequestedProfile[],
  known: KnownProfiles,
  users: Map<string, UserRow>,
  additions: Additions,
): Creation {
  const { name = null, email = null, photoUrl = null, isActive = true, isInvited = false } = request
  const status = isInvited ? 'Invited' : isActive ? 'Active' : 'Inactive'
  const user: UserRow = { key: newKey(clock.now()), name, email, status, photoUrl }
  addProfiles(user.key, profiles, request, known, additions)
  const isEmailVerified = email === null ? null : false
  additions.users.push({ ...user, isEmailVerified, isTermsAccepted: false, lastLoginAt: null })
  if (email) users.set(fold(email), user)
  const { key, ...values } = user
  additions.changes.push({
    action: isInvited ? 'user.invited' : 'user.created',
    entity: { type: 'user', key, name: name ?? email },
    after: { ...values, identityProviderKeys: profiles.map(({ identityProviderKey }) => identityProviderKey) },
  })
  return { status: 'Inserted', key }
}

/** The user's own name, photo and status stay as they are; what was sent goes to the profile. */
function link(
  request: UserCreateRequest,
  user: UserRow,
  profiles: RequestedProfile[],
  known: KnownProfiles,
  additions: Additions,
): Creation {
  const missing = profiles.filter(({ identityProviderKey, isOptional }) => {
    if (!known.has(user.key, identityProviderKey)) return true
    if (isOptional) return false
    throw new Problem('identity_taken', 'The user with this e-mail has a profile at this identity provider already.')
  })
  if (missing.length === 0) {
    throw new Problem('email_taken', 'A user with this e-mail exists already, and there is no profile to add.')
  }
  addProfiles(user.key, missing, request, known, additions)
  for (const { identityProviderKey, subject, username } of missing) {
    additions.changes.push({
      action: 'user.identity-linked',
      entity: { type: 'user', key: user.key, name: user.name ?? user.email },
      after: { identityProviderKey, subject, username },
    })
  }
  return { status: 'Updated', key: user.key }
}

function addProfiles(
  userKey: string,
  profiles: RequestedProfile[],
  { name = null, email = null, photoUrl = null }: UserCreateRequest,
  known: KnownProfiles,
  additions: Additions,
): void {
  const identities = profiles.map(({ identityProviderKey, subject, username, isBuiltIn }) => ({
    userKey,
    identityProviderKey,
    subject: subject ?? (isBuiltIn ? userKey : null),
    username,
    name,
    email,
    photoUrl,
    firstLoginAt: null,
    lastLoginAt: null,
    isEmailVerified: email === null ? null : false,
  }))
  if (identities.some((identity) => known.isTaken(identity))) {
    throw new Problem('identity_taken', 'Another user has this subject or username at the identity provider.')
  }
  for (const identity of identities) known.add(identity)
  additions.identities.push(...identities)
}
