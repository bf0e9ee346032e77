import type { GrantedPermissionColumns } from './foundation-schema.ts'

/** The tables of organization roles and sessions. How to read them: schema.ts. */
export interface MembersTables {
  organization_roles: OrganizationRoleTable
  organization_role_permissions: OrganizationRolePermissionTable
  user_organization_roles: UserOrganizationRoleTable
  sessions: SessionTable
  authorization_records: AuthorizationRecordTable
}

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

interface OrganizationRolePermissionTable extends GrantedPermissionColumns {
  key: string
  organization_role_key: string
}

interface UserOrganizationRoleTable {
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

/** A member who is signed in to the portal. */
export interface SessionTable {
  organization_key: string
  key: string
  user_key: string
  /** Keyed hash of what the cookie holds */
  token_hash: string
  /** `uid` of the session at the authorization server that this one came from */
  authorization_session: string | null
  method: 'password' | 'password+totp' | 'passkey'
  address: string | null
  user_agent: string | null
  created_at: string
  last_seen_at: string
  expires_at: string
}

/** What oidc-provider stores: sessions, interactions, grants, authorization codes. */
export interface AuthorizationRecordTable {
  organization_key: string
  model: string
  /** Keyed hash: a reader of the table cannot present the record */
  id_hash: string
  /** JSON, encrypted under the master key */
  payload_encrypted: string
  uid: string | null
  grant_id: string | null
  user_key: string | null
  consumed_at: string | null
  expires_at: string
}
