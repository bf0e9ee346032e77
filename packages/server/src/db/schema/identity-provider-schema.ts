import type { Generated } from 'kysely'
import type { Flag } from '../codecs.ts'

// The tables of identity providers; the others and how to read them are in schema.ts.

export interface IdentityProviderTable {
  organization_key: string
  key: string
  name: string
  type: 'OIDC' | 'SAML' | 'Cognito'
  subtype: string
  is_built_in: Flag
  created_at: string
  updated_at: string
  name_folded: string
  email_trust_type: Generated<'None' | 'EmailVerifiedClaim' | 'All'>
  hosting: Generated<'oscloud' | 'selfhosted'>
  auto_create_profiles: Generated<Flag>
  profile_linking_field: Generated<'Email' | 'Username' | 'None'>
  /** JSON, without the secret; null unless the type is OIDC */
  oidc: string | null
  /** Encrypted under the master key */
  client_secret_encrypted: string | null
  /** JSON; null unless the type is SAML */
  saml: string | null
  /** JSON */
  token_normalizations: string | null
  is_for_organization: Generated<Flag>
}

/** The environments in which an external identity provider may be used. */
export interface IdentityProviderEnvironmentTable {
  organization_key: string
  identity_provider_key: string
  environment_key: string
}
