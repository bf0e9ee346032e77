import type { Parts } from '../../../db/parts.ts'
import { listProvidersOf } from '../identity-providers/list-providers-of.ts'
import { selectUserIdentities } from './user-identities-repository.ts'

/**
 * The accounts at external identity providers by which a user is known, by the name of the provider: one that was only
 * prepared is none of them.
 */
export async function listExternalAccounts(parts: Parts, organizationKey: string, userKey: string) {
  const all = await selectUserIdentities(parts.db, organizationKey, [userKey])
  const profiles = all.filter(({ subject }) => subject !== null)
  const keys = profiles.map(({ identityProviderKey }) => identityProviderKey)
  const providers = await listProvidersOf(parts, organizationKey, keys)
  return providers.flatMap((provider) =>
    profiles
      .filter(({ identityProviderKey }) => identityProviderKey === provider.key)
      .map((profile) => ({ provider, profile })),
  )
}

/** Whether the user can sign in at an external provider: it is assigned to the organization, or to a stage. */
export const hasExternalAccount = async (parts: Parts, organizationKey: string, userKey: string): Promise<boolean> =>
  (await listExternalAccounts(parts, organizationKey, userKey)).some(({ provider }) => provider.isAssigned)
