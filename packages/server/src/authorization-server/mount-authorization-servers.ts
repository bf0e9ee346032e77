import type { IncomingMessage } from 'node:http'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { OrganizationCache } from '../db/organization-cache.ts'
import type { Parts } from '../db/parts.ts'
import { periodicTask } from '../db/periodic-task.ts'
import type { AnonymousLimit } from '../http/hooks/anonymous-limit.ts'
import { createMinuteCounts } from '../http/hooks/minute-counts.ts'
import type { ReachedOrganization } from '../modules/foundation/organizations/organization-directory.ts'
import { endLostAccess } from '../modules/relying-parties/token-claims/end-lost-access.ts'
import type { AuthorizationServer } from './authorization-server.ts'
import { type ForwardingParts, forwardToServers } from './forward-to-servers.ts'
import { createOrganizationServer, type OrganizationServerParts } from './organization-server.ts'
import { paths } from './paths.ts'
import { createLogoutNotifier } from './sign-in/sign-outs/create-logout-notifier.ts'
import type { VerifiedSignInToken } from './sign-in/tokens/verified-sign-in-token.ts'
import { resolveKeycloakPath } from './token/keycloak-paths.ts'

interface MountParts
  extends Omit<OrganizationServerParts, 'sourceOf' | 'mayBegin' | 'verifiedTokens'>,
    Omit<ForwardingParts, 'database' | 'useCounts'>,
    Parts<'publicUrl'> {
  /** Each sign-in that begins is stored. */
  anonymousLimit: AnonymousLimit
}

export interface AuthorizationServers {
  /** Returns the server itself, not a promise, where it is in memory. */
  find(organization: ReachedOrganization, grace?: number): AuthorizationServer | Promise<AuthorizationServer>
}

/** How soon applications are told that a user may not use them any more, whoever has stored that: a look at an empty table */
const accessWatchMilliseconds = 200

/** How many sign-ins may begin in a minute in one browser in which somebody is signed in */
const mostOfSession = 300

/**
 * Puts each organization's authorization server at `/identity`, at the aliases, and its metadata where RFC 8414 and RFC
 * 9728 say. The host picks the organization;
 * the UUID in an alias comes from the client's configuration and picks nothing.
 */
export function mountAuthorizationServers(app: FastifyInstance, parts: MountParts): AuthorizationServers {
  const { database, anonymousLimit, clock, log } = parts
  const { basePath = '' } = app
  const verifiedTokens = new OrganizationCache<VerifiedSignInToken>(database.changes)
  const notifier = createLogoutNotifier(parts)
  const accessWatch = periodicTask(
    accessWatchMilliseconds,
    (signal) => endLostAccess(parts, signal),
    (err) => log.warn({ err }, 'whether users may still use applications could not be checked'),
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

  const { find, forward } = forwardToServers(
    parts,
    (organization, keys) =>
      createOrganizationServer({ ...parts, verifiedTokens, sourceOf, mayBegin }, organization, keys),
    (request) => void requests.set(request.raw, request),
  )

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
  return { find }
}
