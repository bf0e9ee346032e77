import { newKey } from '../../../db/keys.ts'
import type { Parts } from '../../../db/parts.ts'
import { refuseTakenName } from '../../../db/refuse-taken-name.ts'
import { lockOrganizationRow } from '../../../db/row-locks.ts'
import { transaction } from '../../../db/transaction.ts'
import { Problem } from '../../../problems/problem.ts'
import { recordChange } from '../../foundation/audit/record-change.ts'
import type { Principal } from '../../foundation/permissions/principal.ts'
import { applyProviderRequest } from './apply-provider-request.ts'
import { countIdentityProviders, insertIdentityProvider } from './identity-providers-repository.ts'
import type { IdentityProviderCreateRequest } from './identity-providers-schemas.ts'
import {
  identityProviderEntity,
  identityProviderNameTaken,
  identityProviderValues,
  type StoredIdentityProvider,
} from './stored-identity-provider.ts'

/** All that may be used somewhere are read for each sign-in there. */
export const mostIdentityProviders = 500

/**
 * Creates an external identity provider. Nobody signs in through it before it is assigned.
 * @throws Problem invalid_body, identity_provider_secret_missing, identity_provider_name_taken,
 *   identity_providers_too_many
 */
export function createIdentityProvider(
  parts: Parts<'clock' | 'vault'>,
  principal: Principal,
  { type, name, ...request }: IdentityProviderCreateRequest,
): Promise<{ key: string }> {
  return transaction(parts, async (parts) => {
    const { organizationKey } = principal
    const key = newKey(parts.clock.now())
    const provider = applyProviderRequest(
      parts,
      organizationKey,
      { ...unconfigured, key, type, name },
      { ...request, name },
    )
    const needed = type === 'OIDC' ? 'oidcConfiguration' : 'samlConfiguration'
    if (!request[needed]) throw new Problem('invalid_body', `The field ${needed} is missing: the type is ${type}.`)
    await lockOrganizationRow(parts.db, organizationKey)
    if ((await countIdentityProviders(parts.db, organizationKey)) >= mostIdentityProviders) {
      const detail = `An organization has up to ${mostIdentityProviders} identity providers, and this one has them already.`
      throw new Problem('identity_providers_too_many', detail)
    }
    await refuseTakenName(identityProviderNameTaken(provider.name), () =>
      insertIdentityProvider(parts.db, organizationKey, provider),
    )
    await recordChange(parts, principal, {
      action: 'identity-provider.created',
      entity: identityProviderEntity(provider),
      after: identityProviderValues(provider),
    })
    return { key }
  })
}

/** The safe choice until an administrator makes another: only e-mails that the provider has verified link profiles. */
export const unconfigured: Omit<StoredIdentityProvider, 'key' | 'type' | 'name'> = {
  subtype: 'Custom',
  isBuiltIn: false,
  emailTrustType: 'EmailVerifiedClaim',
  hosting: 'selfhosted',
  autoCreateProfiles: true,
  profileLinkingField: 'Email',
  oidc: null,
  clientSecretEncrypted: null,
  saml: null,
  tokenNormalizations: null,
  isForOrganization: false,
  trustsSecondFactor: false,
  updatedAt: '',
}
