import { join } from 'node:path'
import { type FastifyBaseLogger, type FastifyInstance, fastify, LogController } from 'fastify'
import { guardRoutes } from './access/guard.ts'
import { type AuthorizationServers, mountAuthorizationServers } from './authorization-server/mount.ts'
import { interactionRoutes } from './authorization-server/sign-in/interactions-routes.ts'
import { signInRoutes } from './authorization-server/sign-in/sign-in-routes.ts'
import type { Context } from './context.ts'
import { compileOnFirstUse } from './http/api/compile-on-first-use.ts'
import { serveHealth } from './http/api/health.ts'
import { type ApiDescription, publishOpenApi } from './http/api/openapi.ts'
import type { Routes } from './http/api/routes.ts'
import { createAnonymousLimit, limitAnonymousRequests, type AnonymousLimit } from './http/hooks/anonymous-limit.ts'
import { declareAnswers, refuseUndeclaredAnswers } from './http/hooks/declared-answers.ts'
import { decodeQueries } from './http/hooks/decode-queries.ts'
import { answerProblems, asProblem, problemBody, sendProblem } from './http/hooks/error-handler.ts'
import { acceptJsonBodies } from './http/hooks/json-body.ts'
import { createMetrics, type Metrics } from './http/hooks/metrics.ts'
import { logRequest, logRequests } from './http/hooks/request-log.ts'
import { requireHost } from './http/hooks/require-host.ts'
import { addSecurityHeaders, protectBrowserEndpoints, setSecurityHeaders } from './http/hooks/security-headers.ts'
import { traceIdOf } from './http/hooks/trace.ts'
import { answerUnknownPaths } from './http/hooks/unknown-paths.ts'
import { answerUnknownVisits, servePortal } from './http/pages/portal-pages.ts'
import { serveProblemPages } from './http/pages/problem-pages.ts'
import { serveReference } from './http/pages/reference-page.ts'
import { apiClientRoutes } from './modules/api-clients/clients/api-clients-routes.ts'
import { applicationRoleRoutes } from './modules/applications/application-roles/application-roles-routes.ts'
import { assetApplicationRoleRoutes } from './modules/applications/assets/asset-application-roles-routes.ts'
import { assetRoutes } from './modules/applications/assets/assets-routes.ts'
import { deployedAssetRoutes } from './modules/applications/assets/deployed-assets-routes.ts'
import { portfolioManagementRoutes } from './modules/applications/portfolios/portfolio-management-routes.ts'
import { portfolioRoutes } from './modules/applications/portfolios/portfolios-routes.ts'
import { roleUserRoutes } from './modules/directory/assignments/role-users-routes.ts'
import { userApplicationRoleRoutes } from './modules/directory/assignments/user-application-roles-routes.ts'
import { userGroupRoutes } from './modules/directory/assignments/user-groups-routes.ts'
import { userOrganizationRoleRoutes } from './modules/directory/assignments/user-organization-roles-routes.ts'
import { bulkUserRoutes } from './modules/directory/bulk-users/bulk-users-routes.ts'
import { claimMappingDeletionRoutes, claimMappingRoutes } from './modules/directory/groups/claim-mappings-routes.ts'
import { groupApplicationRoleRoutes } from './modules/directory/groups/group-application-roles-routes.ts'
import { groupUserRoutes } from './modules/directory/groups/group-users-routes.ts'
import { groupRoutes } from './modules/directory/groups/groups-routes.ts'
import {
  identityProviderManagementRoutes,
  identityProviderRoutes,
} from './modules/directory/identity-providers/identity-providers-routes.ts'
import { userRoutes } from './modules/directory/users/users-routes.ts'
import { auditRoutes } from './modules/foundation/audit/audit-routes.ts'
import { mailRoutes } from './modules/foundation/mail/mail-routes.ts'
import { permissionRoutes } from './modules/foundation/permissions/permissions-routes.ts'
import {
  organizationRoleManagementRoutes,
  organizationRoleRoutes,
} from './modules/members/organization-roles/organization-roles-routes.ts'
import { sessionRoutes } from './modules/members/sessions/sessions-routes.ts'
import { portalStateRoutes } from './modules/set-up/first-administrator/portal-state-routes.ts'
import { setUpRoutes } from './modules/set-up/first-administrator/set-up-routes.ts'
import { credentialRoutes } from './modules/sign-in/credentials/credentials-routes.ts'
import { acceptanceRoutes } from './modules/sign-in/invitations/acceptance-routes.ts'
import { invitationRoutes } from './modules/sign-in/invitations/invitations-routes.ts'
import { secondFactorRoutes } from './modules/sign-in/second-factors/second-factors-routes.ts'
import { signInDayRoutes } from './modules/sign-in/sign-ins/sign-ins-routes.ts'
import { Problem } from './problems/problem.ts'

export interface AppOptions {
  metrics?: Metrics
  /** For the tests: an answer that its route does not declare is a fault. */
  strictAnswers?: boolean
  /** Where the built web portal is, if not in its package */
  portalFolder?: string
}

const bodyLimit = 1_048_576
const builtPortal = join(import.meta.dirname, '../../portal/dist')

/** The APIs: each publishes its document at `<prefix>/openapi.json`. */
export const apis = {
  identity: {
    prefix: '/api/identity/v1',
    title: 'User and Access Management API',
    description: 'Users, application roles and what connects them, as OutSystems Developer Cloud has it.',
  },
  portfolios: {
    prefix: '/api/portfolios/v2',
    title: 'Portfolio API',
    description: 'Portfolios, environments and deployed assets, as OutSystems Developer Cloud has them.',
  },
  management: {
    prefix: '/api/management/v1',
    title: 'Management API',
    description:
      'What OutSystems Developer Cloud offers only in its portal: API clients, assets and environments, the audit trail.',
  },
} satisfies Record<string, ApiDescription>

