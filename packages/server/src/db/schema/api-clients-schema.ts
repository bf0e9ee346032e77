import type { Generated } from 'kysely'
import type { Flag } from '../flag.ts'
import type { ClientSecretColumns, GrantedPermissionColumns } from './foundation-schema.ts'

/** The tables of API clients and their tokens. How to read them: schema.ts. */
export interface ApiClientsTables {
  api_clients: ApiClientTable
  api_client_secrets: ApiClientSecretTable
  api_client_permissions: ApiClientPermissionTable
  api_client_scopes: ApiClientScopeTable
  api_client_uses: ApiClientUseTable
  revoked_tokens: RevokedTokenTable
  used_assertions: UsedAssertionTable
}

export interface ApiClientTable {
  organization_key: string
  key: string
  /** 32 hexadecimal characters, unlike every user's key, so that one cannot be taken for the other */
  client_id: string
  name: string
  name_folded: string
  description: string | null
  is_suspended: Flag
  /** Public keys for private_key_jwt, as a JSON Web Key Set */
  jwks: string | null
  /**
   * When each key of `jwks` was added and by whom, in their order, or once for `jwks_uri`, as JSON: null for what is from
   * before this was recorded
   */
  jwks_origins: string | null
  /** Where it publishes its public keys, in place of `jwks` */
  jwks_uri: string | null
  jwks_fetched_at: string | null
  jwks_failed_at: string | null
  /** Why the keys at `jwks_uri` could not be read the last time that this failed */
  jwks_failure: string | null
  /** Whether a mail tells 14 days ahead that the newest secret expires */
  has_expiry_reminder: Flag
  /** `typ` of its access tokens: at+jwt or JWT */
  access_token_type: string
  /** How long its access tokens are valid */
  access_token_minutes: Generated<number>
  /** Whether the client may make its own next secret */
  may_rotate_secret: Generated<Flag>
  last_used_at: string | null
  /** When an API first did what it asked */
  first_request_at: string | null
  /** When it first listed users, with `GET /users` */
  first_user_list_at: Generated<string | null>
  /** Type, key and name of who created it, as JSON. Null for those that were created before this was recorded */
  created_by: string | null
  created_at: string
  updated_at: string
}

interface ApiClientSecretTable extends ClientSecretColumns {
  api_client_key: string
}

/** What was selected; what the selection brings along is derived when read. */
interface ApiClientPermissionTable extends GrantedPermissionColumns {
  key: string
  api_client_key: string
}

/** Scopes of registered APIs that the client may have in tokens */
interface ApiClientScopeTable {
  organization_key: string
  api_client_key: string
  scope_key: string
}

/** How often an API client got a token, called an API or was refused, in one hour. Kept for 31 days, see `createUseCounts`. */
interface ApiClientUseTable {
  organization_key: string
  api_client_key: string
  hour: string
  outcome: string
  uses: number
}

interface RevokedTokenTable {
  organization_key: string
  /** The `jti` */
  token_id: string
  /** After this the token is refused for its age, and the row can be deleted. */
  expires_at: string
}

/** Client assertions (private_key_jwt) that were used: each counts once. */
interface UsedAssertionTable {
  organization_key: string
  client_id: string
  assertion_id: string
  expires_at: string
}
