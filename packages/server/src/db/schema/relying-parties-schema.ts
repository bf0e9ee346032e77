import type { Flag } from '../flag.ts'
import type { ClientSecretColumns } from './foundation-schema.ts'

/** The tables of relying parties. How to read them: schema.ts. */
export interface RelyingPartiesTables {
  relying_parties: RelyingPartyTable
  relying_party_secrets: RelyingPartySecretTable
  relying_party_consents: RelyingPartyConsentTable
  relying_party_application_roles: RelyingPartyLink & { application_role_key: string }
  relying_party_groups: RelyingPartyLink & { group_key: string }
  relying_party_identity_providers: RelyingPartyLink & { identity_provider_key: string }
  relying_party_scopes: RelyingPartyLink & { scope_key: string }
  registered_apis: RegisteredApiTable
  registered_api_scopes: RegisteredApiScopeTable
  access_changes: AccessChangeTable
}

export interface RelyingPartyTable {
  organization_key: string
  key: string
  /** `rp_` and 32 hexadecimal characters, so that nobody takes it for the ID of an API client */
  client_id: string
  name: string
  /** Unique: who is asked for consent cannot be misled by a second one of the same name. */
  name_folded: string
  logo_url: string | null
  type: 'web' | 'single-page' | 'native'
  is_active: Flag
  client_authentication: 'none' | 'client_secret_basic' | 'client_secret_post' | 'private_key_jwt'
  /** JSON, a list of texts, as are the next one and `scopes` */
  redirect_uris: string
  post_logout_redirect_uris: string
  back_channel_logout_uri: string | null
  initiate_login_uri: string | null
  requires_pkce: Flag
  requires_consent: Flag
  requires_pushed_requests: Flag
  uses_dpop: 'never' | 'allowed' | 'required'
  allows_refresh_tokens: Flag
  access_token_minutes: number
  refresh_token_days: number
  scopes: string
  /** Who may use it. Where the roles or groups are gone, nobody may. */
  allowed_users: 'everybody' | 'roles' | 'groups'
  /** Refers to nothing: a relying party outlives the asset, and its users then have no roles of it. */
  asset_key: string | null
  environment_key: string | null
  max_sign_in_age_minutes: number | null
  requires_second_factor: Flag
  /** Whether only the identity providers in relying_party_identity_providers may be used */
  limits_identity_providers: Flag
  /** Public keys for private_key_jwt, as a JSON Web Key Set */
  jwks: string | null
  jwks_uri: string | null
  /**
   * When each key of `jwks` was added and by whom, in their order, or once for `jwks_uri`, as JSON: null for what is from
   * before this was recorded
   */
  jwks_origins: string | null
  /** Whether a mail tells 14 days ahead that the newest secret expires */
  has_expiry_reminder: Flag
  last_used_at: string | null
  /** Type, key and name of who created it, as JSON */
  created_by: string
  created_at: string
  updated_at: string
}

interface RelyingPartySecretTable extends ClientSecretColumns {
  relying_party_key: string
}

/** An API of the organization's own */
export interface RegisteredApiTable {
  organization_key: string
  key: string
  name: string
  name_folded: string
  /** `aud` of its tokens */
  audience: string
  /** Unique: the audience without what makes no difference, such as upper and lower case */
  audience_compared: string
  access_token_minutes: number
  /** Whether tokens are issued for it */
  is_active: Flag
  created_at: string
  updated_at: string
}

interface RegisteredApiScopeTable {
  organization_key: string
  key: string
  registered_api_key: string
  name: string
  description: string | null
  /** In the order in which they were given */
  position: number
}

interface RelyingPartyLink {
  organization_key: string
  relying_party_key: string
}

/** What a user has allowed a relying party to learn. */
interface RelyingPartyConsentTable {
  organization_key: string
  user_key: string
  relying_party_key: string
  /** Separated by spaces */
  scopes: string
  created_at: string
  updated_at: string
}

/** That a user, or the users of an application, may not use what they are signed in to any more: written by triggers */
interface AccessChangeTable {
  organization_key: string
  key: string
  /** Either the user, for all applications, or the application, for all users */
  user_key: string | null
  client_id: string | null
  /** Where an application that is deleted is told */
  logout_uri: string | null
  /** Up to which session those of the application were looked at */
  after_sid: string | null
}
