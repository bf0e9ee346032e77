import { newKey } from '../../../db/keys.ts'
import type { Parts } from '../../../db/parts.ts'
import { toTimestamp } from '../../../db/timestamp.ts'
import { insertIdentityProvider, selectBuiltInIdentityProviderKey } from './identity-providers-repository.ts'
import type { StoredIdentityProvider } from './stored-identity-provider.ts'

/** The identity provider that keeps passwords itself, which every organization begins with. @returns its key */
export async function createBuiltInIdentityProvider(
  { db, clock }: Parts<'clock'>,
  organizationKey: string,
): Promise<string> {
  const now = clock.now()
  const provider: StoredIdentityProvider = {
    key: newKey(now),
    name: 'Built-in',
    type: 'Cognito',
    subtype: 'Custom',
    isBuiltIn: true,
    emailTrustType: 'EmailVerifiedClaim',
    hosting: 'selfhosted',
    autoCreateProfiles: false,
    profileLinkingField: 'Email',
    oidc: null,
    clientSecretEncrypted: null,
    saml: null,
    tokenNormalizations: null,
    isForOrganization: true,
    trustsSecondFactor: false,
    updatedAt: toTimestamp(now),
  }
  await insertIdentityProvider(db, organizationKey, provider)
  return provider.key
}

/** The key of the identity provider that keeps passwords itself */
export async function getBuiltInIdentityProviderKey({ db }: Parts, organizationKey: string): Promise<string> {
  const key = await selectBuiltInIdentityProviderKey(db, organizationKey)
  if (!key) throw new Error('the organization has no built-in identity provider')
  return key
}
