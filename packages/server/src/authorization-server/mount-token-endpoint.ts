import type { FastifyInstance } from 'fastify'
import { type ForwardingParts, forwardToServers } from './forward-to-servers.ts'
import type { AuthorizationServers } from './mount-authorization-servers.ts'
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
  const { forward } = forwardToServers(parts, (organization, keys) =>
    createPlainTokenServer(tokenOptions(parts, organization, keys), async () => (await whole()).find(organization)),
  )
  const options = {
    config: { permission: 'public' },
    schema: { hide: true },
    onRequest: forward(() => paths.token),
  } as const
  app.post('/identity/*', options, async () => {})
}
