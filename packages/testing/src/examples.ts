import assert from 'node:assert/strict'
import type { Received } from './requests.ts'
import type { TestServer } from './server.ts'
import { createSignInExamples } from './sign-in-examples.ts'
import { until } from './until.ts'

/** Keys of rows of one organization, one of each kind. */
export type ExampleKeys = Awaited<ReturnType<typeof createExamples>>

type Call = (method: string, path: string, body?: unknown) => Promise<Received>

const identity = '/api/identity/v1'
const management = '/api/management/v1'

/**
 * Makes a row of each kind, through the API where it can. Their names begin with the prefix, and the domain of their e-mails is made of it.
 * @param call as a client that may do everything
 */
export async function createExamples(server: Pick<TestServer, 'context'>, call: Call, namePrefix: string) {
  const answer = async (method: string, path: string, body?: unknown): Promise<Received['body']> => {
    const { status, text, body: answered } = await call(method, path, body)
    assert.ok(status < 300, `${method} ${path} ${status} ${text}`)
    return answered
  }
  const create = async (path: string, body: object): Promise<string> => {
    const { key, externalKey, orgRoleKey } = await answer('POST', path, body)
    const created = key ?? externalKey ?? orgRoleKey
    assert.equal(typeof created, 'string', path)
    return created
  }
  const domain = `${namePrefix.toLowerCase()}.example.com`
  const [main] = (await answer('GET', '/api/portfolios/v2/portfolios')).results
  const { results: environments } = await answer('GET', `/api/portfolios/v2/environments?portfolioKey=${main.key}`)
  const environment: string = environments[0].key
  const user = await create(`${identity}/users`, { name: `${namePrefix} Person`, email: `person@${domain}` })
  const another = await create(`${identity}/users`, {
    name: `${namePrefix} Other`,
    email: `other@${domain}`,
    addToBuiltInIdentityProvider: true,
  })
  const asset = await create(`${management}/assets`, { name: `${namePrefix} asset` })
  await create(`${management}/assets`, { name: `${namePrefix} library`, type: 'LowCodeLibrary' })
  const externalRole = await create(`${management}/assets/${asset}/application-roles`, { name: `${namePrefix} role` })
  await create(`${management}/assets/${asset}/application-roles`, { name: `${namePrefix} second role` })
  await create(`${management}/assets/${asset}/deployments`, { environmentKey: environment })
  const roles = (await answer('GET', `${identity}/application-roles?assetKey=${asset}`)).results
  const role: string = roles.find(({ name }: { name: string }) => name === `${namePrefix} second role`).key
  await answer('PATCH', `/api/asset-repository/v1/assets/${asset}/revisions/1`, { tag: '0.1.0' })
  const group = await create(`${identity}/groups`, {
    name: `${namePrefix} group`,
    environmentKey: environment,
    userKeys: [user, another],
    applicationRoleKeys: [role],
  })
  const identityProvider = await create(`${management}/identity-providers`, {
    name: `${namePrefix} provider`,
    type: 'OIDC',
    oidcConfiguration: { discoveryUrl: `https://${domain}/.well-known/openid-configuration`, clientId: namePrefix },
  })
  await answer('PUT', `${management}/identity-providers/${identityProvider}/assignments`, {
    organization: true,
    environmentKeys: [environment],
  })
  const [builtIn] = (await answer('GET', `${identity}/identity-providers?nameContains=built-in`)).results
  const mapping = await create(`${management}/groups/${group}/claim-mappings`, {
    providerKey: identityProvider,
    foreignClaim: { name: 'team', value: namePrefix },
  })
  const linked = { providerKey: identityProvider, subject: `${namePrefix} subject` }
  await answer('POST', `${management}/users/${user}/identity-providers`, linked)
  const permissions = [{ name: 'View stage', environmentKeys: [environment] }]
  const organizationRole = await create(`${identity}/organization-roles`, {
    name: `${namePrefix} members`,
    permissions,
  })
  const guests = await create(`${identity}/organization-roles`, { name: `${namePrefix} guests`, permissions })
  await answer('POST', `${identity}/users/${user}/application-roles/${role}`)
  await answer('POST', `${identity}/users/${user}/organization-roles/${organizationRole}`, {})
  const apiClient = await create(`${management}/api-clients`, { name: `${namePrefix} client`, permissions })
  const machine = await answer('GET', `${management}/api-clients/${apiClient}`)
  const relyingParty = await create(`${management}/relying-parties`, {
    name: `${namePrefix} application`,
    type: 'web',
    redirectUris: [`https://app.${domain}/callback`],
  })
  await create(`${management}/relying-parties`, {
    name: `Other application ${namePrefix.slice(1)}`,
    type: 'native',
    redirectUris: ['com.example.app:/callback'],
  })
  const registered = await answer('GET', `${management}/relying-parties/${relyingParty}`)
  const records = [{ name: `${namePrefix} Third`, email: `third@${domain}` }]
  const registeredApi = await create(`${management}/registered-apis`, {
    name: `${namePrefix} API`,
    audience: `https://${domain}`,
    scopes: [{ name: 'read', description: 'Reads' }, { name: 'write' }],
  })
  await answer('PUT', `${management}/registered-apis/${registeredApi}/grants/api-clients/${apiClient}`, {
    scopes: ['read'],
  })
  await answer('PUT', `${management}/registered-apis/${registeredApi}/grants/relying-parties/${relyingParty}`, {
    scopes: ['write'],
  })
  const bulk = await create(`${identity}/users/bulk`, { records })
  await until(async () => (await answer('GET', `${identity}/users/bulk/${bulk}`)).status === 'Finished', 5_000)
  const bulkChange = await create(`${management}/bulk-changes`, {
    action: 'AddToGroup',
    groupKey: group,
    userKeys: [user],
  })
  await until(
    async () => (await answer('GET', `${management}/bulk-changes/${bulkChange}`)).status === 'Finished',
    5_000,
  )
  const mail = await create(`${management}/mail-settings/test`, { to: `mail@${domain}` })
  const { operations: created } = await answer('GET', `${identity}/users/bulk/${bulk}`)
  const userWithoutSignIn = created[0].record.key as string
  const invitedUser = await create(`${management}/user-invitations`, { email: `invited@${domain}` })
  const { session, passkey } = await createSignInExamples(server, { sessionOf: another, factorsOf: user })
  const portfolio = await create(`${management}/portfolios`, { name: `${namePrefix} portfolio` })
  const [entry] = (await answer('GET', `${management}/audit-entries?entityKey=${user}`)).results
  const [permission] = (await answer('GET', `${identity}/permissions?nameContains=View%20stage`)).results
  return {
    user,
    invitedUser,
    userWithoutSignIn,
    groupMember: another,
    session,
    passkey,
    asset,
    revision: '1',
    externalRole,
    role,
    group,
    identityProvider,
    builtInProvider: builtIn.key as string,
    mapping,
    organizationRole,
    guestsRole: guests,
    apiClient,
    apiClientSecret: machine.secrets[0].key as string,
    relyingParty,
    relyingPartySecret: registered.secrets[0].key as string,
    registeredApi,
    bulk,
    bulkChange,
    mail,
    portfolio,
    mainPortfolio: main.key as string,
    environment,
    anotherEnvironment: environments[1].key as string,
    auditEntry: entry.key as string,
    permission: permission.key as string,
  }
}

