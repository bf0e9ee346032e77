import { setImmediate } from 'node:timers/promises'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { recordRefusals } from './access/caller.ts'
import { countRequestsOfClients } from './access/count-requests-of-clients.ts'
import { addRouteGuard } from './access/route-guard.ts'
import {
  type AuthorizationServers,
  mountAuthorizationServers,
} from './authorization-server/mount-authorization-servers.ts'
import { portalSignInRoutes } from './authorization-server/sign-in/portal-sign-in.ts'
import { type BaseAppOptions, createBaseApp } from './base-app.ts'
import type { Clock } from './config/clock.ts'
import { portalFolder as builtPortal } from './config/portal-folder.ts'
import type { Context } from './context.ts'
import { apis } from './http/api/apis.ts'
import { type ApiDescription, publishOpenApi } from './http/api/openapi.ts'
import type { Routes } from './http/api/routes.ts'
import { serveHealth } from './http/health.ts'
import { announceDeprecation } from './http/hooks/announce-deprecation.ts'
import { type AnonymousLimit, createAnonymousLimit, limitAnonymousRequests } from './http/hooks/anonymous-limit.ts'
import { limitSessionRequests } from './http/hooks/limit-session-requests.ts'
import { answerUnknownPaths } from './http/hooks/unknown-paths.ts'
import { answerUnknownPages, servePortalPages } from './http/pages/portal-pages.ts'
import { serveProblemPages } from './http/pages/problem-pages.ts'
import { serveReferencePage } from './http/pages/reference-page.ts'
import { apiClientsRoutes } from './modules/api-clients/api-clients-routes.ts'
import { applicationsRoutes } from './modules/applications/applications.ts'
import { directoryRoutes } from './modules/directory/directory.ts'
import { foundationRoutes } from './modules/foundation/foundation-routes.ts'
import { hasSessionCookie, membersRoutes } from './modules/members/members.ts'
import { relyingPartiesRoutes } from './modules/relying-parties/relying-parties-routes.ts'
import { portalStateOf, setUpRoutes } from './modules/set-up/set-up.ts'
import { signInRoutes } from './modules/sign-in/sign-in.ts'
import type { Surface, WingRoutes } from './modules/wing.ts'

interface AppOptions extends BaseAppOptions {
  /** For the tests: oidc-provider reads plain token requests too. */
  libraryReadsAll?: boolean
  /** Folder of the built web portal, if it is not the package's own */
  portalFolder?: string
}

/** Whether the pages for members could show nothing but the sign-in page */
const isVisitor = ({ headers }: FastifyRequest): boolean => !hasSessionCookie(headers)

/** The whole server, as it ships and as the tests run it. */
export const buildApp = async (context: Context, options?: AppOptions): Promise<FastifyInstance> =>
  (await buildAppWithServers(context, options)).app

/** The same, with its authorization servers. It lets requests that arrive meanwhile be answered. */
export async function buildAppWithServers(
  context: Context,
  { libraryReadsAll = false, portalFolder = builtPortal, ...options }: AppOptions = {},
): Promise<{ app: FastifyInstance; servers: AuthorizationServers }> {
  const { config, database } = context
  const { app, metrics, onFinished, isStopping } = createBaseApp(context, options)
  metrics.observeReads(context.reads)
  app.addHook('onReady', async () => context.startWorkers())
  app.addHook('onClose', () => context.stopWorkers())
  const portalPages = { folder: portalFolder, stateOf: portalStateOf(context), isVisitor }
  answerUnknownPages(app, portalPages)
  answerUnknownPaths(app)
  recordRefusals(app, context, onFinished)
  countRequestsOfClients(onFinished, context)
  addRouteGuard(app, context)

  const { changes } = database
  // Tokens first ask what is in memory, which counts for a second without a grace time too.
  const areTokensIssued = (): boolean => changes.isCurrent() || changes.age() < config.tokenGrace * 1_000
  serveHealth(app, { db: database.db, isStopping, areTokensIssued })
  serveReferencePage(app, Object.values(apis), portalFolder)
  serveProblemPages(app)
  await setImmediate()
  servePortalPages(app, portalPages)
  await setImmediate()
  const anonymousLimit = createAnonymousLimit(context.clock)
  const { tokensIssued, tokensIssuedInGrace } = metrics
  const servers = mountAuthorizationServers(app, {
    ...context,
    tokensIssued,
    tokensIssuedInGrace,
    anonymousLimit,
    libraryReadsAll,
  })
  const wings = [
    foundationRoutes(context),
    applicationsRoutes(context),
    membersRoutes(context),
    apiClientsRoutes(context),
    directoryRoutes(context),
    relyingPartiesRoutes(context),
    signInRoutes(context),
    setUpRoutes(context),
    portalSignInRoutes({ ...context, servers, inject: app.inject.bind(app) as FastifyInstance['inject'] }),
  ]
  const routesOf = (surface: Surface): Routes[] => wings.flatMap((wing: WingRoutes) => wing[surface] ?? [])
  for (const name of ['identity', 'portfolios', 'portfoliosV1', 'assets', 'management'] as const) {
    await app.register(serveApi(apis[name], routesOf(name)), { prefix: apis[name].prefix })
  }
  const portal = servePortalEndpoints(context.clock, anonymousLimit, routesOf('portal'))
  await app.register(portal, { prefix: '/portal' })
  return { app, servers }
}

const serveApi =
  (api: ApiDescription, all: Routes[]): Routes =>
  async (scope) => {
    announceDeprecation(scope, api)
    await publishOpenApi(scope, api, all)
  }

/** What the portal's pages call besides the APIs: sign-in, session, account. */
const servePortalEndpoints =
  (clock: Clock, anonymousLimit: AnonymousLimit, all: Routes[]): Routes =>
  async (scope) => {
    limitAnonymousRequests(scope, anonymousLimit)
    limitSessionRequests(scope, clock)
    for (const routes of all) {
      await setImmediate()
      await scope.register(routes)
    }
  }
