import { generateKeyPairSync, randomUUID } from 'node:crypto'
import { samlMetadata } from '@portico/testing/saml-metadata.ts'
import { type Choices, type Pools, randomPermissions } from './random-organization.ts'

/** What the principal has come to control, beside what they held at the start: they act as any of it. */
export interface Control {
  /** Clients whose secret they saw, or whose keys are theirs */
  clients: Set<string>
  /** Users whose mailbox is theirs, or who sign in by a profile that they chose */
  users: Set<string>
  /** Providers that they made, or pointed elsewhere: whoever has a profile there is theirs */
  providers: Set<string>
  /** They read links and codes, or decide where these go */
  everybody: boolean
}

interface Request {
  path: string
  body?: object
  /** What the principal controls, or what there is, once it succeeded */
  onSuccess?(answer: Answer): void
}

// biome-ignore lint/suspicious/noExplicitAny: whatever the operation answers
type Answer = any

const identity = '/api/identity/v1'
const management = '/api/management/v1'
const portfolios = '/api/portfolios/v2'
/** A new one each time: giving a client the key that it has already gives nothing, and is refused to nobody. */
const newJwks = () => ({
  keys: [generateKeyPairSync('ec', { namedCurve: 'P-256' }).publicKey.export({ format: 'jwk' })],
})
const discoveryUrl = 'https://evil.example.com/.well-known/openid-configuration'

