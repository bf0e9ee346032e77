import type { Flag } from '../codecs.ts'

// The tables of who may do what, and of what was done; the others and how to read them are in schema.ts.

export interface OrganizationRoleTable {
  organization_key: string
  key: string
  name: string
  name_folded: string
  /** Which built-in role it is; null for a custom one. Built-in roles cannot be changed. */
  built_in: 'Administrator' | 'Developer' | null
  created_at: string
  updated_at: string
}

/** One permission, for the organization (environment_key null) or for one environment. */
export interface GrantedPermissionColumns {
  organization_key: string
  permission_key: string
  environment_key: string | null
}

export interface OrganizationRolePermissionTable extends GrantedPermissionColumns {
  key: string
  organization_role_key: string
}

export interface UserOrganizationRoleTable {
  organization_key: string
  key: string
  user_key: string
  organization_role_key: string
  /** Null: for the whole organization */
  asset_key: string | null
  portfolio_key: string | null
  start_time: string | null
  end_time: string | null
  created_at: string
}

export interface ApiClientTable {
  organization_key: string
  key: string
  /** 32 hexadecimal characters, unlike every user's key, so that the two can't be mistaken for one another */
  client_id: string
  name: string
  name_folded: string
  description: string | null
  is_suspended: Flag
  /** Public keys for private_key_jwt, as a JSON Web Key Set */
  jwks: string | null
  /** Whether a mail tells 14 days ahead that the newest secret expires */
  has_expiry_reminder: Flag
  last_used_at: string | null
  created_at: string
  updated_at: string
}

export interface ApiClientSecretTable {
  organization_key: string
  key: string
  api_client_key: string
  /** HMAC under the deployment's master key: worth nothing without it */
  hash: string
  last_four: string
  /** The newest one; the others are former ones in their overlap. */
  is_current: Flag
  expires_at: string
  created_at: string
  /** When the mail about its expiry was put into the outbox */
  reminded_at: string | null
}

/** What was selected; what the selection brings along is derived when read. */
export interface ApiClientPermissionTable extends GrantedPermissionColumns {
  key: string
  api_client_key: string
}

export interface SigningKeyTable {
  organization_key: string
  /** The `kid` */
  key: string
  algorithm: string
  public_jwk: string
  /** PKCS #8, encrypted under the master key */
  private_key_encrypted: string
  created_at: string
  /** Null: signs. Else it only verifies, until then. */
  retires_at: string | null
}

export interface RevokedTokenTable {
  organization_key: string
  /** The `jti` */
  token_id: string
  /** From then on the token is refused for its age, and the row may go. */
  expires_at: string
}

/** Client assertions (private_key_jwt) that were used: each counts once. */
export interface UsedAssertionTable {
  organization_key: string
  client_id: string
  assertion_id: string
  expires_at: string
}

export interface AuditEntryTable {
  organization_key: string
  key: string
  occurred_at: string
  actor_type: 'api-client' | 'user' | 'system'
  actor_key: string | null
  actor_name: string
  address: string | null
  trace_id: string | null
  action: string
  entity_type: string
  entity_key: string
  entity_name: string | null
  /** JSON, secrets masked */
  old_values: string | null
  new_values: string | null
  environment_key: string | null
}

/** How many audit entries there are: the sum over the slots. One slot alone says nothing, and may be below zero. */
export interface AuditCountTable {
  organization_key: string
  slot: number
  entries: number
}

export interface BulkOperationTable {
  organization_key: string
  key: string
  status: 'Pending' | 'Processing' | 'Finished' | 'FinishedWithErrors'
  /** JSON: who asked for it */
  actor: string
  /** JSON: what was asked for, in order */
  requests: string
  /** How often it was given up for a fault that does not go away by waiting */
  failures: number
  /** The worker that carries it out, until then; afterwards anybody may */
  claimed_by: string | null
  claimed_until: string | null
  created_at: string
  finished_at: string | null
}

/** What became of one record: written in the transaction that carried it out. */
export interface BulkRecordTable {
  organization_key: string
  operation_key: string
  /** 0 comes first */
  position: number
  status: 'Inserted' | 'Updated' | 'Error'
  error_code: string | null
  error_message: string | null
  user_key: string | null
}

/** How many requests of an organization were let through in the current minute, as leased by the nodes. */
export interface RateLimitTable {
  organization_key: string
  name: string
  /** Minutes since 1970 */
  minute: number
  used: number
}
