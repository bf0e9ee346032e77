import type { Clock } from '../../../config/clock.ts'
import { foldedEmail } from '../../../db/folded-columns.ts'
import { newKey } from '../../../db/keys.ts'
import { Problem } from '../../../problems/problem.ts'
import type { AuditedChange } from '../../foundation/audit/record-change.ts'
import type { KnownProfiles } from './known-profiles.ts'
import type { RequestedProfile } from './requested-profiles.ts'
import { userEntity } from './user-entity.ts'
import type { UserIdentity } from './user-identity.ts'
import type { NewUserRow, UserRow } from './users-repository.ts'
import type { UserCreateRequest } from './users-schemas.ts'

/** A user who is invited is not active before they accept. */
export type UserRequest = UserCreateRequest & { isInvited?: boolean }

/** What became of one request: a new user, an existing one with another profile, or nothing. */
export type Creation = { status: 'Inserted' | 'Updated'; key: string } | { status: 'Error'; problem: Problem }

/** What is stored after every request is decided. */
export interface UserAdditions {
  users: NewUserRow[]
  identities: UserIdentity[]
  changes: AuditedChange[]
}

/** Adds a user to the additions, and to `users` by their folded e-mail. */
export function addUser(
  clock: Clock,
  request: UserRequest,
  profiles: RequestedProfile[],
  known: KnownProfiles,
  users: Map<string, UserRow>,
  additions: UserAdditions,
): Creation {
  const { name = null, email = null, photoUrl = null, isActive = true, isInvited = false } = request
  const status = isInvited ? 'Invited' : isActive ? 'Active' : 'Inactive'
  const user: UserRow = { key: newKey(clock.now()), name, email, status, photoUrl }
  addProfiles(user.key, profiles, request, known, additions)
  const isEmailVerified = email === null ? null : false
  additions.users.push({ ...user, isEmailVerified, isTermsAccepted: false, lastLoginAt: null })
  if (email) users.set(foldedEmail(email), user)
  const { key, ...values } = user
  additions.changes.push({
    action: isInvited ? 'user.invited' : 'user.created',
    entity: userEntity(user),
    after: { ...values, identityProviderKeys: profiles.map(({ identityProviderKey }) => identityProviderKey) },
  })
  return { status: 'Inserted', key }
}

/** The user's own name, photo and status stay as they are; what was sent goes to the profile. */
export function linkUser(
  request: UserCreateRequest,
  user: UserRow,
  profiles: RequestedProfile[],
  known: KnownProfiles,
  additions: UserAdditions,
): Creation {
  const missing = profiles.filter(({ identityProviderKey, isOptional }) => {
    if (!known.has(user.key, identityProviderKey)) return true
    if (isOptional) return false
    throw new Problem('identity_taken', 'The user with this e-mail has a profile at this identity provider already.')
  })
  if (missing.length === 0) {
    const way = profiles.length > 0 ? ', and has this way to sign in already' : ''
    throw new Problem('email_taken', `A user with this e-mail exists already${way}. Nothing was changed.`)
  }
  addProfiles(user.key, missing, request, known, additions)
  for (const { identityProviderKey, subject, username } of missing) {
    additions.changes.push({
      action: 'user.identity-linked',
      entity: userEntity(user),
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
  additions: UserAdditions,
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
