/**
 * What ODC's published contract of `/api/identity/v1` says of what is sent and answered, reduced to facts.
 *
 * A shape is a text (a format or type; words of a fixed set with | between them), a list of one shape, or an object of
 * shapes. A question mark after a text, or after an object's field, says that null is allowed.
 */
export type Shape = string | readonly [Shape] | { readonly [field: string]: Shape }

const page = {
  count: 'int32',
  limit: 'int32',
  offset: 'int32',
  totalResults: 'int32?',
  nextPageOffset: 'int32?',
  totalPages: 'int32?',
}

export const paged = (result: Shape): Shape => ({ 'results?': [result], 'page?': page })

export const applicationRole: Shape = {
  key: 'uuid',
  name: 'string?',
  environmentKey: 'uuid',
  assetKey: 'uuid',
  externalKey: 'uuid',
  claim: 'string?',
  portfolioKey: 'uuid',
}

export const userProfileEmbedType = 'ApplicationRoles|UserIdentityProviders'

export const userIdpProfile: Shape = {
  userKey: 'uuid',
  identityProviderKey: 'uuid',
  subject: 'string?',
  username: 'string?',
  name: 'string?',
  email: 'string?',
  photoUrl: 'string?',
  firstLoginAt: 'date-time?',
  lastLoginAt: 'date-time?',
  isEmailVerified: 'boolean?',
}

export const userProfileEmbedded: Shape = {
  'applicationRoles?': [applicationRole],
  'userIdentityProviders?': [userIdpProfile],
}

export const roleUser: Shape = {
  key: 'uuid',
  name: 'string?',
  email: 'string?',
  status: 'Active|Invited|Inactive|PendingRegistration',
  photoUrl: 'string?',
  lastLoginAt: 'date-time?',
  '_embedded?': userProfileEmbedded,
}

export const userProfileCreateApiRequest: Shape = {
  name: 'string?',
  email: 'string?',
  isActive: 'boolean',
  photoUrl: 'string?',
  addToBuiltInIdentityProvider: 'boolean',
  identityProviderKey: 'uuid?',
  subject: 'string?',
  username: 'string?',
}

export const userProfileCreateApiRequestBulkApiRequest: Shape = { 'records?': [userProfileCreateApiRequest] }

export const bulkUserProfileOperationApiRecord: Shape = {
  key: 'uuid?',
  email: 'string?',
  username: 'string?',
  subject: 'string?',
}

export const bulkUserProfileOperationApiRecordBulkApiOperation: Shape = {
  status: 'Error|Inserted|Updated|Deleted',
  errorCode: 'string?',
  errorMessage: 'string?',
  'record?': bulkUserProfileOperationApiRecord,
}

export const bulkUserProfileOperationApiRecordBulk: Shape = {
  key: 'uuid',
  status: 'FinishedWithErrors|Finished|Processing|Pending',
  errorCode: 'string?',
  errorMessage: 'string?',
  'operations?': [bulkUserProfileOperationApiRecordBulkApiOperation],
}

export const patchUsersByGroupRequest: Shape = { 'userKeysToAdd?': ['uuid'], 'userKeysToRemove?': ['uuid'] }

export const membershipType = 'Assigned|Mapped'

export const groupUserProfile: Shape = {
  key: 'uuid',
  name: 'string?',
  email: 'string?',
  status: 'Active|Invited|Inactive|PendingRegistration',
  photoUrl: 'string?',
  lastLoginAt: 'date-time',
  '_embedded?': userProfileEmbedded,
}

export const groupUser: Shape = { 'membershipTypes?': [membershipType], 'user?': groupUserProfile }

export const groupCreateRequest: Shape = {
  name: 'string?',
  description: 'string?',
  environmentKey: 'uuid',
  'applicationRoleKeys?': ['uuid'],
  'userKeys?': ['uuid'],
}

export const groupCreate: Shape = { key: 'uuid' }

export const foreignClaim: Shape = { name: 'string', valueDelimiter: 'string?', value: 'string' }

export const groupIdpClaimMappingEmbedded: Shape = {
  key: 'uuid',
  providerKey: 'uuid',
  foreignClaim: foreignClaim,
  lastUpdatedDate: 'date-time?',
}

export const group: Shape = {
  key: 'uuid',
  name: 'string?',
  description: 'string?',
  environmentKey: 'uuid',
  portfolioKey: 'uuid',
  updatedAt: 'date-time',
  'groupIdpClaimMappings?': [groupIdpClaimMappingEmbedded],
}

export const patchGroupRequest: Shape = { name: 'string?', description: 'string?' }

export const patchGroupApplicationRolesRequest: Shape = {
  'applicationRoleKeysToAdd?': ['uuid'],
  'applicationRoleKeysToRemove?': ['uuid'],
}

export const clientAuthenticationMethod = 'client_secret_post|client_secret_basic|client_secret_jwt|private_key_jwt'

export const clientAssertionSigningAlgorithm = 'ES256|ES384|ES512|HS256|HS384|HS512|PS256|PS384|PS512|RS256|RS384|RS512'

export const providerCustomConfig: Shape = { keyId: 'string?', teamId: 'string?' }

export const oidcConfiguration: Shape = {
  discoveryUrl: 'string?',
  authorizationUrl: 'string?',
  tokenUrl: 'string?',
  userInfoUrl: 'string?',
  logoutUrl: 'string?',
  jwksUrl: 'string?',
  issuer: 'string?',
  clientAuthenticationMethod: `${clientAuthenticationMethod}?`,
  clientAssertionSigningAlgorithm: `${clientAssertionSigningAlgorithm}?`,
  'scopes?': ['string'],
  clientId: 'string?',
  clientSecret: 'string?',
  usePkce: 'boolean',
  pkceMethod: 'plain|S256',
  'providerCustomConfig?': providerCustomConfig,
  suppressNonceVerification: 'boolean',
}

