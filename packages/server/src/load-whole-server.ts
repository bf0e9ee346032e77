import { setImmediate } from 'node:timers/promises'
import type { FastifyInstance } from 'fastify'
import type { AuthorizationServers } from './authorization-server/mount-authorization-servers.ts'
import type { BaseAppOptions } from './base-app.ts'
import type { OpenedTokenContext } from './token-context.ts'

/** What answers every request. The token app listens for it. */
export interface WholeServer {
  app: FastifyInstance
  servers: AuthorizationServers
  /** Also closes the token context. */
  closeContext(): Promise<void>
}

/**
 * Loads and makes what is not needed for the first tokens: two thirds of a start. The settings have been checked before it, so
 * what fails here is a fault of the program or of its files.
 */
export async function loadWholeServer(
  opened: OpenedTokenContext,
  tokenApp: FastifyInstance,
  options: BaseAppOptions,
): Promise<WholeServer> {
  // Loading blocks the event loop. Tokens get their turn between the parts: the largest wing is one by itself.
  await import('./modules/sign-in/sign-in.ts')
  await setImmediate()
  const { completeContext } = await import('./context.ts')
  await setImmediate()
  const { buildAppWithServers } = await import('./app.ts')
  await setImmediate()
  const context = completeContext(opened)
  await setImmediate()
  const { app, servers } = await buildAppWithServers(context, { ...options, serverFactory: () => tokenApp.server })
  // The whole server's own hook comes first, which tells clients that these are their last answers; then these are given.
  app.addHook('preClose', () => tokenApp.close())
  await app.ready()
  return { app, servers, closeContext: context.close }
}
