import type { IncomingMessage, OutgoingHttpHeaders } from 'node:http'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { periodicTask } from '../config/periodic-task.ts'
import { isDatabaseUnavailable } from '../db/failures.ts'
import { OrganizationCache } from '../db/organization-cache.ts'
import type { Parts } from '../db/parts.ts'
import type { AnonymousLimit } from '../http/hooks/anonymous-limit.ts'
import { createMinuteCounts } from '../http/hooks/minute-counts.ts'
import type {
  OrganizationDirectory,
  ReachedOrganization,
} from '../modules/foundation/organizations/organization-directory.ts'
import type { SigningKeyDirectory } from '../modules/foundation/signing-keys/signing-key-directory.ts'
import { endLostAccess } from '../modules/relying-parties/token-claims/end-lost-access.ts'
import type { AuthorizationServer } from './authorization-server.ts'
import { createOrganizationServer, type OrganizationServerParts } from './organization-server.ts'
import { paths } from './paths.ts'
import { recordClientRequest } from './record-client-request.ts'
import { createLogoutNotifier } from './sign-in/sign-outs/create-logout-notifier.ts'
import type { VerifiedSignInToken } from './sign-in/tokens/verified-sign-in-token.ts'
import { temporarilyUnavailable } from './token/error-answer.ts'
import { resolveKeycloakPath } from './token/keycloak-paths.ts'

interface MountParts
  extends Omit<OrganizationServerParts, 'sourceOf' | 'mayBegin' | 'verifiedTokens'>,
    Parts<'publicUrl'> {
  organizations: OrganizationDirectory
  signingKeyDirectory: SigningKeyDirectory
  /** Each sign-in that begins is stored. */
  anonymousLimit: AnonymousLimit
}

export interface AuthorizationServers {
  /** Returns the server itself, not a promise, where it is in memory. */
  find(organization: ReachedOrganization): AuthorizationServer | Promise<AuthorizationServer>
}

interface KeptServer {
  server: AuthorizationServer
  /** Milliseconds since 1970 */
  until: number
}

/** How soon applications are told that a user may not use them any more, whoever has stored that: a look at an empty table */
const accessWatchMilliseconds = 200

/** How many sign-ins may begin in a minute in one browser in which somebody is signed in */
const mostOfSession = 300

/** Each takes about 50 kB. */
const keptAuthorizationServers = 1_000

/**
 * Puts each organization's authorization server at `/identity`, at the aliases, and its metadata where RFC 8414 and RFC
 * 9728 say. The host picks the organization;
 * the UUID in an alias comes from the client's configuration and picks nothing.
 */
