import { type FastifyBaseLogger, type FastifyInstance, fastify, LogController } from 'fastify'
import { recordRefusals } from './access/caller.ts'
import { countRequestsOfClients } from './access/count-requests-of-clients.ts'
import { addRouteGuard } from './access/route-guard.ts'
import { mountAuthorizationServers } from './authorization-server/mount-authorization-servers.ts'
import { portalSignInRoutes } from './authorization-server/sign-in/portal-sign-in.ts'
import type { Clock } from './config/clock.ts'
import { portalFolder as builtPortal } from './config/portal-folder.ts'
import type { Context } from './context.ts'
import { apis } from './http/api/apis.ts'
import { compileOnFirstUse } from './http/api/compile-on-first-use.ts'
import { type ApiDescription, publishOpenApi } from './http/api/openapi.ts'
import { createPathFolding } from './http/api/path-folding.ts'
import type { Routes } from './http/api/routes.ts'
import { addBasePath, basePathOf, withoutBasePath } from './http/base-path.ts'
import { addClientAddress, clientAddressOf, trustedBy } from './http/client-address.ts'
import { serveHealth } from './http/health.ts'
import { announceDeprecation } from './http/hooks/announce-deprecation.ts'
import { type AnonymousLimit, createAnonymousLimit, limitAnonymousRequests } from './http/hooks/anonymous-limit.ts'
import { answerBrowserOrigins, originHeaders } from './http/hooks/answer-browser-origins.ts'
import { answerProblems, asProblem, sendProblem } from './http/hooks/answer-problems.ts'
import { compressAnswers } from './http/hooks/compress-answers.ts'
import { decodeQueries } from './http/hooks/decode-queries.ts'
import { addEntityTags } from './http/hooks/entity-tags.ts'
import { acceptJsonBodies } from './http/hooks/json-body.ts'
import { limitSessionRequests } from './http/hooks/limit-session-requests.ts'
import { logRequest, logRequests } from './http/hooks/log-requests.ts'
import { createMetrics, type Metrics } from './http/hooks/metrics.ts'
import { createOnFinished } from './http/hooks/on-finished.ts'
import { readNames } from './http/hooks/read-names.ts'
import { refuseEncodedBodies } from './http/hooks/refuse-encoded-bodies.ts'
import { createDrain, type Drain, refuseWhileStopping } from './http/hooks/refuse-while-stopping.ts'
import { requireHost } from './http/hooks/require-host.ts'
import { securityHeaders, setSecurityHeaders } from './http/hooks/security-headers.ts'
import { declareAnswers, refuseUndeclaredAnswers } from './http/hooks/undeclared-answers.ts'
import { answerUnknownPaths } from './http/hooks/unknown-paths.ts'
import { answerUnreadableRequests } from './http/hooks/unreadable-requests.ts'
import { answerUnknownPages, servePortalPages } from './http/pages/portal-pages.ts'
import { serveProblemPages } from './http/pages/problem-pages.ts'
import { serveReferencePage } from './http/pages/reference-page.ts'
import { traceIdOf } from './http/trace-id.ts'
import { apiClientsRoutes } from './modules/api-clients/api-clients.ts'
import { applicationsRoutes } from './modules/applications/applications.ts'
import { directoryRoutes } from './modules/directory/directory.ts'
import { foundationRoutes } from './modules/foundation/foundation.ts'
import { membersRoutes } from './modules/members/members.ts'
import { relyingPartiesRoutes } from './modules/relying-parties/relying-parties.ts'
import { portalStateOf, setUpRoutes } from './modules/set-up/set-up.ts'
import { signInRoutes } from './modules/sign-in/sign-in.ts'
import type { Surface, WingRoutes } from './modules/wing.ts'

interface AppOptions {
  metrics?: Metrics
  /** Begins before the server stops */
  drain?: Drain
  /** For the tests: an answer that its route does not declare fails. */
  strictAnswers?: boolean
  /** For the tests: oidc-provider reads plain token requests too. */
  libraryReadsAll?: boolean
  /** Folder of the built web portal, if it is not the package's own */
  portalFolder?: string
}

