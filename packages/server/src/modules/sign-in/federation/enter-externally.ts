import { emailDomain } from '../../../db/folded-columns.ts'
import type { Parts } from '../../../db/parts.ts'
import { Problem } from '../../../problems/problem.ts'
import { updateMappedMemberships } from '../../directory/groups/update-mapped-memberships.ts'
import { getStoredIdentityProvider } from '../../directory/identity-providers/get-identity-provider.ts'
import { listOwnedDomains, listProviderDomains } from '../../directory/identity-providers/list-provider-domains.ts'
import type { StoredIdentityProvider } from '../../directory/identity-providers/stored-identity-provider.ts'
import { type Account, completeRegistration, lockAccount } from '../../directory/users/accounts.ts'
import { addExternalProfile, updateExternalProfile } from '../../directory/users/external-profiles.ts'
import type { ProvidedProfile } from '../../directory/users/provided-profile.ts'
import { userEntity } from '../../directory/users/user-entity.ts'
import type { UserIdentity } from '../../directory/users/user-identity.ts'
import { recordChange } from '../../foundation/audit/record-change.ts'
import { credentialsStampOf } from '../../members/sessions/credentials-stamp.ts'
import { actingUser } from '../credentials/acting-user.ts'
import type { RequestSource } from '../credentials/request-source.ts'
import type { ProvenUser } from '../sign-ins/next-sign-in-step.ts'
import type { ExternalIdentity } from './external-identity.ts'
import { listProvidersFor } from './list-providers-for.ts'
import type { MakerParts } from './needs-proof-of-prepared.ts'
import { providedProfileOf } from './provided-profile-of.ts'
import type { SignInTarget } from './sign-in-target.ts'
import { providerRefused, userInactive } from './user-refusals.ts'

export type ExternalSignInParts = Parts<'clock' | 'vault' | 'config' | 'log'> & MakerParts

/** Somebody whom an external provider has proven, with what may be stored of them */
export interface ExternalPerson {
  identity: ExternalIdentity
  provider: StoredIdentityProvider
  profile: ProvidedProfile
  source: RequestSource
}

/**
 * Reads the provider of an identity, which must be one that may be used there.
 * @throws Problem external_provider_refused, external_subject_invalid
 */
export async function readIdentity(
  parts: ExternalSignInParts,
  organizationKey: string,
  identity: ExternalIdentity,
  target: SignInTarget,
  source: RequestSource,
): Promise<ExternalPerson> {
  const provider = await getStoredIdentityProvider(parts, organizationKey, identity.providerKey)
  const usable = await listProvidersFor(parts, organizationKey, target)
  if (provider.isBuiltIn || !usable.some(({ key }) => key === provider.key)) throw providerRefused(provider.name)
  const domains = [
    ...(await listProviderDomains(parts, organizationKey, provider.key)),
    ...(await listOwnedDomains(parts, organizationKey, [emailDomain(identity.email?.trim() ?? '')])),
  ]
  return { identity, provider, profile: providedProfileOf(identity, provider, domains), source }
}

/**
 * The user signs in by their profile at the provider.
 * @param former the profile as it was; undefined where this sign-in links the two
 * @throws Problem external_user_inactive
 */
export async function enterExternally(
  parts: ExternalSignInParts,
  organizationKey: string,
  before: Account,
  { identity, profile, source }: ExternalPerson,
  former?: UserIdentity,
): Promise<ProvenUser> {
  if (before.status === 'Inactive') throw userInactive()
  const principal = actingUser(organizationKey, before, source)
  if (former) await updateExternalProfile(parts, principal, before, former, profile)
  else await addExternalProfile(parts, principal, before, profile)
  // As stored by now: the name may be the provider's.
  const account = await lockAccount(parts, organizationKey, before.key)
  if (!account) throw new Problem('sign_in_failed', 'The user was deleted meanwhile.')
  if (account.status !== 'Active') await register(parts, organizationKey, account, source)
  const { providerKey } = profile
  await updateMappedMemberships(parts, principal, { userKey: account.key, providerKey }, identity.claims)
  return provenUserOf(account)
}

/** Who was invited has accepted by signing in. */
async function register(
  parts: ExternalSignInParts,
  organizationKey: string,
  before: Account,
  source: RequestSource,
): Promise<void> {
  const account = await completeRegistration(parts, organizationKey, before, before.name)
  await recordChange(parts, actingUser(organizationKey, account, source), {
    action: 'user.registered',
    entity: userEntity(account),
    before: { status: before.status },
    after: { status: account.status },
  })
}

/** A user, with the credentials of this time */
export const provenUserOf = (account: Account): ProvenUser => ({
  key: account.key,
  credentialsStamp: credentialsStampOf(account),
})