/** Which row the parameter of a path means: the segment before it, its name, and perhaps the one after it. */
const pathParameters: Record<string, keyof ExampleKeys> = {
  'users/{key}': 'user',
  'users/{key}/invitation': 'invitedUser',
  'users/{key}/invitation-link': 'invitedUser',
  'users/{key}/built-in-profile': 'userWithoutSignIn',
  'users/{key}/sessions': 'groupMember',
  'users/{key}/offboarding': 'groupMember',
  'users/{key}/password-reset': 'groupMember',
  'sessions/{sessionKey}': 'session',
  'passkeys/{passkeyKey}': 'passkey',
  'users/bulk/{key}': 'bulk',
  'bulk-changes/{key}': 'bulkChange',
  'application-roles/{key}': 'role',
  'application-roles/{roleKey}': 'role',
  'application-roles/{externalKey}': 'externalRole',
  'organization-roles/{key}': 'organizationRole',
  'organization-roles/{roleKey}': 'organizationRole',
  'permissions/{key}': 'permission',
  'identity-providers/{key}': 'identityProvider',
  'identity-providers/{providerKey}': 'identityProvider',
  'groups/{key}': 'group',
  'claim-mappings/{mappingKey}': 'mapping',
  'environments/{environmentKey}': 'environment',
  'deployments/{environmentKey}': 'environment',
  'portfolios/{portfolioKey}': 'portfolio',
  'api-clients/{key}': 'apiClient',
  'relying-parties/{key}': 'relyingParty',
  'api-clients/{key}/secrets/{secretKey}': 'apiClientSecret',
  'relying-parties/{key}/secrets/{secretKey}': 'relyingPartySecret',
  'api-clients/{apiClientKey}': 'apiClient',
  'relying-parties/{relyingPartyKey}': 'relyingParty',
  'registered-apis/{key}': 'registeredApi',
  'audit-entries/{key}': 'auditEntry',
  'mails/{key}': 'mail',
  'assets/{key}': 'asset',
  'assets/{assetKey}': 'asset',
  'revisions/{revisionNumber}': 'revision',
}

