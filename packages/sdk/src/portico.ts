import createClient, { type Client } from 'openapi-fetch'
import type { paths as AssetRepositoryPaths } from './generated/assets.ts'
import type { paths as IdentityPaths } from './generated/identity.ts'
import type { paths as ManagementPaths } from './generated/management.ts'
import type { paths as PortfolioPaths } from './generated/portfolios.ts'
import { type Io, runtimeIo } from './io.ts'
import type { RenewedApiClientCredentials } from './resources/api-clients.ts'
import { type ApplicationRoles, applicationRoles } from './resources/application-roles.ts'
import { type AssetRevisions, assetRevisions } from './resources/asset-revisions.ts'
import { type BulkUsers, bulkUsers } from './resources/bulk-users.ts'
import { type Groups, groups } from './resources/groups.ts'
import { type IdentityProviders, identityProviders } from './resources/identity-providers.ts'
import { type Management, management } from './resources/management.ts'
import { type OrganizationRoles, organizationRoles } from './resources/organization-roles.ts'
import { type Permissions, permissions } from './resources/permissions.ts'
import {
  type DeployedAssets,
  deployedAssets,
  type Environments,
  environments,
  type Portfolios,
  portfolios,
} from './resources/portfolios.ts'
import { type Users, users } from './resources/users.ts'
import type { RetryRules } from './retries.ts'
import { type SecretRotation, secretRotation } from './secret-rotation.ts'
import {
  type ClientSecret,
  type ClientTokens,
  clientCredentialsTokens,
  givenTokens,
  type Tokens,
  type TokenTarget,
} from './tokens.ts'
import { createTransport } from './transport.ts'

/** How to reach a server. With the credentials of an API client, or with access tokens from elsewhere. */
export type PorticoOptions = CommonOptions & (Credentials | { accessToken: string | (() => string | Promise<string>) })

interface Credentials {
  /** 32 hexadecimal characters */
  clientId: string
  /** The secret, or what reads it whenever a token is needed: then a rotated secret needs no restart. */
  clientSecret: ClientSecret
}

interface CommonOptions {
  /** Where the organization is, for instance `https://id.example.com` or an ODC tenant's domain */
  url: string
  /** Instead of the global `fetch`: for a proxy, or to look at what is sent */
  fetch?: (url: string, init: RequestInit) => Promise<Response>
  /** How often a request is repeated at most, where that is safe. 3 unless given */
  retries?: number
  /** The longest wait in milliseconds that a server may ask for before a repetition. 60,000 unless given */
  longestWait?: number
  /** Milliseconds that one attempt may take. 30,000 unless given */
  timeout?: number
}

/** One organization of a Portico server, or an ODC tenant. */
export interface Portico {
  /** The URL that was given, without a slash at the end */
  readonly url: string
  readonly users: Users
  /** Up to 100 users in one request */
  readonly bulkUsers: BulkUsers
  readonly applicationRoles: ApplicationRoles
  readonly groups: Groups
  readonly organizationRoles: OrganizationRoles
  readonly permissions: Permissions
  readonly identityProviders: IdentityProviders
  readonly environments: Environments
  readonly portfolios: Portfolios
  readonly deployedAssets: DeployedAssets
  readonly assetRevisions: AssetRevisions
  /** What only Portico has; an ODC tenant answers 404. */
  readonly management: Management
  /** The APIs as they are: `portico.api.identity.GET('/users', …)`, with the same token, retries and errors */
  readonly api: {
    readonly identity: Client<IdentityPaths>
    readonly management: Client<ManagementPaths>
    readonly portfolios: Client<PortfolioPaths>
    readonly assets: Client<AssetRepositoryPaths>
  }
  /**
   * Gets an access token, or finds the one that is there: shows whether the credentials are right. With a target it is one for
   * an API of your own, kept and renewed by itself. Portico only.
   *
   * @example
   * const token = await portico.accessToken({ resource: 'https://orders.example.com', scope: 'orders:read' })
   *
   * @throws TypeError with a target where tokens come from elsewhere
   * @throws PorticoError 400 where no API has this audience, or the API client lacks the scope
   */
  accessToken(target?: TokenTarget): Promise<string>
  /**
   * Makes the next secret of this API client and goes on with it, where the client may do so. The former one works until
   * the overlap ends, 24 hours later unless given. Portico only.
   *
   * @example
   * await portico.rotateSecret({ keep: ({ clientSecret }) => writeFile(file, clientSecret, { mode: 0o600 }) })
   *
   * @throws TypeError where tokens come from elsewhere
   * @throws PorticoError 403 where the client's settings do not allow it, or its secret was replaced meanwhile
   */
  rotateSecret(rotation?: SecretRotation): Promise<RenewedApiClientCredentials>
}

