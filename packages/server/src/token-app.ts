import type { FastifyInstance } from 'fastify'
import type { AuthorizationServers } from './authorization-server/mount-authorization-servers.ts'
import { mountTokenEndpoint } from './authorization-server/mount-token-endpoint.ts'
import { paths } from './authorization-server/paths.ts'
import { type BaseAppOptions, createBaseApp } from './base-app.ts'
import type { TokenContext } from './token-context.ts'

/** Where API clients ask for tokens, below the base path */
export const tokenPath = `/identity${paths.token}`

/**
 * Answers plain token requests as the whole server does, and takes less time to load.
 * @param whole the authorization servers of the whole server, for all other token requests
 */
export async function buildTokenApp(
  context: TokenContext,
  whole: () => Promise<AuthorizationServers>,
  options: BaseAppOptions,
): Promise<FastifyInstance> {
  const { app, metrics } = createBaseApp(context, options)
  const { tokensIssued, tokensIssuedInGrace } = metrics
  mountTokenEndpoint(app, { ...context, tokensIssued, tokensIssuedInGrace }, whole)
  return app
}
