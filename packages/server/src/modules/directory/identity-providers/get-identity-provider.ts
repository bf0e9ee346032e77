import { normalKey } from '../../../db/keys.ts'
import type { Parts } from '../../../db/parts.ts'
import type { Principal } from '../../foundation/permissions/principal.ts'
import { selectIdentityProviders } from './identity-providers-repository.ts'
import type { IdentityProvider } from './identity-providers-schemas.ts'
import {
  identityProviderNotFound,
  type StoredIdentityProvider,
  showIdentityProvider,
} from './stored-identity-provider.ts'

/** @throws Problem identity_provider_not_found */
export const getIdentityProvider = async (
  parts: Parts,
  { organizationKey }: Principal,
  key: string,
): Promise<IdentityProvider> => showIdentityProvider(await getStoredIdentityProvider(parts, organizationKey, key))

/** @throws Problem identity_provider_not_found */
export async function getStoredIdentityProvider(
  { db }: Parts,
  organizationKey: string,
  key: string,
): Promise<StoredIdentityProvider> {
  const found = await selectIdentityProviders(db, organizationKey, { key: normalKey(key) }, { limit: 1, offset: 0 })
  if (!found.rows[0]) throw identityProviderNotFound(key)
  return found.rows[0]
}
