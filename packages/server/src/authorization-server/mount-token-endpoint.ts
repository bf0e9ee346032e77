import type { FastifyInstance } from 'fastify'
import { type ForwardingParts, forwardToServers } from './forward-to-servers.ts'
import type { AuthorizationServers } from './mount-authorization-servers.ts'
import { orUnavailable } from './or-unavailable.ts'
import { paths } from './paths.ts'
import { createPlainTokenServer } from './plain-token-server.ts'
import { type TokenParts, tokenOptions } from './token-options.ts'

/**
 * Puts each organization's token endpoint where the whole authorization server will be. No other request must arrive there.
 * @param whole what answers the requests that are not plain
 */
export function mountTokenEndpoint(
  app: FastifyInstance,
  parts: TokenParts & ForwardingParts,
  whole: () => Promise<AuthorizationServers>,
): void {
  const grace = parts.config.tokenGrace * 1_000
  const { forward } = forwardToServers(parts, (organization, keys) =>
    createPlainTokenServer(tokenOptions(parts, organization, keys), async () => {
      const servers = await whole()
      return orUnavailable(() => servers.find(organization, grace))
    }),
  )
  const options = {
    config: { permission: 'public' },
    schema: { hide: true },
    onRequest: forward(() => paths.token),
  } as const
  app.post('/identity/*', options, async () => {})
}
