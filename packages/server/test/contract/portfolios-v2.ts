/**
 * What ODC's published contract of `/api/portfolios/v2` says of the operations that are served, reduced to facts: each
 * line a place and what stands there. A question mark after the type says that null is allowed.
 */
export interface PortfolioOperation {
  operationId: string
  /** Any one of them is enough; none: any permission at all */
  permissions: readonly string[]
  parameters: readonly string[]
  body?: readonly string[]
  /** Of status 200; absent: no body */
  answer?: readonly string[]
  problems: readonly number[]
}

const page = [
  'page.count: int32',
  'page.limit: int32',
  'page.offset: int32?',
  'page.nextPageOffset: int32?',
  'page.totalResults: int32',
  'page.totalPages: int32',
]

const editsEnvironments = {
  permissions: ['Portfolio management > Manage portfolio', 'Portfolio management > Manage stages'],
  problems: [400, 403, 404, 422],
}

export const operations: Record<string, PortfolioOperation> = {
  'GET /environments': {
    operationId: 'Environments_ListEnvironments',
    permissions: ['Portfolio management > View stage'],
    parameters: ['query portfolioKey: uuid'],
    answer: [
      'results[].key: string?',
      'results[].name: string?',
      'results[].builtinDomain: string?',
      'results[].defaultDomain: string?',
      'results[].purpose: Development|NonProduction|Production?',
      'results[].order: int32',
      'results[].region: string?',
      'results[].hosting: string?',
      'results[].status: Pending|Configured|Deployed|MissingConfigurations|Ready|WakingUp|ScheduledForDeletion|Hibernated?',
      'results[].portfolioKey: uuid?',
    ],
    problems: [400, 401, 403, 429],
  },
  'PATCH /environments': {
    ...editsEnvironments,
    operationId: 'Environments_UpdateEnvironments',
    parameters: [],
    body: ['environments[].key: uuid', 'environments[].name: string?', 'environments[].order: int32?'],
  },
  'PATCH /environments/{environmentKey}': {
    ...editsEnvironments,
    operationId: 'Environments_PatchEnvironment',
    parameters: ['path environmentKey: uuid'],
    body: ['name: string?', 'order: int32?'],
  },
  'GET /portfolios': {
    operationId: 'Portfolios_ListPortfolios',
    permissions: [],
    parameters: ['query portfolioKey: uuid', 'query limit: int32', 'query offset: int32'],
    answer: [
      ...page,
      'results[].key: uuid?',
      'results[].name: string?',
      'results[].type: string?',
      'results[].isMainPortfolio: boolean',
      'results[].nonProductionEnvironmentCount: int32?',
    ],
    problems: [400, 401, 403],
  },
  'PATCH /portfolios/{portfolioKey}': {
    operationId: 'Portfolios_PatchPortfolio',
    permissions: ['Portfolio management > Manage portfolio'],
    parameters: ['path portfolioKey: uuid'],
    body: ['name: string?'],
    problems: [400, 403, 404, 422],
  },
  'GET /deployed-assets': {
    operationId: 'DeployedAssets_ListAssets',
    permissions: [],
    parameters: [
      'query portfolioKey: uuid',
      'query environmentKey: string',
      'query key: string',
      'query type[]: string',
      'query nameContains: string',
      'query permissionFilter: string',
      'query limit: int32',
      'query offset: int32',
      'query sort: string',
    ],
    answer: [
      ...page,
      'results[].type: string?',
      'results[].key: uuid',
      'results[].isBuiltIn: boolean',
      'results[].deployments[].environmentKey: uuid',
      'results[].deployments[].name: string?',
      'results[].deployments[].revision: int32',
      'results[].deployments[].buildKey: uuid',
      'results[].deployments[].deploymentKey: uuid',
      'results[].deployments[].deploymentDateTime: date-time',
      'results[].deployments[].description: string?',
      'results[].deployments[].iconUrl: string?',
      'results[].deployments[].deploymentUserId: string?',
      'results[].deployments[].url: string?',
      'results[].deployments[].tag: string?',
      'results[].deployments[].taggingUserKey: string?',
      'results[].deployments[].taggingDateTime: date-time?',
      'results[].deployments[].portfolioKey: uuid?',
    ],
    problems: [400, 401, 403, 422, 429],
  },
  'GET /libraries': {
    operationId: 'Libraries_ListLibraries',
    permissions: [],
    parameters: [
      'query limit: int32',
      'query offset: int32',
      'query key: string',
      'query type[]: string',
      'query nameContains: string',
      'query permissionFilter: string',
      'query sort[]: object',
      'query portfolioKey: uuid',
      'query revisions: Latest|HighestTag|All',
    ],
    answer: [
      ...page,
      'results[].key: uuid',
      'results[].type: string?',
      'results[].isBuiltIn: boolean',
      'results[].portfolioKey: uuid',
      'results[].revisions[].revision: int32',
      'results[].revisions[].name: string?',
      'results[].revisions[].description: string?',
      'results[].revisions[].iconUrl: string?',
      'results[].revisions[].publishDateTime: date-time',
      'results[].revisions[].publishUserKey: string?',
      'results[].revisions[].tag: string?',
      'results[].revisions[].taggingUserKey: string?',
      'results[].revisions[].taggingDateTime: date-time?',
      'results[].revisions[].isLatest: boolean',
    ],
    problems: [400, 401, 403, 422, 429],
  },
}
