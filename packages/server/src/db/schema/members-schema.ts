import type { GrantedPermissionColumns } from './foundation-schema.ts'

/** The tables of organization roles and sessions. How to read them: schema.ts. */
export interface MembersTables {
  organization_roles: OrganizationRoleTable
  organization_role_permissions: OrganizationRolePermissionTable
  user_organization_roles: UserOrganizationRoleTable
  sessions: SessionTable
  ended_sessions: EndedSessionTable
  authorization_records: AuthorizationRecordTable
  sign_on_sessions: SignOnSessionTable
  sign_on_clients: SignOnClientTable
  logout_notices: LogoutNoticeTable
  sign_in_settings: SignInSettingsTable
  sign_in_setting_roles: SignInSettingRoleTable
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
  /** Of the user when they signed in: with another one, the session has ended */
  credentials_stamp: string | null
  /** `uid` of the session at the authorization server that this one came from */
  authorization_session: string | null
  /** `external`: at an identity provider, `+mfa` where that one has asked for a second factor and counts for it */
  method: 'password' | 'password+totp' | 'passkey' | 'external' | 'external+totp' | 'external+mfa'
  address: string | null
  user_agent: string | null
  created_at: string
  last_seen_at: string
  expires_at: string
}

/** Why a session ended, for a week: for whoever comes back with its cookie. */
export interface EndedSessionTable {
  organization_key: string
  token_hash: string
  reason:
    | 'expired'
    | 'idle'
    | 'signed-out'
    | 'ended-by-user'
    | 'ended-by-administrator'
    | 'credentials-changed'
    | 'rules-changed'
    | 'too-many'
  ended_at: string
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

/** What a sign-in at the authorization server has proven. Applications that sign the user in after it ask for no more. */
export interface SignOnSessionTable {
  organization_key: string
  /** `uid` of the session at the authorization server */
  uid: string
  /** By which it is listed and ended */
  key: string
  user_key: string
  /** Of the user when they signed in: with another one, nothing of it counts any more */
  credentials_stamp: string
  method: SessionTable['method']
  /** The external one at which the user signed in; null with a password or a passkey of Portico */
  identity_provider_key: string | null
  /** JSON, encrypted under the master key: what that provider needs to end its own session */
  provider_session_encrypted: string | null
  address: string | null
  user_agent: string | null
  authenticated_at: string
  last_seen_at: string
  /** Until then applications sign the user in without asking */
  expires_at: string
  /** Until then refresh tokens of it may be valid */
  kept_until: string
}

/** An application in which a sign-on session has signed the user in. */
interface SignOnClientTable {
  organization_key: string
  /** What the application's tokens call the session */
  sid: string
  session_uid: string
  client_id: string
  created_at: string
}

/** An application that is to be told that a session of its user has ended (OpenID Connect Back-Channel Logout 1.0). */
export interface LogoutNoticeTable {
  organization_key: string
  key: string
  client_id: string
  user_key: string
  sid: string
  /** Where to, for an application that is deleted; null: where its settings say */
  uri: string | null
  attempts: number
  next_attempt_at: string
  created_at: string
}

/** Whom a rule of the sign-in is for: nobody, whoever holds an organization role, holders of chosen ones, everybody. */
export type RuleUsers = 'nobody' | 'members' | 'roles' | 'everybody'

/** An organization without a row has the defaults. */
export interface SignInSettingsTable {
  organization_key: string
  second_factor_required_for: RuleUsers
  passwords_refused_for: RuleUsers
  session_minutes: number
  /** Null: a session does not end by being idle */
  idle_minutes: number | null
  recent_sign_in_minutes: number
  /** JSON: for which changes a recent sign-in is needed */
  recent_sign_in_areas: string
  updated_at: string
}

/** The organization roles that a setting names; a role that is deleted takes its rows along. */
export interface SignInSettingRoleTable {
  organization_key: string
  setting: 'second-factor' | 'passwords'
  organization_role_key: string
}
