import { newKey } from '../../../db/keys.ts'
import { Problem } from '../../../problems/problem.ts'
import { applyProviderRequest } from '../../directory/identity-providers/apply-provider-request.ts'
import { unconfigured } from '../../directory/identity-providers/create-identity-provider.ts'
import { getStoredIdentityProvider } from '../../directory/identity-providers/get-identity-provider.ts'
import type {
  IdentityProviderCreateRequest,
  IdentityProviderPatchRequest,
} from '../../directory/identity-providers/identity-providers-schemas.ts'
import type { StoredIdentityProvider } from '../../directory/identity-providers/stored-identity-provider.ts'
import { type ConnectionTest, connectionTestOf } from '../federation/connection-test.ts'
import type { ReachedAt } from '../federation/open-provider-client.ts'
import { type ConnectionTestParts, testOidcConnection } from '../federation/test-oidc-connection.ts'
import { testSamlConnection } from '../saml/test-saml-connection.ts'

/**
 * Tries the connection to a provider that is saved, with changes that are not saved yet. Nothing is stored, and the secret
 * that is kept goes only to where it goes already.
 * @throws Problem identity_provider_not_found, identity_provider_read_only, invalid_body, identity_provider_secret_missing
 */
export async function testProviderConnection(
  parts: ConnectionTestParts,
  organization: ReachedAt,
  key: string,
  changes: IdentityProviderPatchRequest,
): Promise<ConnectionTest> {
  const held = await getStoredIdentityProvider(parts, organization.key, key)
  if (held.isBuiltIn) throw new Problem('identity_provider_read_only', 'The built-in provider needs no connection.')
  return tryConnection(parts, organization, applyProviderRequest(parts, organization.key, held, changes))
}

/**
 * Tries the connection to a provider that is not saved yet.
 * @throws Problem invalid_body, identity_provider_secret_missing
 */
export async function testNewProviderConnection(
  parts: ConnectionTestParts,
  organization: ReachedAt,
  { type, name, ...request }: IdentityProviderCreateRequest,
): Promise<ConnectionTest> {
  const needed = type === 'OIDC' ? 'oidcConfiguration' : 'samlConfiguration'
  if (!request[needed]) throw new Problem('invalid_body', `The field ${needed} is missing: the type is ${type}.`)
  const empty = { ...unconfigured, key: newKey(parts.clock.now()), type, name }
  return tryConnection(parts, organization, applyProviderRequest(parts, organization.key, empty, { ...request, name }))
}

async function tryConnection(
  parts: ConnectionTestParts,
  organization: ReachedAt,
  provider: StoredIdentityProvider,
): Promise<ConnectionTest> {
  const isSaml = provider.type === 'SAML'
  return connectionTestOf(
    await (isSaml
      ? testSamlConnection(parts, organization.key, provider)
      : testOidcConnection(parts, organization, provider)),
  )
}
