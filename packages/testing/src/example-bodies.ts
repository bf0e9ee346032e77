import type { ExampleKeys } from './examples.ts'
import { samlMetadata } from './saml-metadata.ts'

/**
 * A body that works for each operation that takes one. Carried out in turn, none keeps a row from being deleted.
 * @param namePrefix begins the names, so that none of them exists yet
 */
export const exampleBodies = (keys: ExampleKeys, namePrefix: string): Record<string, unknown> => {
  const permissions = [{ permissionKey: keys.permission, environmentKeys: [keys.environment] }]
  const elsewhere = [{ permissionKey: keys.permission, environmentKeys: [keys.anotherEnvironment] }]
  const foreignClaim = { name: 'department', value: namePrefix }
  const name = `${namePrefix} new`
  const mailTemplate = {
    name: 'test',
    language: 'en',
    subject: `${namePrefix} subject`,
    text: 'Hello,\nthis has arrived.',
  }
  return {
    UserProfile_CreateUser: {
      name,
      email: `new@${namePrefix.toLowerCase()}.example.com`,
      identityProviderKey: keys.builtInProvider,
      username: 'new',
    },
    UserProfile_PatchUser: { name },
    UserOrganizationRoles_GrantOrganizationRoleToUser: { portfolioKey: keys.mainPortfolio },
    UserOrganizationRoles_RevokeOrganizationRoleForUser: undefined,
    OrganizationRole_CreateOrganizationRole: { name, permissions },
    OrganizationRole_UpdateOrganizationRole: { name: `${namePrefix} changed`, permissions: elsewhere },
    BulkUserProfile_CreateBulkUserProfilesOperation: {
      records: [{ name, email: 'bulk@example.com', identityProviderKey: keys.builtInProvider, username: 'bulk' }],
    },
    BulkChange_Create: { action: 'AddToGroup', groupKey: keys.group, userKeys: [keys.user] },
    UserLookup_Read: { emails: ['person@example.com'] },
    UserPreview_Read: { records: [{ name, email: 'preview@example.com' }] },
    Group_CreateGroup: {
      name,
      environmentKey: keys.environment,
      userKeys: [keys.user],
    },
    Group_UpdateGroup: { name: `${namePrefix} changed` },
    Group_AddOrRemoveUsersFromGroup: { userKeysToAdd: [keys.user], userKeysToRemove: [keys.groupMember] },
    Group_ModifyGroupApplicationRoles: { applicationRoleKeysToRemove: [keys.role] },
    Environments_UpdateEnvironments: { environments: [{ key: keys.environment, name }] },
    Environments_PatchEnvironment: { name: `${namePrefix} changed` },
    Portfolios_PatchPortfolio: { name: `${namePrefix} changed` },
    UserOffboarding_Offboard: { steps: ['SuspendApiClients'] },
    UserInvitations_InviteUser: {
      name,
      email: `invite@${namePrefix.toLowerCase()}.example.com`,
      language: 'de',
      organizationRoles: [{ key: keys.guestsRole }],
      groupKeys: [keys.group],
    },
    UserIdentityProvider_Link: { providerKey: keys.identityProvider, subject: `${namePrefix} subject` },
    ApiClient_Create: { name, permissions },
    ApiClient_Edit: { name: `${namePrefix} changed` },
    ApiClient_SetPermissions: { permissions: elsewhere },
    ApiClient_GenerateSecret: { overlapHours: 24 },
    RelyingParty_Create: {
      name,
      type: 'web',
      redirectUris: ['https://new.example.com/callback'],
      assetKey: keys.asset,
      environmentKey: keys.environment,
      allowedUsers: { who: 'roles', applicationRoleKeys: [keys.role] },
      identityProviderKeys: [keys.identityProvider],
    },
    RelyingParty_Edit: {
      name: `${namePrefix} changed`,
      environmentKey: keys.environment,
      allowedUsers: { who: 'groups', groupKeys: [keys.group] },
    },
    RelyingParty_GenerateSecret: { overlapHours: 24 },
    // Refused: it needs the secret of the caller.
    ApiClient_RotateOwnSecret: { clientSecret: `ptcs_${'0'.repeat(72)}` },
    RegisteredApi_Create: { name, audience: `urn:${namePrefix.toLowerCase()}:new`, scopes: [{ name: 'read' }] },
    RegisteredApi_Edit: { isActive: false },
    RegisteredApi_SetApiClientScopes: { scopes: ['write'] },
    RegisteredApi_SetRelyingPartyScopes: { scopes: ['read'] },
    Branding_Write: { name: 'Example', primaryColor: '#3b5bdb', logo: null },
    Organization_Edit: { name: 'Example' },
    SigningKeys_Rotate: { mode: 'planned', algorithm: null },
    BrowserOrigins_Write: { origins: ['https://app.example.com'] },
    SignInSettings_Edit: { sessionMinutes: 600 },
    MailSettings_Write: {
      host: 'mail.example.com',
      port: 587,
      security: 'starttls',
      fromAddress: 'portico@example.com',
    },
    MailSettings_Test: { to: 'test@example.com' },
    MailTemplates_Write: { templates: [mailTemplate] },
    MailTemplates_Preview: mailTemplate,
    MailTemplates_Test: { to: 'test@example.com', ...mailTemplate },
    ClaimMapping_Create: { providerKey: keys.identityProvider, foreignClaim },
    ClaimMapping_Edit: { providerKey: keys.identityProvider, foreignClaim: { ...foreignClaim, value: 'changed' } },
    OrganizationRole_Duplicate: { name: `${namePrefix} duplicate` },
    IdentityProvider_Create: {
      name,
      type: 'OIDC',
      oidcConfiguration: { discoveryUrl: 'https://new.example.com/.well-known/openid-configuration', clientId: 'new' },
    },
    IdentityProvider_Trust: { trustsSecondFactor: true, emailDomains: [`${namePrefix.toLowerCase()}.example.org`] },
    IdentityProvider_TestConnection: {},
    SamlKeys_Rotate: { step: 'begin' },
    IdentityProvider_ReadSamlMetadata: { metadata: samlMetadata },
    IdentityProvider_TestNewConnection: {
      name,
      type: 'OIDC',
      oidcConfiguration: { discoveryUrl: 'https://127.0.0.2/.well-known/openid-configuration', clientId: 'new' },
    },
    IdentityProvider_Edit: { name: `${namePrefix} changed` },
    IdentityProvider_Assign: { organization: false, environmentKeys: [keys.environment] },
    Portfolio_Create: { name },
    Environment_Create: { name: `${namePrefix} stage`, purpose: 'NonProduction', portfolioKey: keys.mainPortfolio },
    Asset_Create: { name, portfolioKey: keys.mainPortfolio },
    Asset_Update: { name: `${namePrefix} changed` },
    AssetApplicationRole_Create: { name },
    AssetApplicationRole_Rename: { name: `${namePrefix} changed` },
    AssetRevision_Create: { commitMessage: name, tag: '1.2.0' },
    AssetRepository_ListMultipleAssetRevisions: { assetVersionFilters: [{ key: keys.asset }] },
    AssetRepository_PatchVersion: { tag: '1.0.0', releaseNotes: name },
    AssetDeployment_Create: { environmentKey: keys.anotherEnvironment },
  }
}

/** What has to be carried out before an operation, so that it works on the examples and changes something. */
export const preparations: Record<string, string[]> = {
  UserApplicationRoles_GrantApplicationRoleToUser: ['UserApplicationRoles_RevokeApplicationRoleForUser'],
  UserOrganizationRoles_GrantOrganizationRoleToUser: ['UserOrganizationRoles_RevokeOrganizationRoleForUser'],
  UserIdentityProvider_Link: ['UserIdentityProvider_Unlink'],
  ApiClient_Resume: ['ApiClient_Suspend'],
  MailSettings_Delete: ['MailSettings_Write'],
  ApiClient_Delete: ['ApiClient_Suspend'],
}
