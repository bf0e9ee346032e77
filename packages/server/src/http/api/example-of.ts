import { sortFields } from './schemas.ts'

type Schema = Record<string, unknown>

const key = '018f2b6a-7c1d-7e2f-9a3b-4c5d6e7f8091'

const byFormat: Record<string, string> = {
  uuid: key,
  'date-time': '2026-11-23T15:00:00.000Z',
  date: '2026-11-23',
  email: 'ada.lovelace@example.com',
  uri: 'https://example.com/ada.png',
}

/** What stands in fields and parameters of these names, where the schema itself does not tell */
const byName: Record<string, unknown> = {
  name: 'Ada Lovelace',
  email: 'ada.lovelace@example.com',
  nameContains: 'ada',
  nameOrEmailContains: 'ada',
  nameOrEmailOrUsernameContains: 'ada',
  nameOrDescriptionContains: 'shop',
  domains: 'example.com',
  description: 'Made for the tests',
  photoUrl: 'https://example.com/ada.png',
  action: 'user.created',
  clientId: 'a581c2e22bb20db4352997cbc5e824ae',
  clientSecret: 'ptcs_example',
  lastFour: 'k3Zq',
  secretLastFour: 'k3Zq',
  category: 'User and access management',
  title: 'A parameter is not valid',
  detail: 'The parameter limit must be at most 100.',
  instance: '/api/identity/v1/users',
  errorCode: 'PTC-REQ-40003',
  errorMessage: 'The field email is missing.',
  traceId: '4bf92f3577b34da6a3ce929d0e0e4736',
  fromAddress: 'portico@example.com',
  toAddress: 'ada.lovelace@example.com',
  to: 'ada.lovelace@example.com',
  host: 'mail.example.com',
  hostname: 'shop.example.com',
  defaultDomain: 'shop.example.com',
  builtinDomain: 'shop.example.com',
  address: '192.0.2.1',
  origins: 'https://app.example.com',
  issuer: 'https://login.example.com',
  discoveryUrl: 'https://login.example.com/.well-known/openid-configuration',
  subject: 'ada',
  username: 'ada.lovelace',
  tag: '1.2.0',
  highestTag: '1.2.0',
  commitMessage: 'New basket',
  releaseNotes: 'A new basket',
  assetType: 'WebApplication',
  embeds: 'icon',
  sort: 'name',
  scopes: 'openid',
  valueDelimiter: ',',
  port: 587,
}

/** The same in the fields of one component; undefined leaves the field out */
const byComponent: Record<string, Record<string, unknown>> = {
  ProblemDetails: { type: '/docs/problems/PTC-REQ-40003', status: 400 },
  InvalidRecords: { type: '/docs/problems/PTC-REQ-40002', status: 400 },
  ChangedMeanwhile: { type: '/docs/problems/PTC-REQ-41201', status: 412, changedFields: ['name'] },
  PageInfoWithTotalsApi: { limit: 100, offset: 0, nextPageOffset: null },
  AuditedEntity: { type: 'user' },
  PortfolioCreateRequest: { name: 'Partners' },
  MailSettingsRequest: { security: 'starttls', fromName: 'Portico' },
  MailTemplate: { name: 'test', language: 'en', subject: 'Test of {organization}', text: 'Hello,' },
  MailTemplateTestRequest: { name: 'test', language: 'en', subject: 'Test of {organization}', text: 'Hello,' },
  ApiClientCreateRequest: { expiresOn: null, jwks: null, jwksUri: null },
  ApiClientSecretRequest: { expiresOn: null },
  OwnSecretRequest: { expiresOn: null },
  // Of a web application for everybody
  RelyingPartyCreateRequest: {
    type: 'web',
    clientAuthentication: 'client_secret_basic',
    redirectUris: ['https://shop.example.com/callback'],
    postLogoutRedirectUris: ['https://shop.example.com/'],
    logoUrl: 'https://shop.example.com/logo.png',
    backChannelLogoutUri: null,
    initiateLoginUri: 'https://shop.example.com/sign-in',
    scopes: ['openid', 'profile', 'email', 'offline_access'],
    usesDpop: 'allowed',
    assetKey: null,
    environmentKey: null,
    identityProviderKeys: null,
    jwks: null,
    jwksUri: null,
    expiresOn: null,
    requiresConsent: false,
  },
  RelyingPartyUpdateRequest: {
    clientAuthentication: undefined,
    redirectUris: ['https://shop.example.com/callback'],
    postLogoutRedirectUris: ['https://shop.example.com/'],
    logoUrl: null,
    backChannelLogoutUri: null,
    initiateLoginUri: null,
    scopes: ['openid', 'profile', 'email', 'offline_access'],
    assetKey: null,
    environmentKey: null,
    identityProviderKeys: null,
    jwks: null,
    jwksUri: null,
  },
  RelyingPartyStoredAllowedUsers: { who: 'everybody', applicationRoleKeys: undefined, groupKeys: undefined },
  RelyingPartyAllowedUsers: { who: 'everybody', applicationRoleKeys: undefined, groupKeys: undefined },
  RelyingPartySecretRequest: { expiresOn: null },
  RegisteredApiCreateRequest: { audience: 'https://orders.example.com' },
  RegisteredApiScopeRequest: { name: 'orders.read', description: 'Reads orders' },
  BulkChangeRequest: {
    action: 'Deactivate',
    groupKey: undefined,
    roleKey: undefined,
    matching: undefined,
    changedBy: undefined,
  },
  SignInSettingsRequest: { secondFactorRoleKeys: [], passwordsRefusedRoleKeys: [] },
  // Of the type OIDC
  IdentityProviderCreateRequest: { samlConfiguration: undefined },
  OidcConfigurationRequest: {
    clientAssertionSigningAlgorithm: undefined,
    pkceMethod: 'S256',
    suppressNonceVerification: false,
    providerCustomConfig: undefined,
  },
}

