import type {
  ApiClientPermissionTable,
  ApiClientSecretTable,
  ApiClientTable,
  RevokedTokenTable,
  UsedAssertionTable,
} from './api-clients-schema.ts'
import type {
  ApplicationRoleTable,
  AssetApplicationRoleTable,
  AssetDeploymentTable,
  AssetTable,
  EnvironmentTable,
  PortfolioTable,
} from './applications-schema.ts'
import type {
  BulkOperationTable,
  BulkRecordTable,
  GroupApplicationRoleTable,
  GroupClaimMappingTable,
  GroupTable,
  GroupUserTable,
  IdentityProviderEnvironmentTable,
  IdentityProviderTable,
  UserApplicationRoleTable,
  UserCountTable,
  UserIdentityTable,
  UserLoginTable,
  UserTable,
} from './directory-schema.ts'
import type {
  AuditCountTable,
  AuditEntryTable,
  DeploymentTable,
  MailSettingsTable,
  MailTable,
  OrganizationChangeTable,
  OrganizationTable,
  RateLimitTable,
  SigningKeyTable,
} from './foundation-schema.ts'
import type {
  AuthorizationRecordTable,
  OrganizationRolePermissionTable,
  OrganizationRoleTable,
  SessionTable,
  UserOrganizationRoleTable,
} from './members-schema.ts'
import type {
  AttemptTable,
  AuthenticatorTable,
  OneTimeCodeTable,
  PasskeyTable,
  PasswordTable,
  SignInDayTable,
} from './sign-in-schema.ts'

/**
 * Every table, as the migrations make it. Keys are UUIDs, times ISO 8601 text, flags 0 or 1 (see codecs.ts). A column
 * that ends in `_folded` holds what `fold` makes of the column beside it, for comparing, sorting and searching.
 */
export interface Schema {
  deployment: DeploymentTable
  organizations: OrganizationTable
  organization_changes: OrganizationChangeTable
  signing_keys: SigningKeyTable
  rate_limits: RateLimitTable
  audit_entries: AuditEntryTable
  audit_counts: AuditCountTable
  mail_settings: MailSettingsTable
  mails: MailTable
  portfolios: PortfolioTable
  environments: EnvironmentTable
  assets: AssetTable
  asset_application_roles: AssetApplicationRoleTable
  asset_deployments: AssetDeploymentTable
  application_roles: ApplicationRoleTable
  organization_roles: OrganizationRoleTable
  organization_role_permissions: OrganizationRolePermissionTable
  user_organization_roles: UserOrganizationRoleTable
  sessions: SessionTable
  authorization_records: AuthorizationRecordTable
  api_clients: ApiClientTable
  api_client_secrets: ApiClientSecretTable
  api_client_permissions: ApiClientPermissionTable
  revoked_tokens: RevokedTokenTable
  used_assertions: UsedAssertionTable
  users: UserTable
  user_counts: UserCountTable
  user_logins: UserLoginTable
  user_identities: UserIdentityTable
  user_application_roles: UserApplicationRoleTable
  groups: GroupTable
  group_users: GroupUserTable
  group_application_roles: GroupApplicationRoleTable
  group_claim_mappings: GroupClaimMappingTable
  identity_providers: IdentityProviderTable
  identity_provider_environments: IdentityProviderEnvironmentTable
  bulk_operations: BulkOperationTable
  bulk_records: BulkRecordTable
  passwords: PasswordTable
  attempts: AttemptTable
  one_time_codes: OneTimeCodeTable
  passkeys: PasskeyTable
  authenticators: AuthenticatorTable
  sign_in_days: SignInDayTable
}
