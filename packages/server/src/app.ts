import { join } from 'node:path'
import { type FastifyBaseLogger, type FastifyInstance, fastify, LogController } from 'fastify'
import { guardRoutes } from './access/guard.ts'
import { mountAuthorizationServers } from './authorization-server/mount.ts'
import { authorizationServerRoutes } from './authorization-server/sign-in/sign-in.ts'
import type { Context } from './context.ts'
import { apis } from './http/api/apis.ts'
import { compileOnFirstUse } from './http/api/compile-on-first-use.ts'
import { serveHealth } from './http/api/health.ts'
import { type ApiDescription, publishOpenApi } from './http/api/openapi.ts'
import type { Routes } from './http/api/routes.ts'
import { type AnonymousLimit, createAnonymousLimit, limitAnonymousRequests } from './http/hooks/anonymous-limit.ts'
import { declareAnswers, refuseUndeclaredAnswers } from './http/hooks/declared-answers.ts'
import { decodeQueries } from './http/hooks/decode-queries.ts'
import { answerProblems, asProblem, sendProblem } from './http/hooks/error-handler.ts'
import { acceptJsonBodies } from './http/hooks/json-body.ts'
import { createMetrics, type Metrics } from './http/hooks/metrics.ts'
import { logRequest, logRequests } from './http/hooks/request-log.ts'
import { requireHost } from './http/hooks/require-host.ts'
import { addSecurityHeaders, protectBrowserEndpoints, setSecurityHeaders } from './http/hooks/security-headers.ts'
import { refuseWhileStopping } from './http/hooks/stopping.ts'
import { traceIdOf } from './http/hooks/trace.ts'
import { answerUnknownPaths } from './http/hooks/unknown-paths.ts'
import { answerUnreadable } from './http/hooks/unreadable-requests.ts'
import { answerUnknownVisits, servePortal } from './http/pages/portal-pages.ts'
import { serveProblemPages } from './http/pages/problem-pages.ts'
import { serveReference } from './http/pages/reference-page.ts'
import { apiClientsRoutes } from './modules/api-clients/api-clients.ts'
import { applicationsRoutes } from './modules/applications/applications.ts'
import { directoryRoutes } from './modules/directory/directory.ts'
import { foundationRoutes } from './modules/foundation/foundation.ts'
import { membersRoutes } from './modules/members/members.ts'
import { setUpRoutes } from './modules/set-up/set-up.ts'
import { signInRoutes } from './modules/sign-in/sign-in.ts'
import type { Surface, WingRoutes } from './modules/wing.ts'

export interface AppOptions {
  metrics?: Metrics
  /** For the tests: an answer that its route does not declare is a fault. */
  strictAnswers?: boolean
  /** Where the built web portal is, if not in its package */
  portalFolder?: string
}

const bodyLimit = 1_048_576
const builtPortal = join(import.meta.dirname, '../../portal/dist')

/** The whole server, as it ships and as the tests run it. */
export async function buildApp(
  context: Context,
  { metrics = createMetrics(), strictAnswers = false, portalFolder = builtPortal }: AppOptions = {},
): Promise<FastifyInstance> {
  const { config, database, log, authentication, organizations } = context
  const app: FastifyInstance = fastify({
    loggerInstance: log as FastifyBaseLogger,
    // A logger of its own for each request costs more than it tells: every line names its trace id itself.
    childLoggerFactory: (logger) => logger,
    logController: new LogController({ disableRequestLogging: true }),
    genReqId: traceIdOf,
    trustProxy: config.trustedProxies.length > 0 ? config.trustedProxies : false,
    bodyLimit,
    // requireHost does it.
    http: { requireHostHeader: false },
    requestTimeout: 30_000,
    return503OnClosing: false,
    forceCloseConnections: 'idle',
    routerOptions: { maxParamLength: 200 },
    schemaController: compileOnFirstUse(),
    // A field is what its schema says: nothing is dropped, turned or guessed. `verbose` tells a refusal the known fields.
    ajv: {
      customOptions: {
        removeAdditional: false,
        coerceTypes: false,
        useDefaults: true,
        allErrors: false,
        verbose: true,
      },
    },
    // No hook runs for these.
    frameworkErrors: (error, request, reply) => {
      addSecurityHeaders(reply)
      sendProblem(asProblem(error, request), request, reply)
      logRequest(request, reply)
    },
    clientErrorHandler: answerUnreadable,
  })

  answerProblems(app)
  acceptJsonBodies(app)
  logRequests(app)
  metrics.observe(app)
  setSecurityHeaders(app)
  decodeQueries(app)
  declareAnswers(app)
  if (strictAnswers) refuseUndeclaredAnswers(app)
  const isStopping = refuseWhileStopping(app)
  app.addHook('onReady', async () => context.startWorkers())
  app.addHook('onClose', () => context.stopWorkers())
  requireHost(app)
  answerUnknownVisits(app, portalFolder)
  answerUnknownPaths(app)
  guardRoutes(app, { authenticate: authentication.authenticate, organizations, rateLimits: context.rateLimits })

  serveHealth(app, { db: database.db, isStopping })
  serveReference(app, Object.values(apis))
  serveProblemPages(app)
  servePortal(app, portalFolder)
  const anonymousLimit = createAnonymousLimit(context.clock)
  const servers = mountAuthorizationServers(app, { ...context, tokensIssued: metrics.tokensIssued, anonymousLimit })
  const wings = [
    foundationRoutes(context),
    applicationsRoutes(context),
    membersRoutes(context),
    apiClientsRoutes(context),
    directoryRoutes(context),
    signInRoutes(context),
    setUpRoutes(context),
    authorizationServerRoutes({ ...context, servers, inject: app.inject.bind(app) as FastifyInstance['inject'] }),
  ]
  const routesOf = (surface: Surface): Routes[] => wings.flatMap((wing: WingRoutes) => wing[surface] ?? [])
  for (const name of ['identity', 'portfolios', 'management'] as const) {
    await app.register(serveApi(apis[name], routesOf(name)), { prefix: apis[name].prefix })
  }
  await app.register(servePortalEndpoints(anonymousLimit, routesOf('portal')), { prefix: '/portal' })
  return app
}

const serveApi =
  (api: ApiDescription, all: Routes[]): Routes =>
  async (scope) => {
    await publishOpenApi(scope, api)
    for (const routes of all) await scope.register(routes)
  }

/** What the portal's own pages call beside the APIs. */
const servePortalEndpoints =
  (anonymousLimit: AnonymousLimit, all: Routes[]): Routes =>
  async (scope) => {
    protectBrowserEndpoints(scope)
    limitAnonymousRequests(scope, anonymousLimit)
    for (const routes of all) await scope.register(routes)
  }