export function mountAuthorizationServers(app: FastifyInstance, parts: MountParts): AuthorizationServers {
  const { organizations, database, signingKeyDirectory, anonymousLimit, clock, config, log } = parts
  const { basePath = '' } = app
  const servers = new OrganizationCache<KeptServer>(database.changes, keptAuthorizationServers)
  const verifiedTokens = new OrganizationCache<VerifiedSignInToken>(database.changes)
  const notifier = createLogoutNotifier(parts)
  let hasWatchFailed = false
  const accessWatch = periodicTask(
    accessWatchMilliseconds,
    async () => {
      await endLostAccess(parts)
      hasWatchFailed = false
    },
    (err) => {
      // Once, and not with every try.
      if (!hasWatchFailed) log.warn({ err }, 'whether users may still use applications could not be checked')
      hasWatchFailed = true
    },
  )
  app.addHook('onReady', async () => {
    notifier.start()
    accessWatch.start()
  })
  app.addHook('onClose', async () => {
    await accessWatch.stop()
    await notifier.stop()
  })
  // The library hands on the request of node:http alone.
  const requests = new WeakMap<IncomingMessage, FastifyRequest>()
  const sourceOf = (request: IncomingMessage) => {
    const { clientAddress = null, id = null } = requests.get(request) ?? {}
    return { address: clientAddress, traceId: id }
  }

  const ofSessions = createMinuteCounts(clock)
  // Whoever is signed in uses up nothing of what the strangers in their office have.
  const mayBegin = (request: IncomingMessage, session: string | undefined): boolean =>
    session === undefined
      ? anonymousLimit.count(requests.get(request)?.clientAddress ?? '') === 0
      : ofSessions.add({ [session]: mostOfSession }) === 0

  /** Its keys are those of this moment: it is made again when another one is to sign, or one verifies no more. */
  async function load(organization: ReachedOrganization, grace: number): Promise<AuthorizationServer> {
    const { key, issuer } = organization
    const { server } = await servers.load(key, issuer, async () => {
      const { keys, until } = await signingKeyDirectory.find(key, grace)
      return {
        server: createOrganizationServer({ ...parts, verifiedTokens, sourceOf, mayBegin }, organization, keys),
        until,
      }
    })
    return server
  }

  const serverOf = (
    organization: ReachedOrganization,
    grace = 0,
  ): AuthorizationServer | Promise<AuthorizationServer> => {
    const kept = servers.get(organization.key, organization.issuer, grace)
    return kept && clock.now() < kept.until ? kept.server : load(organization, grace)
  }

  const forward =
    (pathOf: (url: string) => string, isAlias: boolean) =>
    async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply | undefined> => {
      const called = request.url
      const url = pathOf(called)
      const [path] = url.split('?', 1)
      let organization: ReachedOrganization
      let server: AuthorizationServer
      try {
        // What the server asks for other requests than plain ones needs the database all the same.
        const grace = path === paths.token ? config.tokenGrace * 1_000 : 0
        organization = await organizations.find(request.hostname, grace)
        if (path === paths.jwks) await signingKeyDirectory.complete(organization.key)
        server = await serverOf(organization, grace)
      } catch (error) {
        if (!isDatabaseUnavailable(error)) throw error
        log.warn({ err: error, traceId: request.id }, 'the authorization server cannot reach the database')
        const { status, headers = {}, ...body } = temporarilyUnavailable
        return reply.code(status).headers(headers).send(body)
      }
      reply.hijack()
      request.raw.url = url
      // The framework keeps the former one here. The authorization server would take what differs for its own place.
      // Deleting it would have V8 keep the request as a slow dictionary.
      ;(request.raw as { originalUrl?: string | undefined }).originalUrl = undefined
      if (path !== paths.token) requests.set(request.raw, request)
      const { key, baseUrl } = organization
      const alias = isAlias ? baseUrl + called.split('?', 1)[0] : undefined
      await server.handle(request.raw, reply.raw, {
        // The authorization server writes the answer itself. The hooks have told the framework what belongs on it.
        headers: reply.getHeaders() as OutgoingHttpHeaders,
        report(told) {
          recordClientRequest(parts, key, request, told)
          if (!database.changes.isCurrent()) request.logDetails = { ...request.logDetails, database: 'away' }
        },
        alias,
      })
      return undefined
    }

  // In onRequest, before the body is read: the authorization server reads it itself.
  const mount = (url: string, pathOf: (url: string) => string, isAlias = false): void => {
    app.all(
      url,
      { config: { permission: 'public' }, schema: { hide: true }, onRequest: forward(pathOf, isAlias) },
      async () => {},
    )
  }
  mount('/identity/*', (url) => url.slice('/identity'.length))
  mount('/auth/realms/:realm/*', resolveKeycloakPath, true)
  // RFC 8414, section 3.1: the well-known part comes before the issuer's path. OpenID Connect appends it.
  // It stands before the path of the public URL too, so a proxy sends it on as it is. Without one both are the same.
  for (const path of [paths.oauthMetadata, paths.openIdConfiguration])
    for (const base of new Set(['', basePath])) mount(`${path}${base}/identity`, () => path)
  for (const url of [paths.protectedResource, `${paths.protectedResource}/*`]) mount(url, (url) => url)
  return { find: (organization) => serverOf(organization) }
}
