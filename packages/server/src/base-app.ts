import {
  type FastifyBaseLogger,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
  type FastifyServerFactory,
  fastify,
  LogController,
} from 'fastify'
import { compileOnFirstUse } from './http/api/compile-on-first-use.ts'
import { limitFormats } from './http/api/limit-formats.ts'
import { createPathFolding } from './http/api/path-folding.ts'
import { addBasePath, basePathOf, withoutBasePath } from './http/base-path.ts'
import { addClientAddress, clientAddressOf, trustedBy } from './http/client-address.ts'
import { createAnonymousLimit } from './http/hooks/anonymous-limit.ts'
import { answerBrowserOrigins, originHeaders } from './http/hooks/answer-browser-origins.ts'
import { answerProblems, asProblem, sendProblem } from './http/hooks/answer-problems.ts'
import { compressAnswers } from './http/hooks/compress-answers.ts'
import { decodeQueries } from './http/hooks/decode-queries.ts'
import { addEntityTags } from './http/hooks/entity-tags.ts'
import { acceptJsonBodies } from './http/hooks/json-body.ts'
import { limitUnreadAnswers } from './http/hooks/limit-unread-answers.ts'
import { logRequest, logRequests } from './http/hooks/log-requests.ts'
import { createMetrics, type Metrics } from './http/hooks/metrics.ts'
import { createOnFinished, type OnFinished } from './http/hooks/on-finished.ts'
import { readNames } from './http/hooks/read-names.ts'
import { refuseEncodedBodies } from './http/hooks/refuse-encoded-bodies.ts'
import { createDrain, type Drain, refuseWhileStopping } from './http/hooks/refuse-while-stopping.ts'
import { requireHost } from './http/hooks/require-host.ts'
import { securityHeaders, setSecurityHeaders } from './http/hooks/security-headers.ts'
import { declareAnswers, refuseUndeclaredAnswers } from './http/hooks/undeclared-answers.ts'
import { answerUnreadableRequests } from './http/hooks/unreadable-requests.ts'
import { makeServer } from './http/make-server.ts'
import { originForm } from './http/origin-form.ts'
import { traceIdOf } from './http/trace-id.ts'
import type { Problem } from './problems/problem.ts'
import type { TokenContext } from './token-context.ts'

type BaseAppParts = Pick<TokenContext, 'clock' | 'config' | 'log' | 'vault' | 'publicUrl' | 'organizations'>

export interface BaseAppOptions {
  metrics?: Metrics
  /** Begins before the server stops */
  drain?: Drain
  /** For the tests: an answer that its route does not declare fails. */
  strictAnswers?: boolean
  /** Makes what listens, from what answers a request; one of its own unless given */
  serverFactory?: FastifyServerFactory
}

interface BaseApp {
  app: FastifyInstance
  metrics: Metrics
  onFinished: OnFinished
  /** Whether it drains or stops */
  isStopping(): boolean
}

const bodyLimit = 1_048_576

/** A server without routes, with what each request passes through whatever it is for. */
export function createBaseApp(
  context: BaseAppParts,
  {
    metrics = createMetrics(),
    drain = createDrain(),
    strictAnswers = false,
    serverFactory = makeServer,
  }: BaseAppOptions,
): BaseApp {
  const { config, log } = context
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
    rewriteUrl: ({ url = '', headers }) => paths.fold(withoutBasePath(originForm(url, headers.host), basePath)),
    trustProxy: trustedBy(config.trustedProxies),
    bodyLimit,
    // requireHost answers with a problem instead.
    http: { requireHostHeader: false },
    requestTimeout: 30_000,
    // A client that reads nothing of its answer would have it kept for ever. Node counts what the system has taken of it
    // as read, and begins once more. No operation takes nearly as long.
    connectionTimeout: 120_000,
    serverFactory,
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
      onCreate: limitFormats,
    },
    // No hook runs for these, and no decorator is there.
    frameworkErrors: (error, request, reply) => {
      request.clientAddress = addressOf(request.raw)
      reply.headers(headers).headers(originHeaders(request.url))
      answerUnrouted(app, asProblem(error, request), request, reply)
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
  decodeQueries(app)
  readNames(app, { strict: config.strict, paths })
  addEntityTags(app, context.vault)
  compressAnswers(app)
  limitUnreadAnswers(app)
  declareAnswers(app)
  if (strictAnswers) refuseUndeclaredAnswers(app)
  const isStopping = refuseWhileStopping(app, onFinished, drain)
  requireHost(app)
  return { app, metrics, onFinished, isStopping }
}

/** A request that the framework could not bring to a route, such as `/users/%E0`: people get a page that says so. */
async function answerUnrouted(
  app: FastifyInstance,
  problem: Problem,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<void> {
  request.problem = problem
  const page = await app.pageInstead?.(request, reply, problem.status)?.catch(() => undefined)
  if (!page) sendProblem(problem, request, reply)
  logRequest(request, reply)
}
