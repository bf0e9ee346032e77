import type { Flag } from '../codecs.ts'
import type {
  ApiClientPermissionTable,
  ApiClientSecretTable,
  ApiClientTable,
  AuditCountTable,
  AuditEntryTable,
  BulkOperationTable,
  BulkRecordTable,
  OrganizationRolePermissionTable,
  OrganizationRoleTable,
  RateLimitTable,
  RevokedTokenTable,
  SigningKeyTable,
  UsedAssertionTable,
  UserOrganizationRoleTable,
} from './access-schema.ts'
import type { IdentityProviderEnvironmentTable, IdentityProviderTable } from './identity-provider-schema.ts'
import type {
  AttemptTable,
  AuthenticatorTable,
  AuthorizationRecordTable,
  MailSettingsTable,
  MailTable,
  OneTimeCodeTable,
  PasskeyTable,
  PasswordTable,
  SessionTable,
  SignInDayTable,
} from './sign-in-schema.ts'

export type * from './access-schema.ts'
export type * from './identity-provider-schema.ts'
export type * from './sign-in-schema.ts'

// One interface per table, as the migrations make them. Keys are UUIDs, times ISO 8601 text (see codecs.ts).
// `folded` columns hold what `fold` makes of the column beside them: for comparing, sorting and searching.

export interface DeploymentTable {
  /** Always 1: the table has one row, written in the same transaction as the first organization. */
  id: number
  master_key_fingerprint: string
  created_at: string
}

export interface OrganizationTable {
  key: string
  name: string
  /** Host name that reaches it. Null for the first organization: it is reached by the host of the public URL. */
  domain: string | null
  created_at: string
  /** Null: as the server is set; 0: not limited */
  requests_per_minute: number | null
  bulk_requests_per_minute: number | null
}

export interface OrganizationChangeTable {
  organization_key: string
  version: number
}

export interface PortfolioTable {
  organization_key: string
  key: string
  name: string
  name_folded: string
  is_main: Flag
  created_at: string
}

export type EnvironmentPurpose = 'Development' | 'NonProduction' | 'Production'

export interface EnvironmentTable {
  organization_key: string
  key: string
  portfolio_key: string
  name: string
  name_folded: string
  purpose: EnvironmentPurpose
  /** 0 comes first */
  position: number
  created_at: string
}

export type AssetType = 'WebApplication' | 'MobileApplication' | 'Workflow' | 'Library'

export interface AssetTable {
  organization_key: string
  key: string
  portfolio_key: string
  name: string
  name_folded: string
  type: AssetType
  description: string | null
  created_at: string
}

/** A role as its asset defines it, whether or not the asset is deployed anywhere. */
export interface AssetApplicationRoleTable {
  organization_key: string
  /** What application_roles refers to: the same in every environment. */
  external_key: string
  asset_key: string
  name: string
  name_folded: string
  /** What a deployment gives the role. In an environment it may have another one. */
  claim: string | null
  created_at: string
}

/** An asset's presence in an environment: its application roles exist there. */
export interface AssetDeploymentTable {
  organization_key: string
  asset_key: string
  environment_key: string
  key: string
  deployed_at: string
  /** The API client or user that did it; null where the program itself did */
  deployed_by: string | null
}

export interface ApplicationRoleTable {
  organization_key: string
  key: string
  asset_key: string
  environment_key: string
  /** The role as its asset defines it: the same in every environment. */
  external_key: string
  name: string
  name_folded: string
  claim: string | null
  created_at: string
}

export type UserStatus = 'Active' | 'Invited' | 'Inactive' | 'PendingRegistration'

export interface UserTable {
  organization_key: string
  key: string
  name: string | null
  name_folded: string
  email: string | null
  email_folded: string | null
  /** What follows the @ of email_folded */
  email_domain: string | null
  status: UserStatus
  photo_url: string | null
  is_email_verified: Flag | null
  is_terms_accepted: Flag
  last_login_at: string | null
  created_at: string
  updated_at: string
}

/** How many users have each status, kept in the transactions that change it: COUNT takes 20 to 60 ms a million. */
export interface UserCountTable {
  organization_key: string
  status: UserStatus
  users: number
}

export interface UserLoginTable {
  organization_key: string
  user_key: string
  environment_key: string
  last_login_at: string
}

/** A user's profile at an identity provider. */
export interface UserIdentityTable {
  organization_key: string
  user_key: string
  identity_provider_key: string
  subject: string | null
  username: string | null
  username_folded: string | null
  name: string | null
  email: string | null
  photo_url: string | null
  is_email_verified: Flag | null
  first_login_at: string | null
  last_login_at: string | null
  created_at: string
}

export interface GroupTable {
  organization_key: string
  key: string
  environment_key: string
  name: string
  name_folded: string
  description: string | null
  created_at: string
  updated_at: string
}

export type MembershipType = 'Assigned' | 'Mapped'

export interface GroupUserTable {
  organization_key: string
  group_key: string
  user_key: string
  membership_type: MembershipType
  created_at: string
}

export interface GroupApplicationRoleTable {
  organization_key: string
  group_key: string
  application_role_key: string
  created_at: string
}

/** Who comes from the identity provider with this claim is a member of the group. */
export interface GroupClaimMappingTable {
  organization_key: string
  key: string
  group_key: string
  identity_provider_key: string
  claim_name: string
  claim_value: string
  /** What separates several values in one claim */
  value_delimiter: string | null
  created_at: string
  updated_at: string
}

export interface UserApplicationRoleTable {
  organization_key: string
  user_key: string
  application_role_key: string
  created_at: string
}

export interface Schema {
  deployment: DeploymentTable
  organizations: OrganizationTable
  organization_changes: OrganizationChangeTable
  portfolios: PortfolioTable
  environments: EnvironmentTable
  assets: AssetTable
  asset_application_roles: AssetApplicationRoleTable
  asset_deployments: AssetDeploymentTable
  application_roles: ApplicationRoleTable
  users: UserTable
  user_counts: UserCountTable
  user_logins: UserLoginTable
  identity_providers: IdentityProviderTable
  identity_provider_environments: IdentityProviderEnvironmentTable
  user_identities: UserIdentityTable
  groups: GroupTable
  group_users: GroupUserTable
  group_application_roles: GroupApplicationRoleTable
  group_claim_mappings: GroupClaimMappingTable
  user_application_roles: UserApplicationRoleTable
  organization_roles: OrganizationRoleTable
  organization_role_permissions: OrganizationRolePermissionTable
  user_organization_roles: UserOrganizationRoleTable
  api_clients: ApiClientTable
  api_client_secrets: ApiClientSecretTable
  api_client_permissions: ApiClientPermissionTable
  signing_keys: SigningKeyTable
  revoked_tokens: RevokedTokenTable
  used_assertions: UsedAssertionTable
  audit_entries: AuditEntryTable
  audit_counts: AuditCountTable
  bulk_operations: BulkOperationTable
  bulk_records: BulkRecordTable
  rate_limits: RateLimitTable
  passwords: PasswordTable
  attempts: AttemptTable
  one_time_codes: OneTimeCodeTable
  sessions: SessionTable
  authorization_records: AuthorizationRecordTable
  passkeys: PasskeyTable
  authenticators: AuthenticatorTable
  sign_in_days: SignInDayTable
  mail_settings: MailSettingsTable
  mails: MailTable
}
