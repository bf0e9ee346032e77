import type { Client } from 'openapi-fetch'
import { answer, type CallOptions, completed, conditional, type EditOptions, withPath } from '../answer.ts'
import type { components, paths } from '../generated/management.ts'
import type { Io } from '../io.ts'
import { type Access, access } from './access.ts'
import { type ApiClients, apiClients } from './api-clients.ts'
import { type Assets, assets } from './assets.ts'
import { type AuditEntries, auditEntries } from './audit-entries.ts'
import { type BulkChanges, bulkChanges } from './bulk-changes.ts'
import { type ManagedUsers, managedUsers } from './managed-users.ts'
import { type OrganizationSettings, organizationSettings } from './organization-settings.ts'
import type { Environment, Portfolio } from './portfolios.ts'
import { type RegisteredApis, registeredApis } from './registered-apis.ts'
import { type RelyingParties, relyingParties } from './relying-parties.ts'
import { type UserPreviews, userPreviews } from './user-previews.ts'
import { type UserSignIn, userSignIn } from './user-sign-in.ts'

type Schemas = components['schemas']

export type NewIdentityProvider = Schemas['IdentityProviderCreateRequest']
export type IdentityProviderChanges = Schemas['IdentityProviderPatchRequest']
/** Where an identity provider is used: for the organization's members, and for end users of environments */
export type IdentityProviderAssignments = Schemas['IdentityProviderAssignments']
export type IdentityProviderTrust = Schemas['IdentityProviderTrust']
export type ProviderConnection = Schemas['ProviderConnection']
/** What was tried of an identity provider, with what is wrong in words */
export type ConnectionTest = Schemas['ConnectionTest']
/** The settings that the metadata of a SAML provider stand for */
export type SamlMetadataSettings = Schemas['SamlMetadataSettings']
export type SamlStatus = Schemas['SamlStatus']
export type ClaimMapping = Schemas['GroupIdpClaimMappingEmbedded']
export type NewClaimMapping = Schemas['ClaimMappingCreateRequest']
export type ClaimMappingChanges = Schemas['ClaimMappingPatchRequest']
/** What an organization requires of its sign-ins and sessions */
export type SignInSettings = Schemas['SignInSettings']
export type SignInSettingsChanges = Schemas['SignInSettingsRequest']
/** Name, color and logo of the pages that people see at their sign-in */
export type Branding = Schemas['Branding']
/** What needs attention and what was done lately; null is what the caller may not see. */
export type Overview = Schemas['Overview']
/** Whom to invite, and what they get: organization roles, groups, application roles */
export type NewInvitation = Schemas['InvitationRequest']
export type NewEnvironment = Schemas['EnvironmentCreateRequest']

/** What ODC offers only in its portal, and so only Portico here. */
export interface Management extends OrganizationSettings {
  readonly access: Access
  readonly apiClients: ApiClients
  readonly assets: Assets
  readonly auditEntries: AuditEntries
  readonly bulkChanges: BulkChanges
  readonly relyingParties: RelyingParties
  readonly identityProviders: {
    /** A client secret is encrypted, and never read back. @returns the key */
    create(provider: NewIdentityProvider, options?: CallOptions): Promise<{ key: string }>
    update(key: string, changes: IdentityProviderChanges, options?: EditOptions): Promise<void>
    delete(key: string, options?: CallOptions): Promise<void>
    /** What to register at an OpenID provider */
    connection(options?: CallOptions): Promise<ProviderConnection>
    /** Tries the connection, with changes that are not saved yet. Nothing is stored. */
    test(key: string, changes?: IdentityProviderChanges, options?: CallOptions): Promise<ConnectionTest>
    testNew(provider: NewIdentityProvider, options?: CallOptions): Promise<ConnectionTest>
    /** Turns the metadata of a SAML provider into settings. Nothing is stored. */
    readSamlMetadata(metadata: string, options?: CallOptions): Promise<SamlMetadataSettings>
    /** The certificates of a SAML provider, and how its metadata were last fetched */
    samlStatus(key: string, options?: CallOptions): Promise<SamlStatus>
    assignments(key: string, options?: CallOptions): Promise<IdentityProviderAssignments>
    /** Replaces where it is used. */
    assign(key: string, assignments: IdentityProviderAssignments, options?: EditOptions): Promise<void>
    /** Whose e-mails the provider is for, and whether a second factor that it has asked for counts. */
    trust(key: string, options?: CallOptions): Promise<IdentityProviderTrust>
    replaceTrust(key: string, trust: IdentityProviderTrust, options?: EditOptions): Promise<void>
  }
  /** Users who sign in with a claim of this value are in the group. */
  readonly claimMappings: {
    get(groupKey: string, mappingKey: string, options?: CallOptions): Promise<ClaimMapping>
    create(groupKey: string, mapping: NewClaimMapping, options?: CallOptions): Promise<{ key: string }>
    update(groupKey: string, mappingKey: string, changes: ClaimMappingChanges, options?: EditOptions): Promise<void>
  }
  readonly organizationRoles: {
    /** A new role with the permissions of another one */
    duplicate(key: string, name: string, options?: CallOptions): Promise<{ orgRoleKey: string }>
  }
  readonly signInSettings: {
    get(options?: CallOptions): Promise<SignInSettings>
    /** Sessions that exist are concerned, too. @throws PorticoError 400 which names the field that is not allowed */
    update(changes: SignInSettingsChanges, options?: EditOptions): Promise<void>
  }
  /** How the pages that people see at their sign-in look. The logo is a PNG as a `data:` URL. */
  readonly branding: {
    get(options?: CallOptions): Promise<Branding>
    /** @throws PorticoError 400 which says what is wrong with the logo */
    replace(branding: Branding, options?: EditOptions): Promise<void>
  }
  /** Origins whose pages may call the APIs with a token, such as `https://app.example.com`. None unless given */
  readonly browserOrigins: {
    get(options?: CallOptions): Promise<{ origins: string[] }>
    replace(origins: string[], options?: EditOptions): Promise<void>
  }
  readonly overview: {
    /** What the portal's home page shows, each part as far as the caller may see it */
    get(options?: CallOptions): Promise<Overview>
  }
  readonly invitations: {
    /**
     * Creates a user and sends them an invitation. `userSignIn.invite` sends it again, `userSignIn.createInvitationLink` makes a
     * link to pass on by other means.
     * @example
     * const { key } = await portico.management.invitations.create({ email: 'eve@example.com', language: 'pt' })
     * @returns the key of the user
     * @throws PorticoError 400 where a user has the e-mail, 403 where the user would get what the caller may not give
     */
    create(invitation: NewInvitation, options?: CallOptions): Promise<{ key: string }>
  }
  readonly registeredApis: RegisteredApis
  readonly userPreviews: UserPreviews
  readonly userSignIn: UserSignIn
  readonly users: ManagedUsers
  readonly environments: {
    create(environment: NewEnvironment, options?: CallOptions): Promise<{ key: string }>
    get(key: string, options?: CallOptions): Promise<Environment>
  }
  readonly portfolios: {
    create(portfolio: { name: string }, options?: CallOptions): Promise<{ key: string }>
    get(key: string, options?: CallOptions): Promise<Portfolio>
  }
}