/**
 * Talks to an organization. Nothing is sent before the first call. Keep what it returns: it keeps the access token.
 *
 * Every call throws `PorticoError` where the server refuses, and `PorticoConnectionError` where no answer comes.
 *
 * @example
 * const portico = createPortico({ url: 'http://localhost:8080', clientId, clientSecret })
 * for await (const user of portico.users.list({ status: 'Active' })) console.log(user.name)
 *
 * @throws TypeError where the URL is none
 */
export function createPortico(options: PorticoOptions): Portico {
  return createPorticoWith(options, runtimeIo)
}

/** The same with a network and a clock of its own, for the tests. */
export function createPorticoWith(options: PorticoOptions, io: Io): Portico {
  const own = options.fetch ? { ...io, fetch: options.fetch } : io
  const rules: RetryRules = {
    retries: options.retries ?? 3,
    longestWait: options.longestWait ?? 60_000,
    timeout: options.timeout ?? 30_000,
  }
  const url = baseOf(options.url)
  const tokens = tokensOf(url, options, rules, own)
  const fetch = createTransport(tokens, rules, own)
  const ofTargets = new Map<string, Tokens>()
  const tokensFor = ({ resource, scope }: TokenTarget): Tokens => {
    if (!('secret' in tokens) || !('clientId' in options))
      throw new TypeError('tokens for other APIs need clientId and clientSecret')
    const name = `${resource} ${scope ?? ''}`
    const found = ofTargets.get(name)
    if (found) return found
    const target = { resource, ...(scope !== undefined && { scope }) }
    // A secret that was rotated counts for these, too.
    const credentials = { url, clientId: options.clientId, clientSecret: () => tokens.secret(), target }
    const made = clientCredentialsTokens(credentials, rules, own)
    ofTargets.set(name, made)
    return made
  }
  const api = {
    identity: createClient<IdentityPaths>({ baseUrl: `${url}/api/identity/v1`, fetch }),
    management: createClient<ManagementPaths>({ baseUrl: `${url}/api/management/v1`, fetch }),
    portfolios: createClient<PortfolioPaths>({ baseUrl: `${url}/api/portfolios/v2`, fetch }),
    assets: createClient<AssetRepositoryPaths>({ baseUrl: `${url}/api/asset-repository/v1`, fetch }),
  }
  return {
    url,
    users: users(api.identity),
    bulkUsers: bulkUsers(api.identity, own),
    applicationRoles: applicationRoles(api.identity),
    groups: groups(api.identity),
    organizationRoles: organizationRoles(api.identity),
    permissions: permissions(api.identity),
    identityProviders: identityProviders(api.identity),
    environments: environments(api.portfolios),
    portfolios: portfolios(api.portfolios),
    deployedAssets: deployedAssets(api.portfolios),
    assetRevisions: assetRevisions(api.assets),
    management: management(api.management, own),
    api,
    accessToken: async (target) => (target ? tokensFor(target) : tokens).get(),
    rotateSecret: secretRotation(api.management, tokens),
  }
}

function tokensOf(url: string, options: PorticoOptions, rules: RetryRules, io: Io): Tokens | ClientTokens {
  if ('accessToken' in options) return givenTokens(options.accessToken)
  const { clientId, clientSecret } = options
  return clientCredentialsTokens({ url, clientId, clientSecret }, rules, io)
}

function baseOf(text: string): string {
  // `localhost:8080` parses, as a URL of the scheme `localhost:`.
  if (!/^\s*[a-z][a-z0-9+.-]*:\/\//i.test(text)) {
    throw new TypeError(`'${text}' lacks http:// or https:// in front, as in https://id.example.com`)
  }
  const url = URL.canParse(text) ? new URL(text) : undefined
  if (!url || !/^https?:$/.test(url.protocol) || url.username || url.search || url.hash) {
    throw new TypeError(`'${text}' is not a URL such as https://id.example.com`)
  }
  return url.href.replace(/\/+$/, '')
}