const bodyLimit = 1_048_576

/** The whole server, as it ships and as the tests run it. */
export async function buildApp(
  context: Context,
  {
    metrics = createMetrics(),
    drain = createDrain(),
    strictAnswers = false,
    libraryReadsAll = false,
    portalFolder = builtPortal,
  }: AppOptions = {},
): Promise<FastifyInstance> {
  const { config, database, log } = context
  const addressOf = clientAddressOf(config.trustedProxies)
  const headers = securityHeaders(config)
  const basePath = basePathOf(context.publicUrl())
  const paths = createPathFolding()
  const app: FastifyInstance = fastify({
    loggerInstance: log as FastifyBaseLogger,
    // No logger of its own for each request: it costs time, and every line names its trace id itself.
    childLoggerFactory: (logger) => logger,
    logController: new LogController({ disableRequestLogging: true }),
    genReqId: traceIdOf,
    rewriteUrl: ({ url = '' }) => paths.fold(withoutBasePath(url, basePath)),
    trustProxy: trustedBy(config.trustedProxies),
    bodyLimit,
    // requireHost answers with a problem instead.
    http: { requireHostHeader: false },
    requestTimeout: 30_000,
    return503OnClosing: false,
    forceCloseConnections: 'idle',
    routerOptions: { maxParamLength: 200 },
    schemaController: compileOnFirstUse(),
    // A value is what the caller sent: nothing is removed or converted. `verbose` gives a refusal the known fields.
    ajv: {
      customOptions: {
        removeAdditional: false,
        coerceTypes: false,
        useDefaults: true,
        allErrors: false,
        verbose: true,
      },
    },
    // No hook runs for these, and no decorator is there.
    frameworkErrors: (error, request, reply) => {
      request.clientAddress = addressOf(request.raw)
      reply.headers(headers).headers(originHeaders(request.url))
      sendProblem(asProblem(error, request), request, reply)
      logRequest(request, reply)
    },
    clientErrorHandler: answerUnreadableRequests(headers, basePath),
  })

  const onFinished = createOnFinished(app)
  addBasePath(app, basePath)
  setSecurityHeaders(app, headers)
  addClientAddress(app, addressOf)
  answerBrowserOrigins(app, {
    originsOf: async (host) => (await context.organizations.find(host)).browserOrigins,
    preflights: createAnonymousLimit(context.clock, { mostInMinute: 3_000 }),
  })
  answerProblems(app)
  acceptJsonBodies(app)
  refuseEncodedBodies(app)
  logRequests(app, onFinished)
  metrics.observe(app, onFinished)
  metrics.observeReads(context.reads)
  decodeQueries(app)
  readNames(app, { strict: config.strict, paths })
  addEntityTags(app, context.vault)
  compressAnswers(app)
  declareAnswers(app)
  if (strictAnswers) refuseUndeclaredAnswers(app)
  const isStopping = refuseWhileStopping(app, onFinished, drain)
  app.addHook('onReady', async () => context.startWorkers())
  app.addHook('onClose', () => context.stopWorkers())
  requireHost(app)
  const portalPages = { folder: portalFolder, stateOf: portalStateOf(context) }
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
  servePortalPages(app, portalPages)
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
  return app
}

const serveApi =
  (api: ApiDescription, all: Routes[]): Routes =>
  async (scope) => {
    announceDeprecation(scope, api)
    await publishOpenApi(scope, api)
    for (const routes of all) await scope.register(routes)
  }

/** What the portal's pages call besides the APIs: sign-in, session, account. */
const servePortalEndpoints =
  (clock: Clock, anonymousLimit: AnonymousLimit, all: Routes[]): Routes =>
  async (scope) => {
    limitAnonymousRequests(scope, anonymousLimit)
    limitSessionRequests(scope, clock)
    for (const routes of all) await scope.register(routes)
  }