export const samlConfigurationItem: Shape = { configName: 'string?', configValue: 'string?' }

export const tokenNormalization: Shape = { normalClaim: 'string?', foreignClaim: 'string?' }

export const identityProvider: Shape = {
  key: 'uuid',
  name: 'string?',
  'oidcConfiguration?': oidcConfiguration,
  'samlConfiguration?': [samlConfigurationItem],
  'tokenNormalizations?': [tokenNormalization],
  lastUpdatedDate: 'date-time?',
  type: 'OIDC|SAML|Cognito',
  subtype: 'Custom|AppleId|Google|Facebook|LinkedIn|OutSystems11',
  emailTrustType: 'None|EmailVerifiedClaim|All',
  hosting: 'oscloud|selfhosted',
  autoCreateProfiles: 'boolean',
  profileLinkingField: 'Email|Username|None',
}

export const permissionDetailsRequest: Shape = {
  permissionKey: 'uuid',
  'environmentKeys?': ['uuid'],
  'portfolioKeys?': ['uuid'],
  claimName: 'string?',
  name: 'string?',
}

export const organizationRoleCreateRequest: Shape = { name: 'string?', 'permissions?': [permissionDetailsRequest] }

export const organizationRoleCreate: Shape = { orgRoleKey: 'uuid' }

export const orgRolePermissionDetails: Shape = {
  permissionKey: 'uuid',
  'environmentKeys?': ['uuid'],
  'portfolioKeys?': ['uuid'],
  claimName: 'string?',
  name: 'string?',
}

export const organizationRole: Shape = {
  key: 'uuid',
  name: 'string?',
  'permissions?': [orgRolePermissionDetails],
  isReadOnly: 'boolean',
}

export const organizationRoleUpdateRequest: Shape = { name: 'string?', 'permissions?': [permissionDetailsRequest] }

export const stage = 'PRD|QA|DEV|SAME_STAGE'

export const portfolioInheritance = 'SAME_PORTFOLIO|MAIN_PORTFOLIO|ALL_PORTFOLIO'

export const permissionInheritance: Shape = {
  key: 'uuid',
  'realmStages?': [stage],
  realmPortfolio: `${portfolioInheritance}?`,
}

export const assetContext = 'Organization|Asset'

export const permission: Shape = {
  key: 'uuid',
  name: 'string?',
  category: 'string?',
  purpose: 'string?',
  visibility: 'Hidden|Public|Internal',
  'inherits?': [permissionInheritance],
  allowStages: 'boolean',
  allowPortfolios: 'boolean',
  'allowedScopes?': [assetContext],
  claimName: 'string?',
  remarks: 'string?',
}

export const assignmentSource = 'Direct|GroupAssigned|GroupMapped'

export const assignedGroupInfo: Shape = { key: 'uuid', name: 'string?', membershipType: 'Assigned|Mapped' }

export const userApplicationRole: Shape = {
  key: 'uuid',
  name: 'string?',
  environmentKey: 'uuid',
  assetKey: 'uuid',
  externalKey: 'uuid',
  claim: 'string?',
  portfolioKey: 'uuid',
  isDirectlyAssigned: 'boolean',
  'assignedGroups?': [assignedGroupInfo],
}

export const organizationRoleAssignmentScope = 'Organization|Asset'

export const grantPeriod: Shape = { startTime: 'date-time?', endTime: 'date-time?' }

export const organizationRoleByUser: Shape = {
  key: 'uuid',
  name: 'string?',
  'grantPeriod?': grantPeriod,
  assetKey: 'uuid?',
  portfolioKey: 'uuid?',
}

export const grantDetailsRequest: Shape = { 'grantPeriod?': grantPeriod, 'assetKeys?': ['uuid'], portfolioKey: 'uuid?' }

export const revokeDetailsRequest: Shape = { 'assetKeys?': ['uuid'] }

export const userProfileStatus = 'Active|Invited|Inactive|PendingRegistration'

export const userProfileCount: Shape = { userCount: 'int32' }

export const userProfileCreate: Shape = { key: 'uuid' }

export const userProfileAccess: Shape = { hasOrganizationRoles: 'boolean', hasApplicationRoles: 'boolean' }

export const userProfileWithApplicationRolesEmbedded: Shape = {
  'applicationRoles?': [userApplicationRole],
  'userIdentityProviders?': [userIdpProfile],
}

export const userProfile: Shape = {
  key: 'uuid',
  name: 'string?',
  email: 'string?',
  status: 'Active|Invited|Inactive|PendingRegistration',
  'access?': userProfileAccess,
  lastLoginAt: 'date-time?',
  isActive: 'boolean',
  photoUrl: 'string?',
  isEmailVerified: 'boolean?',
  isTermsAndConditionsAccepted: 'boolean',
  '_embedded?': userProfileWithApplicationRolesEmbedded,
}

export const userProfilePatchRequest: Shape = { name: 'string?', isActive: 'boolean?', photoUrl: 'string?' }

export const userGroup: Shape = { 'membershipTypes?': [membershipType], 'group?': group }

export const problem: Shape = {
  type: 'string?',
  title: 'string?',
  status: 'int32?',
  detail: 'string?',
  instance: 'string?',
  traceId: 'string',
  errorCode: 'string',
}
