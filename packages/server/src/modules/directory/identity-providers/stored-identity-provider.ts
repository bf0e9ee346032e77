import type { IdentityProviderTable } from '../../../db/schema/directory-schema.ts'
import { Problem } from '../../../problems/problem.ts'
import type { AuditedChange } from '../../foundation/audit/record-change.ts'
import type { IdentityProvider } from './identity-providers-schemas.ts'
import type { StoredOidcConfiguration } from './oidc-configuration.ts'
import type { SamlConfiguration } from './saml-settings.ts'

/** An identity provider as it is stored: its secret is encrypted and separate from the rest. */
export interface StoredIdentityProvider {
  key: string
  name: string
  type: IdentityProviderTable['type']
  subtype: IdentityProvider['subtype']
  isBuiltIn: boolean
  emailTrustType: IdentityProvider['emailTrustType']
  hosting: IdentityProvider['hosting']
  autoCreateProfiles: boolean
  profileLinkingField: IdentityProvider['profileLinkingField']
  oidc: StoredOidcConfiguration | null
  clientSecretEncrypted: string | null
  saml: SamlConfiguration | null
  tokenNormalizations: IdentityProvider['tokenNormalizations']
  isForOrganization: boolean
  /** Whether a second factor that the provider has asked for counts here */
  trustsSecondFactor: boolean
  updatedAt: string
}

/** For a key that no identity provider of the organization has */
export const identityProviderNotFound = (key: string): Problem =>
  new Problem('identity_provider_not_found', `There is no identity provider ${key}.`)

/** For a name that another provider of the organization has */
export const identityProviderNameTaken = (name: string): Problem =>
  new Problem('identity_provider_name_taken', `There is an identity provider called '${name}' already.`)

/** A provider as the audit trail names it */
export const identityProviderEntity = ({
  key,
  name,
}: Pick<StoredIdentityProvider, 'key' | 'name'>): AuditedChange['entity'] => ({ type: 'identity-provider', key, name })

/** A provider as the API shows it, without its secret */
export const showIdentityProvider = (provider: StoredIdentityProvider): IdentityProvider => ({
  key: provider.key,
  name: provider.name,
  oidcConfiguration: provider.oidc && { ...provider.oidc, clientSecret: null },
  samlConfiguration: provider.saml,
  tokenNormalizations: provider.tokenNormalizations,
  lastUpdatedDate: provider.updatedAt,
  type: provider.type,
  subtype: provider.subtype,
  emailTrustType: provider.emailTrustType,
  hosting: provider.hosting,
  autoCreateProfiles: provider.autoCreateProfiles,
  profileLinkingField: provider.profileLinkingField,
})

/** The values of a provider as the audit trail keeps them: of its secret, whether there is one and nothing more */
export function identityProviderValues(provider: StoredIdentityProvider): Record<string, unknown> {
  const { key: _, lastUpdatedDate: __, ...shown } = showIdentityProvider(provider)
  return { ...shown, hasClientSecret: provider.clientSecretEncrypted !== null }
}
