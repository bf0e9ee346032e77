/**
 * What ODC's published contract of `/api/identity/v1` says of the operations that are served, reduced to facts.
 *
 * A shape is a text (a format or type; words of a fixed set with | between them), a list of one shape, or an object of
 * shapes. A question mark after a text, or after an object's field, says that null is allowed.
 */
export type Shape = string | readonly [Shape] | { readonly [field: string]: Shape }

export interface Operation {
  operationId: string
  /** Any one of them is enough. The names are those of the contract. */
  permissions: readonly string[]
  path?: Record<string, Shape>
  query?: Record<string, Shape>
  /** No field of a body is required. */
  body?: Shape
  /** By status. Null: no body. The others that may come answer `problem`. */
  answers: Record<number, Shape | null>
  problems: readonly number[]
}

export const problem = {
  type: 'string?',
  title: 'string?',
  status: 'int32?',
  detail: 'string?',
  instance: 'string?',
  traceId: 'string',
  errorCode: 'string',
}

const page = {
  count: 'int32',
  limit: 'int32',
  offset: 'int32',
  totalResults: 'int32?',
  nextPageOffset: 'int32?',
  totalPages: 'int32?',
}

const paged = (result: Shape): Shape => ({ 'results?': [result], 'page?': page })

const paging = { limit: 'int32', offset: 'int32' }

const status = 'Active|Invited|Inactive|PendingRegistration'

const applicationRole = {
  key: 'uuid',
  name: 'string?',
  environmentKey: 'uuid',
  assetKey: 'uuid',
  externalKey: 'uuid',
  claim: 'string?',
  portfolioKey: 'uuid',
}

const userApplicationRole = {
  ...applicationRole,
  isDirectlyAssigned: 'boolean',
  'assignedGroups?': [{ key: 'uuid', name: 'string?', membershipType: 'Assigned|Mapped' }],
} as const

const userIdentity = {
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

const user: Shape = {
  key: 'uuid',
  name: 'string?',
  email: 'string?',
  status,
  'access?': { hasOrganizationRoles: 'boolean', hasApplicationRoles: 'boolean' },
  lastLoginAt: 'date-time?',
  isActive: 'boolean',
  photoUrl: 'string?',
  isEmailVerified: 'boolean?',
  isTermsAndConditionsAccepted: 'boolean',
  '_embedded?': { 'applicationRoles?': [userApplicationRole], 'userIdentityProviders?': [userIdentity] },
}

const userCounting: Record<string, Shape> = {
  domains: ['string'],
  status,
  hasOrganizationRoles: 'boolean',
  hasApplicationRoles: 'boolean',
  environmentKeys: ['uuid'],
  portfolioKeys: ['uuid'],
  loggedInEnvironmentKeys: ['uuid'],
  loggedInPortfolioKeys: ['uuid'],
  lastLoginAtSince: 'date-time',
  lastLoginAtTo: 'date-time',
}

const embed: Shape = ['ApplicationRoles|UserIdentityProviders']

const seeingUsers = [
  'User management > Manage users',
  'User management > View end users',
  'User management > View members',
]
const managingUsers = ['User management > Manage users']
const managingAccess = ['User management > Manage end-user access']
const viewingEndUsers = ['User management > View end users']

const onLists = [400, 401, 403, 429]
const onOne = [400, 401, 403, 404, 429]

export const operations: Record<string, Operation> = {
  'GET /users': {
    operationId: 'UserProfile_QueryUsers',
    permissions: seeingUsers,
    query: {
      ...userCounting,
      nameOrEmailContains: 'string',
      nameOrEmailOrUsernameContains: 'string',
      userKeys: 'string',
      assetKey: 'uuid',
      environmentKey: 'uuid',
      sort: 'string',
      embed,
      ...paging,
    },
    answers: { 200: paged(user) },
    problems: onLists,
  },
  'GET /users/count': {
    operationId: 'UserProfile_CountUsers',
    permissions: seeingUsers,
    query: userCounting,
    answers: { 200: { userCount: 'int32' } },
    problems: onLists,
  },
  'POST /users': {
    operationId: 'UserProfile_CreateUser',
    permissions: managingUsers,
    body: {
      name: 'string?',
      email: 'string?',
      isActive: 'boolean',
      photoUrl: 'string?',
      addToBuiltInIdentityProvider: 'boolean',
      identityProviderKey: 'uuid?',
      subject: 'string?',
      username: 'string?',
    },
    answers: { 201: { key: 'uuid' } },
    problems: onLists,
  },
  'GET /users/{key}': {
    operationId: 'UserProfile_GetUser',
    permissions: seeingUsers,
    path: { key: 'uuid' },
    query: { embed },
    answers: { 200: user },
    problems: onOne,
  },
  'PATCH /users/{key}': {
    operationId: 'UserProfile_PatchUser',
    permissions: managingUsers,
    path: { key: 'uuid' },
    body: { name: 'string?', isActive: 'boolean?', photoUrl: 'string?' },
    answers: { 204: null },
    problems: onOne,
  },
  'DELETE /users/{key}': {
    operationId: 'UserProfile_DeleteUser',
    permissions: managingUsers,
    path: { key: 'uuid' },
    answers: { 204: null },
    problems: onOne,
  },
  'GET /users/{key}/application-roles': {
    operationId: 'UserApplicationRoles_QueryUserApplicationRoles',
    permissions: viewingEndUsers,
    path: { key: 'uuid' },
    query: {
      nameContains: 'string',
      assetKey: 'uuid',
      assetKeys: ['uuid'],
      environmentKey: 'uuid',
      environmentKeys: ['uuid'],
      portfolioKeys: ['uuid'],
      groupKeys: ['uuid'],
      applicationRoleKeys: ['uuid'],
      assignmentSources: ['Direct|GroupAssigned|GroupMapped'],
      sort: 'string',
      ...paging,
    },
    answers: { 200: paged(userApplicationRole) },
    problems: onOne,
  },
  'POST /users/{key}/application-roles/{roleKey}': {
    operationId: 'UserApplicationRoles_GrantApplicationRoleToUser',
    permissions: managingAccess,
    path: { key: 'uuid', roleKey: 'uuid' },
    answers: { 201: null },
    problems: onOne,
  },
  'DELETE /users/{key}/application-roles/{roleKey}': {
    operationId: 'UserApplicationRoles_RevokeApplicationRoleForUser',
    permissions: managingAccess,
    path: { key: 'uuid', roleKey: 'uuid' },
    answers: { 204: null },
    problems: onOne,
  },
  'GET /application-roles': {
    operationId: 'ApplicationRole_QueryApplicationRoles',
    permissions: viewingEndUsers,
    query: {
      key: 'uuid',
      assetKey: 'uuid',
      environmentKey: 'uuid',
      environmentKeys: ['uuid'],
      portfolioKeys: ['uuid'],
      nameContains: 'string',
      sort: 'string',
      ...paging,
    },
    answers: { 200: paged(applicationRole) },
    problems: onLists,
  },
}