/** A random request for each operation that writes, by operation. A test compares the list with the documents. */
export function writingOperations(choices: Choices, pools: Pools, control: Control): Record<string, () => Request> {
  const { one, some, number } = choices
  const name = () => `N${randomUUID()}`
  const email = () => (number(2) === 0 ? one(pools.emails) : `${randomUUID()}@evil.example.com`)
  const permissions = () => randomPermissions(choices, pools.environments, number(2))
  const at = (prefix: string, kind: readonly string[], rest = '') => `${prefix}/${one(kind)}${rest}`
  const user = (rest = '') => at(`${identity}/users`, pools.users, rest)
  const managedUser = (rest: string) => at(`${management}/users`, pools.users, rest)
  const role = (rest = '') => at(`${identity}/organization-roles`, pools.organizationRoles, rest)
  const client = (key: string, rest = '') => `${management}/api-clients/${key}${rest}`
  const group = (rest = '') => at(`${identity}/groups`, pools.groups, rest)
  const asset = (rest = '') => at(`${management}/assets`, pools.assets, rest)
  const relyingParty = (rest = '') => at(`${management}/relying-parties`, pools.relyingParties, rest)
  const registeredApi = (rest = '') => at(`${management}/registered-apis`, pools.registeredApis, rest)
  const claim = () => ({ providerKey: one(pools.providers), foreignClaim: { name: 'team', value: name() } })
  const later = () => new Date(Date.now() + 86_400_000).toISOString()
  const controlUser = (key: string) => {
    if (!pools.users.includes(key)) pools.users.push(key)
    control.users.add(key)
  }
  const newUser = () => {
    const profile = one([
      { addToBuiltInIdentityProvider: true },
      { identityProviderKey: one(pools.providers), username: name() },
      {},
    ])
    return { email: email(), ...profile }
  }
  const grantOf = () =>
    one([
      {},
      {},
      { portfolioKey: one(pools.portfolios) },
      { assetKeys: some(pools.assets, 2) },
      { grantPeriod: { startTime: later() } },
    ])
  const mailTemplate = { name: 'test', language: 'en', subject: 'Hello', text: 'This has arrived.' }
  const mailSettings = {
    host: 'mail.evil.example.com',
    port: 587,
    security: 'starttls',
    fromAddress: 'a@evil.example.com',
  }
  const everybody = () => {
    control.everybody = true
  }

  return {
    OrganizationRole_CreateOrganizationRole: () => ({
      path: `${identity}/organization-roles`,
      body: { name: name(), permissions: permissions() },
      onSuccess: ({ orgRoleKey }) => pools.organizationRoles.push(orgRoleKey),
    }),
    OrganizationRole_UpdateOrganizationRole: () => ({
      path: role(),
      body: one([{ name: name() }, { permissions: permissions() }]),
    }),
    OrganizationRole_DeleteOrganizationRole: () => ({ path: role() }),
    OrganizationRole_Duplicate: () => ({
      path: at(`${management}/organization-roles`, pools.organizationRoles, '/duplicate'),
      body: { name: name() },
      onSuccess: ({ orgRoleKey }) => pools.organizationRoles.push(orgRoleKey),
    }),
    UserOrganizationRoles_GrantOrganizationRoleToUser: () => ({
      path: user(`/organization-roles/${one(pools.organizationRoles)}`),
      body: grantOf(),
    }),
    UserOrganizationRoles_RevokeOrganizationRoleForUser: () => ({
      path: user(`/organization-roles/${one(pools.organizationRoles)}`),
      body: one([{}, { assetKeys: [one(pools.assets)] }]),
    }),
    ApiClient_Create: () => ({
      path: `${management}/api-clients`,
      body: { name: name(), permissions: permissions(), ...(number(3) === 0 ? { jwks: newJwks() } : {}) },
      onSuccess({ key }) {
        pools.clients.push(key)
        control.clients.add(key)
      },
    }),
    ApiClient_Edit: () => {
      const key = one(pools.clients)
      const withKeys = number(1) === 1
      return {
        path: client(key),
        body: withKeys ? { jwks: newJwks() } : one([{ name: name() }, { mayRotateSecret: number(1) === 1 }]),
        onSuccess: () => withKeys && control.clients.add(key),
      }
    },
    ApiClient_SetPermissions: () => ({
      path: client(one(pools.clients), '/permissions'),
      body: { permissions: permissions() },
    }),
    ApiClient_GenerateSecret: () => {
      const key = one(pools.clients)
      return { path: client(key, '/secrets'), body: {}, onSuccess: () => control.clients.add(key) }
    },
    ApiClient_EndSecret: () => ({ path: client(one(pools.clients), `/secrets/${randomUUID()}`) }),
    Branding_Write: () => ({ path: `${management}/branding`, body: { name: name(), primaryColor: null, logo: null } }),
    Organization_Edit: () => ({ path: `${management}/organization`, body: { name: name() } }),
    SigningKeys_Rotate: () => ({
      path: `${management}/signing-keys/rotation`,
      // Immediately, the tokens of the model would be refused.
      body: { mode: 'planned' },
    }),
    BrowserOrigins_Write: () => ({
      path: `${management}/browser-origins`,
      body: { origins: [`https://${name()}.example`.toLowerCase()] },
    }),
    // A secret that they do not know is refused, whoever they are.
    ApiClient_RotateOwnSecret: () => ({ path: client('me', '/secrets'), body: { clientSecret: name() } }),
    ApiClient_Suspend: () => ({ path: client(one(pools.clients), '/suspend') }),
    ApiClient_Resume: () => ({ path: client(one(pools.clients), '/resume') }),
    ApiClient_Delete: () => ({ path: client(one(pools.clients)) }),
    UserProfile_CreateUser: () => ({
      path: `${identity}/users`,
      body: newUser(),
      onSuccess: ({ key }) => controlUser(key),
    }),
    BulkUserProfile_CreateBulkUserProfilesOperation: () => ({
      path: `${identity}/users/bulk`,
      body: { records: [newUser(), newUser()] },
    }),
    BulkChange_Create: () => {
      const action = one(['Activate', 'Deactivate', 'Delete', 'Invite', 'AddToGroup', 'RemoveFromGroup'] as const)
      const roles = one([
        { action: one(['GrantOrganizationRole', 'RevokeOrganizationRole']), roleKey: one(pools.organizationRoles) },
        { action: one(['GrantApplicationRole', 'RevokeApplicationRole']), roleKey: one(pools.applicationRoles) },
        { action, ...(action.endsWith('Group') && { groupKey: one(pools.groups) }) },
      ])
      return {
        path: `${management}/bulk-changes`,
        body: { ...roles, userKeys: [one(pools.users), ...some(pools.users, 2)] },
      }
    },
    BulkChange_Cancel: () => ({ path: `${management}/bulk-changes/${randomUUID()}/cancel` }),
    UserProfile_PatchUser: () => ({ path: user(), body: one([{ name: name() }, { isActive: number(1) === 1 }]) }),
    UserProfile_DeleteUser: () => ({ path: user() }),
    UserInvitations_InviteUser: () => ({
      path: `${management}/user-invitations`,
      body: {
        email: email(),
        ...one([{}, { identityProviderKey: one(pools.providers) }]),
        organizationRoles: some(pools.organizationRoles, 1).map((key) => ({ key })),
        groupKeys: some(pools.groups, 1),
        applicationRoleKeys: some(pools.applicationRoles, 1),
      },
      onSuccess: ({ key }) => controlUser(key),
    }),
    UserSessions_EndAll: () => ({ path: managedUser('/sessions') }),
    UserSessions_End: () => ({ path: managedUser(`/sessions/${randomUUID()}`) }),
    UserOffboarding_Offboard: () => ({
      path: managedUser('/offboarding'),
      body: one([
        {},
        { steps: ['SuspendApiClients'] },
        { steps: ['EndClientCredentials'] },
        { steps: ['EndApplicationCredentials'] },
        { steps: ['RemoveFromGroups', 'RevokeOrganizationRoles'] },
      ]),
    }),
    UserPasskeys_Remove: () => ({ path: managedUser(`/passkeys/${randomUUID()}`) }),
    UserAuthenticator_Remove: () => ({ path: managedUser('/authenticator') }),
    UserPassword_SendReset: () => ({ path: managedUser('/password-reset') }),
    UserInvitations_InviteExistingUser: () => ({ path: managedUser('/invitation') }),
    UserInvitations_CreateLink: () => {
      const key = one(pools.users)
      return { path: `${management}/users/${key}/invitation-link`, onSuccess: () => controlUser(key) }
    },
    UserIdentityProvider_Link: () => ({
      path: managedUser('/identity-providers'),
      body: { providerKey: one(pools.providers), username: email() },
    }),
    UserIdentityProvider_Unlink: () => ({ path: managedUser(`/identity-providers/${one(pools.providers)}`) }),
    UserBuiltInProfile_Add: () => ({ path: managedUser('/built-in-profile') }),
    IdentityProvider_TestConnection: () => ({
      path: `${management}/identity-providers/${one(pools.providers)}/test`,
      body: { oidcConfiguration: { discoveryUrl: 'https://127.0.0.2', clientSecret: 'x' } },
    }),
    IdentityProvider_ReadSamlMetadata: () => ({
      path: `${management}/identity-provider-connection/saml-metadata`,
      body: { metadata: samlMetadata },
    }),
    SamlKeys_Rotate: () => ({
      path: `${management}/saml-keys/rotation`,
      body: { step: one(['begin', 'switch', 'end']) },
    }),
    IdentityProvider_TestNewConnection: () => ({
      path: `${management}/identity-provider-connection/test`,
      body: {
        name: 'Tested',
        type: 'OIDC',
        oidcConfiguration: { discoveryUrl: 'https://127.0.0.2', clientId: 'x' },
      },
    }),
    UserLookup_Read: () => ({ path: `${management}/user-lookups`, body: { emails: [email()] } }),
    UserPreview_Read: () => ({ path: `${management}/user-previews`, body: { records: [newUser()] } }),
    UserApplicationRoles_GrantApplicationRoleToUser: () => ({
      path: user(`/application-roles/${one(pools.applicationRoles)}`),
    }),
    UserApplicationRoles_RevokeApplicationRoleForUser: () => ({
      path: user(`/application-roles/${one(pools.applicationRoles)}`),
    }),
    Group_CreateGroup: () => ({
      path: `${identity}/groups`,
      body: { name: name(), environmentKey: one(pools.environments), userKeys: some(pools.users, 2) },
      onSuccess: ({ key }) => pools.groups.push(key),
    }),
    Group_UpdateGroup: () => ({ path: group(), body: { name: name() } }),
    Group_DeleteGroup: () => ({ path: group() }),
    Group_AddOrRemoveUsersFromGroup: () => ({ path: group('/users'), body: { userKeysToAdd: [one(pools.users)] } }),
    Group_ModifyGroupApplicationRoles: () => ({
      path: group('/application-roles'),
      body: { applicationRoleKeysToAdd: [one(pools.applicationRoles)] },
    }),
    GroupIdpClaimMapping_DeleteGroupIdpClaimMapping: () => ({ path: group(`/claim-mappings/${randomUUID()}`) }),
    ClaimMapping_Create: () => ({ path: at(`${management}/groups`, pools.groups, '/claim-mappings'), body: claim() }),
    ClaimMapping_Edit: () => ({
      path: at(`${management}/groups`, pools.groups, `/claim-mappings/${randomUUID()}`),
      body: claim(),
    }),
    IdentityProvider_Create: () => ({
      path: `${management}/identity-providers`,
      body: { name: name(), type: 'OIDC', oidcConfiguration: { discoveryUrl, clientId: 'evil' } },
      onSuccess({ key }) {
        pools.providers.push(key)
        control.providers.add(key)
      },
    }),
    IdentityProvider_Edit: () => {
      const key = one(pools.providers)
      const redirects = number(2) > 0
      return {
        path: `${management}/identity-providers/${key}`,
        body: redirects ? { oidcConfiguration: { discoveryUrl, clientId: name() } } : { name: name() },
        onSuccess: () => redirects && control.providers.add(key),
      }
    },
    IdentityProvider_Delete: () => ({ path: at(`${management}/identity-providers`, pools.providers) }),
    IdentityProvider_Assign: () => ({
      path: at(`${management}/identity-providers`, pools.providers, '/assignments'),
      body: { organization: true, environmentKeys: some(pools.environments, 2) },
    }),
    IdentityProvider_Trust: () => ({
      path: at(`${management}/identity-providers`, pools.providers, '/trust'),
      body: {
        emailDomains: [
          `${name()
            .toLowerCase()
            .replace(/[^a-z0-9]+/g, '')}.example`,
        ],
        trustsSecondFactor: true,
      },
    }),
    // Their tokens open nothing here, so that nobody controls more by them.
    RelyingParty_Create: () => ({
      path: `${management}/relying-parties`,
      body: {
        name: name(),
        type: 'web',
        redirectUris: ['https://evil.example.com/'],
        environmentKey: one([null, ...pools.environments]),
      },
      onSuccess: ({ key }) => pools.relyingParties.push(key),
    }),
    RelyingParty_Edit: () => ({ path: relyingParty(), body: { redirectUris: [`https://evil.example.com/${name()}`] } }),
    RelyingParty_GenerateSecret: () => ({ path: relyingParty('/secrets'), body: {} }),
    RelyingParty_EndSecret: () => ({ path: relyingParty(`/secrets/${randomUUID()}`) }),
    RelyingParty_Delete: () => ({ path: relyingParty() }),
    RegisteredApi_Create: () => ({
      path: `${management}/registered-apis`,
      body: { name: name(), audience: `https://${name().toLowerCase()}.example.com`, scopes: [{ name: 'read' }] },
      onSuccess: ({ key }) => pools.registeredApis.push(key),
    }),
    RegisteredApi_Edit: () => ({ path: registeredApi(), body: { name: name() } }),
    RegisteredApi_Delete: () => ({ path: registeredApi() }),
    RegisteredApi_SetApiClientScopes: () => ({
      path: registeredApi(`/grants/api-clients/${one(pools.clients)}`),
      body: { scopes: ['read'] },
    }),
    RegisteredApi_SetRelyingPartyScopes: () => ({
      path: registeredApi(`/grants/relying-parties/${one(pools.relyingParties)}`),
      body: { scopes: ['read'] },
    }),
    MailSettings_Write: () => ({ path: `${management}/mail-settings`, body: mailSettings, onSuccess: everybody }),
    MailSettings_Delete: () => ({ path: `${management}/mail-settings`, onSuccess: everybody }),
    // It writes nothing, but whoever reads the links and codes of others is everybody.
    Mail_Read: () => ({ path: at(`${management}/mails`, pools.mails), onSuccess: everybody }),
    MailTemplates_Write: () => ({
      path: `${management}/mail-templates`,
      body: { templates: [{ ...mailTemplate, subject: name() }] },
      onSuccess: everybody,
    }),
    MailTemplates_Preview: () => ({ path: `${management}/mail-templates/preview`, body: mailTemplate }),
    MailTemplates_Test: () => ({
      path: `${management}/mail-templates/test`,
      body: { to: email(), ...mailTemplate },
      onSuccess: everybody,
    }),
    MailSettings_Test: () => ({ path: `${management}/mail-settings/test`, body: { to: email() } }),
    SignInSettings_Edit: () => ({ path: `${management}/sign-in-settings`, body: { sessionMinutes: 60 + number(60) } }),
    Portfolio_Create: () => ({
      path: `${management}/portfolios`,
      body: { name: name() },
      onSuccess: ({ key }) => pools.portfolios.push(key),
    }),
    Portfolio_Delete: () => ({ path: at(`${management}/portfolios`, pools.portfolios) }),
    Portfolios_PatchPortfolio: () => ({
      path: at(`${portfolios}/portfolios`, pools.portfolios),
      body: { name: name() },
    }),
    Environment_Create: () => ({
      path: `${management}/environments`,
      body: { name: name(), purpose: 'NonProduction', portfolioKey: one(pools.portfolios) },
      onSuccess: ({ key }) => pools.environments.push(key),
    }),
    Environments_PatchEnvironment: () => ({
      path: at(`${portfolios}/environments`, pools.environments),
      body: one([{ name: name() }, { order: number(3) }]),
    }),
    Environments_UpdateEnvironments: () => ({
      path: `${portfolios}/environments`,
      body: { environments: [{ key: one(pools.environments), name: name() }] },
    }),
    Asset_Create: () => ({
      path: `${management}/assets`,
      body: { name: name(), portfolioKey: one(pools.portfolios) },
      onSuccess: ({ key }) => pools.assets.push(key),
    }),
    Asset_Update: () => ({ path: asset(), body: { name: name() } }),
    Asset_Delete: () => ({ path: asset() }),
    AssetApplicationRole_Create: () => ({ path: asset('/application-roles'), body: { name: name() } }),
    AssetApplicationRole_Rename: () => ({ path: asset(`/application-roles/${randomUUID()}`), body: { name: name() } }),
    AssetApplicationRole_Delete: () => ({ path: asset(`/application-roles/${randomUUID()}`) }),
    AssetRevision_Create: () => ({ path: asset('/revisions'), body: one([{}, { tag: `1.0.${number(100)}` }]) }),
    AssetRepository_ListMultipleAssetRevisions: () => ({
      path: '/api/asset-repository/v1/assets/search',
      body: { assetVersionFilters: some(pools.assets, 3).map((key) => ({ key })) },
    }),
    AssetRepository_PatchVersion: () => ({
      path: at('/api/asset-repository/v1/assets', pools.assets, '/revisions/1'),
      body: { tag: `2.0.${number(100)}` },
    }),
    AssetDeployment_Create: () => ({ path: asset('/deployments'), body: { environmentKey: one(pools.environments) } }),
    AssetDeployment_Delete: () => ({ path: asset(`/deployments/${one(pools.environments)}`) }),
  }
}
