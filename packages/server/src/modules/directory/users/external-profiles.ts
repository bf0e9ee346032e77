import { emailIdentity, foldedEmail } from '../../../db/folded-columns.ts'
import type { Parts } from '../../../db/parts.ts'
import { toTimestamp } from '../../../db/timestamp.ts'
import { transaction } from '../../../db/transaction.ts'
import { Problem } from '../../../problems/problem.ts'
import { recordChange } from '../../foundation/audit/record-change.ts'
import type { Principal } from '../../foundation/permissions/principal.ts'
import { getBuiltInIdentityProviderKey } from '../identity-providers/built-in-identity-provider.ts'
import type { Account } from './accounts.ts'
import { updateProvidedFacts } from './accounts-repository.ts'
import { preparationOfLink } from './preparation.ts'
import { identityOf, type ProvidedProfile } from './provided-profile.ts'
import { updateProfile } from './update-profile.ts'
import { userEntity } from './user-entity.ts'
import {
  deleteUserIdentity,
  insertUserIdentities,
  selectTakenIdentities,
  selectUserIdentities,
  updatePreparation,
  updateUserIdentity,
} from './user-identities-repository.ts'
import type { UserIdentity } from './user-identity.ts'

/** Links a user with their account at an external identity provider, where they have no profile yet. */
export function addExternalProfile(
  parts: Parts<'clock'>,
  principal: Principal,
  account: Account,
  profile: ProvidedProfile,
): Promise<void> {
  return transaction(parts, async (parts) => {
    const { db, clock } = parts
    const identity = await toStore(parts, principal, account, profile)
    await insertUserIdentities(db, principal.organizationKey, [identity], toTimestamp(clock.now()))
    await recordLink(parts, principal, account, identity)
    await followProvider(parts, principal, account, profile, undefined)
  })
}

/**
 * Stores what the provider says of the user by now. The user's own name and photo follow where they are empty or what the
 * provider said before: what somebody has chosen here stays. The e-mail of a user never changes by it.
 * @param former the profile as it was; without a subject, it was prepared for this sign-in
 */
export function updateExternalProfile(
  parts: Parts<'clock'>,
  principal: Principal,
  account: Account,
  former: UserIdentity,
  profile: ProvidedProfile,
): Promise<void> {
  return transaction(parts, async (parts) => {
    const identity = await toStore(parts, principal, account, profile, former)
    await updateUserIdentity(parts.db, principal.organizationKey, identity)
    if (former.subject === null) await recordLink(parts, principal, account, identity)
    await followProvider(parts, principal, account, profile, former)
  })
}

/**
 * Links a user with an account at an external identity provider that they have not signed in with yet. The same link again
 * gives it another 30 days, and whoever prepares it now answers for it.
 * @throws Problem identity_taken
 */
export function prepareExternalProfile(
  parts: Parts<'clock'>,
  principal: Principal,
  account: Account,
  { providerKey, subject, username }: { providerKey: string; subject: string | null; username: string | null },
): Promise<void> {
  return transaction(parts, async (parts) => {
    const { db, clock } = parts
    const { organizationKey } = principal
    const own = await selectUserIdentities(db, organizationKey, [account.key])
    const linked = own.find(({ identityProviderKey }) => identityProviderKey === providerKey)
    const prepared = preparationOfLink(parts, principal)
    if (linked && linked.subject === subject && linked.username === username) {
      if (linked.firstLoginAt === null) await updatePreparation(db, organizationKey, linked, prepared)
      return
    }
    const taken = await selectTakenIdentities(db, organizationKey, providerKey, [{ subject, username }])
    if (taken.some(({ userKey }) => userKey !== account.key)) {
      throw new Problem('identity_taken', 'Another user has this subject or username there.')
    }
    if (linked) {
      throw new Problem('identity_taken', 'The user is linked with an account there already. Unlink it first.')
    }
    const profile = { name: null, email: null, photoUrl: null, isEmailVerified: null }
    const times = { firstLoginAt: null, lastLoginAt: null }
    const keys = { userKey: account.key, identityProviderKey: providerKey }
    const identity = { ...keys, subject, username, ...profile, ...times }
    await insertUserIdentities(db, organizationKey, [{ ...identity, prepared }], toTimestamp(clock.now()))
    await recordLink(parts, principal, account, identity)
  })
}

/**
 * Ends the link between a user and their account at an external identity provider. The memberships that its claims gave are
 * ended by `updateMappedMemberships`.
 * @returns whether there was one
 */
export function removeExternalProfile(
  parts: Parts<'clock'>,
  principal: Principal,
  account: Account,
  providerKey: string,
): Promise<boolean> {
  return transaction(parts, async (parts) => {
    const { organizationKey } = principal
    const profiles = await selectUserIdentities(parts.db, organizationKey, [account.key])
    const profile = profiles.find(({ identityProviderKey }) => identityProviderKey === providerKey)
    if (!profile || (await getBuiltInIdentityProviderKey(parts, organizationKey)) === providerKey) return false
    await deleteUserIdentity(parts.db, organizationKey, profile)
    const { identityProviderKey, subject, username } = profile
    await recordChange(parts, principal, {
      action: 'user.identity-unlinked',
      entity: userEntity(account),
      before: { identityProviderKey, subject, username },
    })
    return true
  })
}

async function toStore(
  { db, clock }: Parts<'clock'>,
  { organizationKey }: Principal,
  { key }: Account,
  profile: ProvidedProfile,
  former?: UserIdentity,
): Promise<UserIdentity> {
  const { providerKey, username } = profile
  const isKnown = username !== null && former?.username !== null && former?.username !== undefined
  const isSame = isKnown && foldedEmail(former.username ?? '') === foldedEmail(username)
  const wanted = username === null || isSame ? [] : [{ subject: null, username }]
  const taken = await selectTakenIdentities(db, organizationKey, providerKey, wanted)
  const now = toTimestamp(clock.now())
  return identityOf(key, profile, { isUsernameTaken: taken.some(({ userKey }) => userKey !== key), former, now })
}

async function recordLink(
  parts: Parts<'clock'>,
  principal: Principal,
  account: Account,
  { identityProviderKey, subject, username }: UserIdentity,
): Promise<void> {
  await recordChange(parts, principal, {
    action: 'user.identity-linked',
    entity: userEntity(account),
    after: { identityProviderKey, subject, username },
  })
}

async function followProvider(
  parts: Parts<'clock'>,
  principal: Principal,
  account: Account,
  profile: ProvidedProfile,
  former: UserIdentity | undefined,
): Promise<void> {
  const follow = (field: 'name' | 'photoUrl'): string | null => {
    const isOwn = account[field] !== null && account[field] !== former?.[field]
    return isOwn ? account[field] : (profile[field] ?? account[field])
  }
  await updateProfile(parts, principal, account, { name: follow('name'), photoUrl: follow('photoUrl') })
  await updateProvidedFacts(parts.db, principal.organizationKey, account.key, {
    isEmailVerified: isOwnEmail(account, profile),
    isTermsAccepted: profile.isTermsAccepted,
  })
}

const isOwnEmail = (account: Account, { email, isEmailTrusted }: ProvidedProfile): boolean =>
  isEmailTrusted && email !== null && account.email !== null && emailIdentity(email) === emailIdentity(account.email)
