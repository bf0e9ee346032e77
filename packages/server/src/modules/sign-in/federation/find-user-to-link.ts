import type { Parts } from '../../../db/parts.ts'
import type { StoredIdentityProvider } from '../../directory/identity-providers/stored-identity-provider.ts'
import { type Account, findAccountByEmail, lockAccount } from '../../directory/users/accounts.ts'
import { findPreparedProfile, listProfiles } from '../../directory/users/find-external-profile.ts'
import type { ProvidedProfile } from '../../directory/users/provided-profile.ts'
import type { UserIdentity } from '../../directory/users/user-identity.ts'
import { controllingPart } from '../../foundation/permissions/authority.ts'
import { getUserAuthority } from '../../members/organization-roles/get-member-access.ts'
import { hasWayToSignIn } from './has-way-to-sign-in.ts'
import { emailTaken, userInactive } from './user-refusals.ts'

/**
 * The profile that an administrator prepared for this person: with their username, where the provider is trusted for
 * usernames, or with an e-mail that it is trusted for.
 */
export async function findPreparedFor(
  parts: Parts,
  organizationKey: string,
  { key, profileLinkingField }: StoredIdentityProvider,
  { username, email, isEmailTrusted }: ProvidedProfile,
): Promise<UserIdentity | undefined> {
  if (profileLinkingField === 'None') return undefined
  const usernames = [
    ...(isEmailTrusted && email !== null ? [email] : []),
    ...(profileLinkingField === 'Username' && username !== null ? [username] : []),
  ]
  return findPreparedProfile(parts, organizationKey, key, usernames)
}

/**
 * The user whose e-mail the provider has proven, and whether they have to prove the user as well. Without that, nobody is
 * linked who can sign in another way, or who controls access: their account would be the provider's too.
 * @throws Problem external_email_taken, external_user_inactive
 */
export async function findUserToLink(
  parts: Parts<'clock'>,
  organizationKey: string,
  provider: StoredIdentityProvider,
  { email, isEmailTrusted }: ProvidedProfile,
): Promise<{ account: Account; needsProof: boolean } | undefined> {
  if (!isEmailTrusted || email === null) return undefined
  const found = await findAccountByEmail(parts, organizationKey, email)
  const account = found && (await lockAccount(parts, organizationKey, found.key))
  if (!account) return undefined
  const { name, key, profileLinkingField } = provider
  if (profileLinkingField !== 'Email') throw emailTaken(name, 'the provider is not set to link users by e-mail.')
  const profiles = await listProfiles(parts, organizationKey, account.key)
  if (profiles.some((profile) => profile.identityProviderKey === key)) {
    throw emailTaken(name, 'the user is linked with another account there.')
  }
  if (account.status === 'Inactive') throw userInactive()
  if (await hasWayToSignIn(parts, organizationKey, account.key)) return { account, needsProof: true }
  const authority = controllingPart(await getUserAuthority(parts, organizationKey, [account.key]))
  if (authority.size === 0) return { account, needsProof: false }
  const isInvited = account.status === 'Invited'
  const first = isInvited ? 'Accept the invitation that was sent to you first.' : 'It needs a password first.'
  throw emailTaken(name, `the user has permissions that control access. ${first}`)
}
