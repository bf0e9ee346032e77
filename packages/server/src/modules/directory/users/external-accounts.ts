import type { Parts } from '../../../db/parts.ts'
import { listProvidersOf } from '../identity-providers/list-providers-of.ts'
import { selectUserIdentities } from './user-identities-repository.ts'

/** The accounts at external identity providers that are linked with a user, by the name of the provider. */
export async function listExternalAccounts(parts: Parts, organizationKey: string, userKey: string) {
  const profiles = await selectUserIdentities(parts.db, organizationKey, [userKey])
  const keys = profiles.map(({ identityProviderKey }) => identityProviderKey)
  const providers = await listProvidersOf(parts, organizationKey, keys)
  return providers.flatMap((provider) =>
    profiles
      .filter(({ identityProviderKey }) => identityProviderKey === provider.key)
      .map((profile) => ({ provider, profile })),
  )
}

export type ExternalAccount = Awaited<ReturnType<typeof listExternalAccounts>>[number]

/**
 * Whether the user can sign in at an external provider: they have done so, and it is assigned to the organization, or to a
 * stage. One that was only prepared is no way in: nobody has shown that the account is the user's.
 */
export const hasExternalAccount = async (parts: Parts, organizationKey: string, userKey: string): Promise<boolean> =>
  (await listExternalAccounts(parts, organizationKey, userKey)).some(
    ({ provider, profile }) => provider.isAssigned && profile.firstLoginAt !== null,
  )