/** Names of what is no person, by words in the name of the component */
const names: [component: RegExp, name: string][] = [
  [/ApiClient/, 'Payroll'],
  [/Permission/, 'Manage users'],
  [/RelyingParty/, 'Shop'],
  [/RegisteredApi/, 'Orders'],
  [/Role/, 'Approver'],
  [/Group/, 'Sales'],
  [/Environment|Stage/, 'Production'],
  [/Portfolio/, 'Main'],
  [/IdentityProvider|Claim/, 'Company login'],
  [/Asset|Librar|Revision|Deploy|Application/, 'Shop'],
]

interface Components {
  /** Finds the schema that a reference means. */
  resolve(reference: string): Schema
  /** The one in which the schema stands */
  within: string
}

/**
 * A value that the schema allows, for the OpenAPI documents: a test holds each against its schema.
 * @param name of the field or parameter that it is for
 */
export function exampleOf(schema: Schema, components: Components, name = ''): unknown {
  const { within } = components
  const own = byComponent[within] ?? {}
  if (Object.hasOwn(own, name)) return own[name]
  if (typeof schema.$ref === 'string') {
    const component = schema.$ref.slice(schema.$ref.lastIndexOf('/') + 1)
    return exampleOf(components.resolve(schema.$ref), { ...components, within: component }, name)
  }
  if (Array.isArray(schema.examples)) return schema.examples[0]
  if ('default' in schema) return schema.default
  if (Array.isArray(schema.enum)) return schema.enum[0]
  const options = (schema.anyOf ?? schema.oneOf) as Schema[] | undefined
  const [option] = options?.filter(({ type }) => type !== 'null') ?? []
  if (option) return exampleOf(option, components, name)
  const type = [schema.type].flat().find((one) => one !== 'null')
  if (type === 'object') return exampleOfObject(schema, components)
  if (type === 'array') return [exampleOf(schema.items as Schema, components, name)]
  if (type === 'boolean') return true
  if (type === 'integer' || type === 'number') return byName[name] ?? schema.minimum ?? 1
  return type === 'string' ? exampleOfText(schema, within, name) : null
}

const exampleOfObject = ({ properties = {} }: Schema, components: Components): Schema =>
  Object.fromEntries(
    Object.entries(properties as Record<string, Schema>)
      .map(([name, schema]) => [name, exampleOf(schema, components, name)])
      .filter(([, value]) => value !== undefined),
  )

function exampleOfText({ format, pattern }: Schema, within: string, name: string): unknown {
  if (typeof format === 'string') return byFormat[format]
  const [field] = (typeof pattern === 'string' && sortFields(pattern)) || []
  if (field) return field
  if (name === 'name') return names.find(([component]) => component.test(within))?.[1] ?? byName.name
  if (/Keys?$|^key$/.test(name)) return key
  if (/Url$|^url$/.test(name)) return byName[name] ?? `https://example.com/${name}`
  return byName[name] ?? name
}
