import type { OutgoingHttpHeaders } from 'node:http'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { ChangeFeed } from '../db/change-feed.ts'
import { isDatabaseUnavailable } from '../db/failures.ts'
import { OrganizationCache } from '../db/organization-cache.ts'
import type { Parts } from '../db/parts.ts'
import type { UseCounts } from '../modules/api-clients/clients/use-counts.ts'
import type {
  OrganizationDirectory,
  ReachedOrganization,
} from '../modules/foundation/organizations/organization-directory.ts'
import type { SigningKey } from '../modules/foundation/signing-keys/signing-key.ts'
import type { SigningKeyDirectory } from '../modules/foundation/signing-keys/signing-key-directory.ts'
import type { AuthorizationServer } from './authorization-server.ts'
import { paths } from './paths.ts'
import { recordClientRequest } from './record-client-request.ts'
import { temporarilyUnavailable } from './token/temporarily-unavailable.ts'

export interface ForwardingParts extends Parts<'clock' | 'config' | 'log'> {
  organizations: OrganizationDirectory
  signingKeyDirectory: SigningKeyDirectory
  useCounts: Pick<UseCounts, 'count'>
  database: { changes: ChangeFeed }
}

interface KeptServer<Server> {
  server: Server
  /** Milliseconds since 1970 */
  until: number
}

interface Forwarding<Server> {
  /** Returns the server itself, not a promise, where it is in memory. */
  find(organization: ReachedOrganization, grace?: number): Server | Promise<Server>
  /** What answers a route @param pathOf the path at the authorization server */
  forward(
    pathOf: (url: string) => string,
    isAlias?: boolean,
  ): (request: FastifyRequest, reply: FastifyReply) => Promise<FastifyReply | undefined>
}

/** Each takes about 50 kB. */
const keptAuthorizationServers = 1_000

/**
 * Hands requests to the authorization server of the organization that their host picks, which is made when it is needed.
 * @param create makes the one of an organization, with its keys of this moment
 * @param noteRequest is told of each request but those for tokens
 */
export function forwardToServers<Server extends Pick<AuthorizationServer, 'handle'>>(
  parts: ForwardingParts,
  create: (organization: ReachedOrganization, keys: readonly SigningKey[]) => Server,
  noteRequest?: (request: FastifyRequest) => void,
): Forwarding<Server> {
  const { organizations, database, signingKeyDirectory, clock, config, log } = parts
  const servers = new OrganizationCache<KeptServer<Server>>(database.changes, keptAuthorizationServers)

  /** Its keys are those of this moment: it is made again when another one is to sign, or one verifies no more. */
  async function load(organization: ReachedOrganization, grace: number): Promise<Server> {
    const { key, issuer } = organization
    const { server } = await servers.load(key, issuer, async () => {
      const { keys, until } = await signingKeyDirectory.find(key, grace)
      return { server: create(organization, keys), until }
    })
    return server
  }

  function find(organization: ReachedOrganization, grace = 0): Server | Promise<Server> {
    const kept = servers.get(organization.key, organization.issuer, grace)
    return kept && clock.now() < kept.until ? kept.server : load(organization, grace)
  }

  const forward: Forwarding<Server>['forward'] =
    (pathOf, isAlias = false) =>
    async (request, reply) => {
      const called = request.url
      const url = pathOf(called)
      const [path] = url.split('?', 1)
      let organization: ReachedOrganization
      let server: Server
      try {
        // What the server asks for all but tokens by a secret needs the database all the same.
        const grace = path === paths.token ? config.tokenGrace * 1_000 : 0
        organization = await organizations.find(request.hostname, grace)
        if (path === paths.jwks) await signingKeyDirectory.complete(organization.key)
        server = await find(organization, grace)
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
      if (path !== paths.token) noteRequest?.(request)
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

  return { find, forward }
}
