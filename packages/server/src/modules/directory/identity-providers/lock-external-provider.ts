import { normalKey } from '../../../db/keys.ts'
import type { Parts } from '../../../db/parts.ts'
import { Problem } from '../../../problems/problem.ts'
import type { Principal } from '../../foundation/permissions/principal.ts'
import { lockIdentityProvider } from './identity-providers-repository.ts'
import { identityProviderNotFound, type StoredIdentityProvider } from './stored-identity-provider.ts'

/**
 * Reads an external provider for a change: nobody else changes it or adds a reference to it before the transaction ends.
 * @throws Problem identity_provider_not_found, identity_provider_read_only for the built-in one
 */
export async function lockExternalProvider(
  { db }: Parts,
  { organizationKey }: Principal,
  key: string,
): Promise<StoredIdentityProvider> {
  const provider = await lockIdentityProvider(db, organizationKey, normalKey(key))
  if (!provider) throw identityProviderNotFound(key)
  if (!provider.isBuiltIn) return provider
  throw new Problem('identity_provider_read_only', `${provider.name} is built in and stays as it is.`)
}