/** Which row a field of a query or a body means: its name without `s`, `ToAdd` and so on, or the operation with it. */
const fields: Record<string, keyof ExampleKeys> = {
  environmentKey: 'environment',
  loggedInEnvironmentKey: 'environment',
  portfolioKey: 'mainPortfolio',
  loggedInPortfolioKey: 'mainPortfolio',
  assetKey: 'asset',
  userKey: 'user',
  groupKey: 'group',
  applicationRoleKey: 'role',
  identityProviderKey: 'identityProvider',
  providerKey: 'identityProvider',
  permissionKey: 'permission',
  secondFactorRoleKey: 'organizationRole',
  passwordsRefusedRoleKey: 'organizationRole',
  entityKey: 'user',
  actorKey: 'apiClient',
  subjectKey: 'user',
  'AuditEntry_List roleKey': 'role',
  'AuditEntry_Export roleKey': 'role',
  // The bulk change that the entry of a user who was added to a group is part of
  partOf: 'bulkChange',
  'OrganizationRole_QueryOrganizationRoles roleKey': 'organizationRole',
  'ApplicationRole_QueryApplicationRoles key': 'role',
  'BulkChange_Create roleKey': 'role',
  changedBy: 'bulkChange',
  organizationRoleKey: 'organizationRole',
  'UserInvitations_InviteUser key': 'organizationRole',
  'IdentityProvider_QueryIdentityProviders key': 'identityProvider',
  'DeployedAssets_ListAssets key': 'asset',
  'Libraries_ListLibraries key': 'asset',
  'AssetRepository_ListMultipleAssetRevisions key': 'asset',
  'Environments_UpdateEnvironments key': 'environment',
}

/** @returns the kind of row that a parameter of the path means. Throws where the table doesn't know: add it there. */
export function kindInPath(path: string, parameter: string): keyof ExampleKeys {
  const segments = path.split('/')
  const at = segments.indexOf(`{${parameter}}`)
  const [before = '', last = ''] = segments.slice(at - 2, at)
  const kind =
    pathParameters[segments.slice(Math.max(at - 3, 0), at + 1).join('/')] ??
    pathParameters[`${last}/{${parameter}}/${segments[at + 1]}`] ??
    pathParameters[`${before}/${last}/{${parameter}}`] ??
    pathParameters[`${last}/{${parameter}}`]
  assert.ok(kind, `which row does {${parameter}} of ${path} mean? Add it to pathParameters.`)
  return kind
}

/** @returns the kind of row that a field means; undefined where it is no key. Throws where the table doesn't know. */
export function kindOfField(operationId: string, name: string, format?: string): keyof ExampleKeys | undefined {
  if (format !== 'uuid' && !/(^k|K)eys?(To[A-Z]\w*)?$/.test(name)) return undefined
  const singular = name.replace(/To[A-Z]\w*$/, '').replace(/s$/, '')
  const kind = fields[`${operationId} ${name}`] ?? fields[singular]
  assert.ok(kind, `which row does ${name} of ${operationId} mean? Add it to fields.`)
  return kind
}

/** The path with the keys of these rows. */
export const fillPath = (path: string, keys: ExampleKeys, more: Partial<ExampleKeys> = {}): string =>
  path.replace(/\{(\w+)\}/g, (_, name: string) => ({ ...keys, ...more })[kindInPath(path, name)])
