import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { ChangeFeed } from '../db/change-feed.ts'
import { isDatabaseUnavailable } from '../db/failures.ts'
import { OrganizationCache } from '../db/organization-cache.ts'
import type { Parts } from '../db/parts.ts'
import type { AnonymousLimit } from '../http/hooks/anonymous-limit.ts'
import type { ApiClientDirectory, KnownApiClient } from '../modules/api-clients/clients/api-client-directory.ts'
import type { LastUse } from '../modules/api-clients/clients/last-use.ts'
import { rememberAssertion } from '../modules/api-clients/tokens/remember-assertion.ts'
import { isTokenRevoked, revokeToken } from '../modules/api-clients/tokens/revoke-token.ts'
import type {
  OrganizationDirectory,
  ReachedOrganization,
} from '../modules/foundation/organizations/organization-directory.ts'
import type { SigningKeyDirectory } from '../modules/foundation/signing-keys/signing-key-directory.ts'
import { type AuthorizationServer, createAuthorizationServer } from './authorization-server.ts'
import { paths } from './endpoints.ts'
import { failedSignInPage } from './sign-in/sign-in-options.ts'
import { temporarilyUnavailable } from './token/oauth-errors.ts'

export interface MountDependencies extends Parts<'clock' | 'vault' | 'log'> {
  database: { changes: ChangeFeed }
  organizations: OrganizationDirectory
  apiClientDirectory: ApiClientDirectory
  signingKeyDirectory: SigningKeyDirectory
  lastUse: LastUse
  /** Each sign-in that begins is stored. */
  anonymousLimit: AnonymousLimit
  /** Counts the tokens that are issued. */
  tokensIssued: { inc(): void }
}

export interface AuthorizationServers {
  /** At once where it is in memory */
  find(organization: ReachedOrganization): AuthorizationServer | Promise<AuthorizationServer>
}

/** 12 hours */
const accessTokenSeconds = 43_200
/** Each takes about 50 kB. */
const keptAuthorizationServers = 1_000

/** What clients of Keycloak-based tenants call instead: the path below `/auth/realms/<uuid>` and ours. */
const keycloakPaths: Record<string, string> = {
  '/.well-known/openid-configuration': paths.openIdConfiguration,
  '/protocol/openid-connect/token': paths.token,
  '/protocol/openid-connect/certs': paths.jwks,
  '/protocol/openid-connect/token/introspect': paths.introspection,
  '/protocol/openid-connect/revoke': paths.revocation,
}
const realm = /^\/auth\/realms\/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}(?=\/)/i

/**
 * Puts each organization's authorization server at `/identity`, and at the aliases. The host picks the organization;
 * the UUID of an alias is whatever the client was configured with, and picks nothing.
 */
export function mountAuthorizationServers(app: FastifyInstance, dependencies: MountDependencies): AuthorizationServers {
  const { organizations, database, signingKeyDirectory, anonymousLimit, log } = dependencies
  const servers = new OrganizationCache<AuthorizationServer>(database.changes, keptAuthorizationServers)

  const serverOf = (organization: ReachedOrganization): AuthorizationServer | Promise<AuthorizationServer> =>
    servers.get(organization.key, organization.issuer) ??
    servers.load(organization.key, organization.issuer, async () =>
      create(organization, await signingKeyDirectory.find(organization.key), dependencies),
    )

  const forward =
    (pathOf: (url: string) => string) =>
    async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply | undefined> => {
      const url = pathOf(request.url)
      const beginsSignIn = url.split('?', 1)[0] === paths.authorization
      if (beginsSignIn && anonymousLimit.count(request.ip) > 0) return reply.redirect(failedSignInPage('busy'), 303)
      let server: AuthorizationServer
      try {
        server = await serverOf(await organizations.find(request.hostname))
      } catch (error) {
        if (!isDatabaseUnavailable(error)) throw error
        log.warn({ err: error, traceId: request.id }, 'the authorization server has to wait for the database')
        const { status, headers = {}, ...body } = temporarilyUnavailable
        return reply.code(status).headers(headers).send(body)
      }
      // Hooks that run when an answer is sent don't run for this one.
      reply.raw.setHeader('x-content-type-options', 'nosniff')
      reply.hijack()
      request.raw.url = url
      await server.handle(request.raw, reply.raw)
      return undefined
    }

  // In onRequest, before the body is read: the authorization server reads it itself.
  const mount = (url: string, pathOf: (url: string) => string): void => {
    app.all(
      url,
      { config: { permission: 'public' }, schema: { hide: true }, onRequest: forward(pathOf) },
      async () => {},
    )
  }
  mount('/identity/*', (url) => url.slice('/identity'.length))
  mount('/auth/realms/:realm/*', aliasPath)
  return { find: serverOf }
}

/** Paths without an equivalent are answered as unknown. */
function aliasPath(url: string): string {
  const [path = '', query] = url.replace(realm, '').split('?', 2)
  const ours = keycloakPaths[path] ?? '/'
  return query === undefined ? ours : `${ours}?${query}`
}

function create(
  { key: organizationKey, origin, issuer, audience }: ReachedOrganization,
  keys: Awaited<ReturnType<SigningKeyDirectory['find']>>,
  parts: MountDependencies,
): AuthorizationServer {
  const { clock, vault, log, apiClientDirectory, lastUse, tokensIssued } = parts
  return createAuthorizationServer<KnownApiClient>({
    issuer,
    audience,
    accessTokenSeconds,
    signingKeys: keys,
    clock,
    log,
    findClient: (clientId) => orUnavailable(() => apiClientDirectory.find(organizationKey, clientId)),
    tokenIssued({ key }) {
      tokensIssued.inc()
      lastUse.note(organizationKey, key)
    },
    revokeToken(tokenId, expiresAt, { key, name }) {
      const actor = { type: 'api-client', key, name, address: null, traceId: null } as const
      const principal = { organizationKey, actor, access: new Map() }
      return orUnavailable(() => revokeToken(parts, principal, { id: tokenId, expiresAt }))
    },
    isTokenRevoked: (tokenId) => orUnavailable(() => isTokenRevoked(parts, organizationKey, tokenId)),
    rememberAssertion: (clientId, assertionId, expiresAt) =>
      orUnavailable(() => rememberAssertion(parts, organizationKey, { clientId, assertionId, expiresAt })),
    signIn: {
      origin,
      organizationKey,
      parts,
      cookieKey: vault.hash(`cookies of the authorization server ${organizationKey}`),
    },
  })
}

/** Marks the failure of a database that is away: the authorization server answers 503 temporarily_unavailable then. */
function orUnavailable<T>(ask: () => T): T {
  const answer = ask()
  return answer instanceof Promise ? (answer.catch(markUnavailable) as T) : answer
}

function markUnavailable(error: unknown): never {
  if (!isDatabaseUnavailable(error)) throw error
  throw Object.assign(new Error('the database is not available', { cause: error }), { statusCode: 503 })
}