/** The whole server, as it ships and as the tests run it. */
export async function buildApp(
  context: Context,
  { metrics = createMetrics(), strictAnswers = false, portalFolder = builtPortal }: AppOptions = {},
): Promise<FastifyInstance> {
  const { config, database, log, authentication, organizations } = context
  let isStopping = false
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
  app.addHook('preClose', async () => {
    isStopping = true
  })
  app.addHook('onRequest', (_request, _reply, done) => {
    if (!isStopping) return done()
    const headers = { 'retry-after': '1', connection: 'close' }
    done(new Problem('shutting_down', 'The server is stopping. Try again.', headers))
  })
  app.addHook('onReady', async () => context.startWorkers())
  app.addHook('onClose', () => context.stopWorkers())
  requireHost(app)
  answerUnknownVisits(app, portalFolder)
  answerUnknownPaths(app)
  guardRoutes(app, { authenticate: authentication.authenticate, organizations, rateLimits: context.rateLimits })

  serveHealth(app, { db: database.db, isStopping: () => isStopping })
  serveReference(app, Object.values(apis))
  serveProblemPages(app)
  servePortal(app, portalFolder)
  const anonymousLimit = createAnonymousLimit(context.clock)
  const servers = mountAuthorizationServers(app, {
    clock: context.clock,
    vault: context.vault,
    changes: database.changes,
    organizations,
    apiClients: context.apiClientDirectory,
    signingKeys: context.signingKeyDirectory,
    tokens: context.tokens,
    lastUse: context.lastUse,
    authorizationRecords: context.authorizationRecords,
    members: context.members,
    tokensIssued: metrics.tokensIssued,
    anonymousLimit,
    log,
  })
  await serveApi(app, apis.identity, [
    userRoutes(context.users),
    userApplicationRoleRoutes(context.userApplicationRoles),
    userOrganizationRoleRoutes(context.userOrganizationRoles),
    organizationRoleRoutes(context.organizationRoles),
    permissionRoutes,
    identityProviderRoutes(context.identityProviders),
    bulkUserRoutes(context.bulkUsers),
    applicationRoleRoutes(context.applicationRoles),
    roleUserRoutes(context.roleUsers),
    groupRoutes(context.groups),
    groupUserRoutes(context.groupUsers),
    groupApplicationRoleRoutes(context.groupApplicationRoles),
    claimMappingDeletionRoutes(context.claimMappings),
    userGroupRoutes(context.userGroups),
  ])
  await serveApi(app, apis.portfolios, [
    portfolioRoutes(context.portfolios, context.environments),
    deployedAssetRoutes(context.deployedAssets),
  ])
  await serveApi(app, apis.management, [
    apiClientRoutes(context.apiClients),
    claimMappingRoutes(context.claimMappings),
    organizationRoleManagementRoutes(context.organizationRoles),
    identityProviderManagementRoutes(context.identityProviders),
    auditRoutes(context.audit),
    mailRoutes(context.mail, context.mailSettings),
    signInDayRoutes(context.signInDays),
    portfolioManagementRoutes(context.portfolios, context.environments),
    assetRoutes(context.assets),
    assetApplicationRoleRoutes(context.assetApplicationRoles, context.deployments),
    invitationRoutes(context),
  ])
  await app.register(portalApi(context, app, servers, anonymousLimit), { prefix: '/portal' })
  return app
}

/** What the portal's own pages call beside the APIs. */
const portalApi =
  (context: Context, app: FastifyInstance, servers: AuthorizationServers, anonymousLimit: AnonymousLimit): Routes =>
  async (scope) => {
    protectBrowserEndpoints(scope)
    limitAnonymousRequests(scope, anonymousLimit)
    const inject = app.inject.bind(app) as FastifyInstance['inject']
    const modules = [
      signInRoutes({ ...context, db: context.database.db, signingKeys: context.signingKeyDirectory, inject }),
      interactionRoutes({ ...context, servers }),
      sessionRoutes(context),
      portalStateRoutes(context),
      credentialRoutes(context),
      secondFactorRoutes(context),
      setUpRoutes(context),
      acceptanceRoutes(context),
    ]
    for (const routes of modules) await scope.register(routes)
  }

const serveApi = async (app: FastifyInstance, api: ApiDescription, modules: Routes[]): Promise<void> => {
  await app.register(
    async (scope) => {
      await publishOpenApi(scope, api)
      for (const routes of modules) await scope.register(routes)
    },
    { prefix: api.prefix },
  )
}

/** What is not even HTTP is answered on the bare socket. */
function answerUnreadable(error: Error & { code?: string }, socket: import('node:net').Socket): void {
  if (error.code === 'ECONNRESET' || socket.destroyed || !socket.writable) return
  const tooLarge = error.code === 'HPE_HEADER_OVERFLOW'
  const problem = tooLarge
    ? new Problem('header_too_large', 'The headers may have up to 16 KiB together.')
    : new Problem('bad_request', 'The request is not valid HTTP.')
  const body = JSON.stringify(problemBody(problem, '', traceIdOf({ headers: {} })))
  const reason = tooLarge ? 'Request Header Fields Too Large' : 'Bad Request'
  socket.end(
    `HTTP/1.1 ${problem.status} ${reason}\r\ncontent-type: application/json; charset=utf-8\r\ncontent-length: ${Buffer.byteLength(body)}\r\nconnection: close\r\n\r\n${body}`,
  )
}
