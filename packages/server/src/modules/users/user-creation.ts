import type { Clock } from '../../config/clock.ts'
import { toTimestamp } from '../../db/codecs.ts'
import { isUniqueViolation } from '../../db/failures.ts'
import { newKey } from '../../db/keys.ts'
import { type Db, transaction } from '../../db/transaction.ts'
import { Problem } from '../../problems/problem.ts'
import { recordChange } from '../audit/audit-service.ts'
import type { Principal } from '../permissions/principal.ts'
import { type RequestedProfile, requestedProfiles } from './requested-profiles.ts'
import { insertUserIdentities, isIdentityTaken, selectUserIdentities } from './user-identities-repository.ts'
import { demandEmail, demandPhotoUrl } from './user-rules.ts'
import { insertUserRows, lockUserWithEmail, type UserRow } from './users-repository.ts'
import type { UserCreateRequest } from './users-schemas.ts'

/** Two at the same time: the index lets one pass, and the other one finds at its next attempt what that one stored. */
const attempts = 5

/**
 * Creates a user, or gives the existing user with this e-mail a profile at an identity provider.
 * @throws Problem email_taken, identity_taken, user_incomplete, identity_provider_unknown, invalid_body
 */
export async function createUser(
  { db, clock }: { db: Db; clock: Clock },
  principal: Principal,
  request: UserCreateRequest,
): Promise<{ key: string }> {
  demandEmail(request.email)
  demandPhotoUrl(request.photoUrl)
  for (let attempt = 1; ; attempt++) {
    try {
      return { key: await transaction(db, (trx) => createOrLink(trx, clock, principal, request)) }
    } catch (error) {
      if (attempt === attempts || !isUniqueViolation(error)) throw error
    }
  }
}

async function createOrLink(trx: Db, clock: Clock, principal: Principal, request: UserCreateRequest): Promise<string> {
  const profiles = await requestedProfiles(trx, principal.organizationKey, request)
  const existing = request.email ? await lockUserWithEmail(trx, principal.organizationKey, request.email) : undefined
  return existing
    ? link(trx, clock, principal, request, existing, profiles)
    : insert(trx, clock, principal, request, profiles)
}

async function insert(
  trx: Db,
  clock: Clock,
  principal: Principal,
  request: UserCreateRequest,
  profiles: RequestedProfile[],
): Promise<string> {
  const { name = null, email = null, photoUrl = null, isActive = true } = request
  const status = isActive ? 'Active' : 'Inactive'
  const user: UserRow = { key: newKey(clock.now()), name, email, status, photoUrl }
  await insertUserRows(
    trx,
    principal.organizationKey,
    [{ ...user, isEmailVerified: email === null ? null : false, isTermsAccepted: false, lastLoginAt: null }],
    toTimestamp(clock.now()),
  )
  await addProfiles(trx, clock, principal.organizationKey, user.key, profiles, request)
  const { key, ...values } = user
  await recordChange(trx, clock, principal, {
    action: 'user.created',
    entity: { type: 'user', key, name: name ?? email },
    after: { ...values, identityProviderKeys: profiles.map(({ identityProviderKey }) => identityProviderKey) },
  })
  return key
}

/** The user's own name, photo and status stay as they are; what was sent goes to the profile. */
async function link(
  trx: Db,
  clock: Clock,
  principal: Principal,
  request: UserCreateRequest,
  user: UserRow,
  profiles: RequestedProfile[],
): Promise<string> {
  const own = await selectUserIdentities(trx, principal.organizationKey, [user.key])
  const missing = profiles.filter((profile) => {
    if (own.every(({ identityProviderKey }) => identityProviderKey !== profile.identityProviderKey)) return true
    if (profile.isOptional) return false
    throw new Problem('identity_taken', 'The user with this e-mail has a profile at this identity provider already.')
  })
  if (missing.length === 0) {
    throw new Problem('email_taken', 'A user with this e-mail exists already, and there is no profile to add.')
  }
  await addProfiles(trx, clock, principal.organizationKey, user.key, missing, request)
  for (const { identityProviderKey, subject, username } of missing) {
    await recordChange(trx, clock, principal, {
      action: 'user.identity-linked',
      entity: { type: 'user', key: user.key, name: user.name ?? user.email },
      after: { identityProviderKey, subject, username },
    })
  }
  return user.key
}

async function addProfiles(
  trx: Db,
  clock: Clock,
  organizationKey: string,
  userKey: string,
  profiles: RequestedProfile[],
  { name = null, email = null, photoUrl = null }: UserCreateRequest,
): Promise<void> {
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
  for (const identity of identities) {
    if (await isIdentityTaken(trx, organizationKey, identity.identityProviderKey, identity)) {
      throw new Problem('identity_taken', 'Another user has this subject or username at the identity provider.')
    }
  }
  await insertUserIdentities(trx, organizationKey, identities, toTimestamp(clock.now()))
}