export const management = (api: Client<paths>, io: Pick<Io, 'sleep'>): Management => ({
  ...organizationSettings(api),
  access: access(api),
  apiClients: apiClients(api),
  assets: assets(api),
  auditEntries: auditEntries(api),
  bulkChanges: bulkChanges(api, io),
  relyingParties: relyingParties(api),
  identityProviders: {
    create: (body, options = {}) => answer(api.POST('/identity-providers', { body, ...options })),
    update: (key, body, options) =>
      completed(api.PATCH('/identity-providers/{key}', { ...withPath({ key }, options), body })),
    delete: (key, options) => completed(api.DELETE('/identity-providers/{key}', withPath({ key }, options))),
    assignments: (key, options) => answer(api.GET('/identity-providers/{key}/assignments', withPath({ key }, options))),
    assign: (key, body, options) =>
      completed(api.PUT('/identity-providers/{key}/assignments', { ...withPath({ key }, options), body })),
    connection: (options = {}) => answer(api.GET('/identity-provider-connection', { ...options })),
    test: (key, body = {}, options = undefined) =>
      answer(api.POST('/identity-providers/{key}/test', { ...withPath({ key }, options), body })),
    readSamlMetadata: (metadata, options = {}) =>
      answer(api.POST('/identity-provider-connection/saml-metadata', { body: { metadata }, ...options })),
    samlStatus: (key, options) => answer(api.GET('/identity-providers/{key}/saml-status', withPath({ key }, options))),
    testNew: (body, options = {}) => answer(api.POST('/identity-provider-connection/test', { body, ...options })),
    trust: (key, options) => answer(api.GET('/identity-providers/{key}/trust', withPath({ key }, options))),
    replaceTrust: (key, body, options) =>
      completed(api.PUT('/identity-providers/{key}/trust', { ...withPath({ key }, options), body })),
  },
  claimMappings: {
    get: (key, mappingKey, options) =>
      answer(api.GET('/groups/{key}/claim-mappings/{mappingKey}', withPath({ key, mappingKey }, options))),
    create: (key, body, options) =>
      answer(api.POST('/groups/{key}/claim-mappings', { ...withPath({ key }, options), body })),
    update: (key, mappingKey, body, options) =>
      completed(
        api.PATCH('/groups/{key}/claim-mappings/{mappingKey}', { ...withPath({ key, mappingKey }, options), body }),
      ),
  },
  organizationRoles: {
    duplicate: (key, name, options) =>
      answer(api.POST('/organization-roles/{key}/duplicate', { ...withPath({ key }, options), body: { name } })),
  },
  signInSettings: {
    get: (options = {}) => answer(api.GET('/sign-in-settings', { ...options })),
    update: (body, options) => completed(api.PATCH('/sign-in-settings', { body, ...conditional(options) })),
  },
  branding: {
    get: (options = {}) => answer(api.GET('/branding', { ...options })),
    replace: (body, options) => completed(api.PUT('/branding', { body, ...conditional(options) })),
  },
  browserOrigins: {
    get: (options = {}) => answer(api.GET('/browser-origins', { ...options })),
    replace: (origins, options) =>
      completed(api.PUT('/browser-origins', { body: { origins }, ...conditional(options) })),
  },
  overview: {
    get: (options = {}) => answer(api.GET('/overview', { ...options })),
  },
  invitations: {
    create: (body, options = {}) => answer(api.POST('/user-invitations', { body, ...options })),
  },
  registeredApis: registeredApis(api),
  userPreviews: userPreviews(api),
  userSignIn: userSignIn(api),
  users: managedUsers(api),
  environments: {
    create: (body, options = {}) => answer(api.POST('/environments', { body, ...options })),
    get: (environmentKey, options) =>
      answer(api.GET('/environments/{environmentKey}', withPath({ environmentKey }, options))),
  },
  portfolios: {
    create: (body, options = {}) => answer(api.POST('/portfolios', { body, ...options })),
    get: (portfolioKey, options) => answer(api.GET('/portfolios/{portfolioKey}', withPath({ portfolioKey }, options))),
  },
})
