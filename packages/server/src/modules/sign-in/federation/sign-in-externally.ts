import { transaction } from '../../../db/transaction.ts'
import { updateMappedMemberships } from '../../directory/groups/update-mapped-memberships.ts'
import { listProviderDomains } from '../../directory/identity-providers/list-provider-domains.ts'
import type { StoredIdentityProvider } from '../../directory/identity-providers/stored-identity-provider.ts'
import { type Account, lockAccount } from '../../directory/users/accounts.ts'
import { createExternalUser } from '../../directory/users/create-external-user.ts'
import { findExternalProfile } from '../../directory/users/find-external-profile.ts'
import type { ProvidedProfile } from '../../directory/users/provided-profile.ts'
import { actingUser } from '../credentials/acting-user.ts'
import { notifyOfSecurityChange } from '../credentials/notify-of-security-change.ts'
import type { RequestSource } from '../credentials/request-source.ts'
import type { ProvenUser } from '../sign-ins/next-sign-in-step.ts'
import {
  type ExternalPerson,
  type ExternalSignInParts,
  enterExternally,
  provenUserOf,
  readIdentity,
} from './enter-externally.ts'
import type { ExternalIdentity } from './external-identity.ts'
import { findPreparedFor, findUserToLink } from './find-user-to-link.ts'
import { needsProofOfPrepared } from './needs-proof-of-prepared.ts'
import { recordExternalFailure } from './record-external-failure.ts'
import type { SignInTarget } from './sign-in-target.ts'
import { userUnknown } from './user-refusals.ts'

/**
 * What became of somebody whom an external provider has proven:
 * - `signed-in`: the user has proven this much. A second factor may be owed.
 * - `link`: a user has this e-mail already, or controls more than whoever has linked them. They are asked to prove that it is theirs, in the same interaction, and then
 *   `linkExternally` signs them in.
 */
export type ExternalSignIn =
  | { outcome: 'signed-in'; user: ProvenUser; proven: 'external' | 'external+mfa' }
  | { outcome: 'link'; user: ProvenUser; email: string; providerName: string }

/**
 * Finds, links or creates the user of an identity, which every check of the provider's answer has passed already, and puts
 * them into the groups that its claims map to. All of it is one transaction.
 * @throws Problem external_provider_refused, external_user_unknown, external_user_inactive, external_email_taken,
 *   external_subject_invalid
 */
export async function signInExternally(
  parts: ExternalSignInParts,
  organizationKey: string,
  identity: ExternalIdentity,
  target: SignInTarget,
  source: RequestSource,
): Promise<ExternalSignIn> {
  return recordExternalFailure(parts, organizationKey, identity, source, () =>
    transaction(parts, async (parts): Promise<ExternalSignIn> => {
      const person = await readIdentity(parts, organizationKey, identity, target, source)
      const { provider, profile } = person
      const known =
        (await findExternalProfile(parts, organizationKey, profile)) ??
        (await findPreparedFor(parts, organizationKey, provider, profile))
      if (known) {
        const account = await lockAccount(parts, organizationKey, known.userKey)
        if (!account) throw userUnknown(provider.name)
        if (await needsProofOfPrepared(parts, organizationKey, provider.name, account, known)) {
          return linkedByProof(account, person)
        }
        return signedIn(await enterExternally(parts, organizationKey, account, person, known), person)
      }
      const found = await findUserToLink(parts, organizationKey, provider, profile)
      if (!found) return signedIn(await create(parts, organizationKey, person), person)
      const { account, needsProof } = found
      if (needsProof) return linkedByProof(account, person)
      const user = await enterExternally(parts, organizationKey, account, person)
      const principal = actingUser(organizationKey, account, source)
      await notifyOfSecurityChange(parts, principal, account, 'provider-linked')
      return signedIn(user, person)
    }),
  )
}

const linkedByProof = (account: Account, { provider }: ExternalPerson): ExternalSignIn => ({
  outcome: 'link',
  user: provenUserOf(account),
  email: account.email ?? '',
  providerName: provider.name,
})

/** A second factor that the provider has asked for counts where its settings say so. */
export const signedIn = (
  user: ProvenUser,
  { identity: { hasSecondFactor }, provider: { trustsSecondFactor } }: ExternalPerson,
): ExternalSignIn => ({
  outcome: 'signed-in',
  user,
  proven: hasSecondFactor && trustsSecondFactor ? 'external+mfa' : 'external',
})

/** @throws Problem external_user_unknown, where the provider's settings create nobody, or not this person */
async function create(
  parts: ExternalSignInParts,
  organizationKey: string,
  { identity, provider, profile, source }: ExternalPerson,
): Promise<ProvenUser> {
  await requireCreation(parts, organizationKey, provider, profile)
  const principalOf = (account: Account) => actingUser(organizationKey, account, source)
  const account = await createExternalUser(parts, organizationKey, profile, principalOf)
  const user = { userKey: account.key, providerKey: provider.key }
  await updateMappedMemberships(parts, principalOf(account), user, identity.claims)
  return provenUserOf(account)
}

async function requireCreation(
  parts: ExternalSignInParts,
  organizationKey: string,
  { key, name, autoCreateProfiles }: StoredIdentityProvider,
  { isEmailTrusted }: ProvidedProfile,
): Promise<void> {
  if (!autoCreateProfiles) throw userUnknown(name)
  const own = (await listProviderDomains(parts, organizationKey, key)).map(({ domain }) => domain)
  if (own.length === 0 || isEmailTrusted) return
  throw userUnknown(name, `Users are created for e-mails of ${own.join(', ')} alone, which the provider has verified.`)
}
