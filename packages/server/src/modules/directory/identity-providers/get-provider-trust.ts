import type { Parts } from '../../../db/parts.ts'
import type { Principal } from '../../foundation/permissions/principal.ts'
import { getStoredIdentityProvider } from './get-identity-provider.ts'
import { listProviderDomains } from './list-provider-domains.ts'
import type { ProviderTrust } from './provider-trust-schemas.ts'
import type { StoredIdentityProvider } from './stored-identity-provider.ts'

/**
 * Whose e-mails a provider is for, and whether its second factor counts.
 * @throws Problem identity_provider_not_found
 */
export const getProviderTrust = async (
  parts: Parts,
  { organizationKey }: Principal,
  key: string,
): Promise<ProviderTrust> =>
  trustOf(parts, organizationKey, await getStoredIdentityProvider(parts, organizationKey, key))

export async function trustOf(
  parts: Parts,
  organizationKey: string,
  { key, trustsSecondFactor }: Pick<StoredIdentityProvider, 'key' | 'trustsSecondFactor'>,
): Promise<ProviderTrust> {
  const domains = await listProviderDomains(parts, organizationKey, key)
  return { emailDomains: domains.map(({ domain }) => domain), trustsSecondFactor }
}
