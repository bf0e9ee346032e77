import type { Parts } from '../../../db/parts.ts'
import { toTimestamp } from '../../../db/timestamp.ts'
import { requireName } from '../../../http/api/require-name.ts'
import { Problem } from '../../../problems/problem.ts'
import type { IdentityProviderPatchRequest } from './identity-providers-schemas.ts'
import { oidcAfter, requireSecret } from './oidc-configuration.ts'
import { requireSamlConfiguration } from './saml-configuration.ts'
import type { StoredIdentityProvider } from './stored-identity-provider.ts'

/**
 * What a provider becomes by a request. What is absent stays.
 * @throws Problem invalid_body, identity_provider_secret_missing
 */
export function applyProviderRequest(
  { clock, vault }: Parts<'clock' | 'vault'>,
  organizationKey: string,
  held: StoredIdentityProvider,
  request: IdentityProviderPatchRequest,
): StoredIdentityProvider {
  const { oidcConfiguration, samlConfiguration, tokenNormalizations, ...others } = request
  const settings = { ...others, name: requireName('name', request.name) }
  requireNoOtherType(held.type, request)
  const given = Object.fromEntries(Object.entries(settings).filter(([, value]) => value !== undefined))
  const next: StoredIdentityProvider = { ...held, ...given, updatedAt: toTimestamp(clock.now()) }
  if (tokenNormalizations !== undefined) next.tokenNormalizations = tokenNormalizations
  if (samlConfiguration) {
    requireSamlConfiguration(samlConfiguration)
    next.saml = samlConfiguration
  }
  if (oidcConfiguration) {
    const { clientSecret } = oidcConfiguration
    next.oidc = oidcAfter(held.oidc, oidcConfiguration)
    const secret = { isStored: held.clientSecretEncrypted !== null, given: clientSecret }
    requireSecret({ held: held.oidc, after: next.oidc }, secret)
    if (clientSecret !== undefined) {
      const row = { organization_key: organizationKey, key: held.key }
      next.clientSecretEncrypted =
        clientSecret && vault.encrypt('identity_providers.client_secret_encrypted', row, clientSecret)
    }
  }
  return next
}

function requireNoOtherType(type: StoredIdentityProvider['type'], request: IdentityProviderPatchRequest): void {
  const other = type === 'OIDC' ? 'samlConfiguration' : 'oidcConfiguration'
  if (request[other]) throw new Problem('invalid_body', `The field ${other} does not belong to the type ${type}.`)
}
