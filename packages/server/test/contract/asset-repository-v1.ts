import type { ContractOperation } from './describe-contract.ts'
import { page } from './portfolios-v2.ts'

const paging = ['query limit: int32', 'query offset: int32']
const embed = 'query embed[]: releaseNote|icon|sourceCode|signature|metadata'
const path = ['path assetKey: uuid', 'path revisionNumber: int32']
const templateType = 'ApplicationTemplate|ScreenTemplateBundle'

const revision = [
  'assetKey: string',
  'portfolioKey: string?',
  'revision: int32',
  'name: string',
  'description: string?',
  'isExternal: boolean',
  'tag: string?',
  'modelDigest: string?',
  'clonedFromTemplateKey: string?',
  'assetType: string?',
  'createdBy: string?',
  'createdAt: date-time',
  'commitMessage: string?',
  'taggedBy: string?',
  'taggedAt: date-time?',
  '_embedded.releaseNote.tag: string?',
  '_embedded.releaseNote.releaseNoteUrl: string?',
  '_embedded.icon.iconUrl: string?',
  '_embedded.icon.iconDigest: uuid?',
  '_embedded.sourceCode.sourceCodeBinaryUrl: string?',
  '_embedded.sourceCode.sourceCodeDigest: uuid?',
  '_embedded.signature.signatureBinaryUrl: string?',
  '_embedded.signature.signatureDigest: uuid?',
  '_embedded.signature.compatibilitySignatureDigest: uuid?',
  `_embedded.metadata.templateType: ${templateType}?`,
  '_embedded.metadata.toolVersion: string?',
  '_embedded.metadata.runtime: string?',
  '_embedded.metadata.mobileFrameworks[]: string',
  '_embedded.metadata.assemblyVersion: string?',
  '_embedded.metadata.assemblyName: string?',
  '_embedded.metadata.urlPath: string?',
  '_embedded.metadata.isDeployable: boolean',
  '_embedded.metadata.isBuiltInAsset: boolean',
]
const revisions = revision.map((line) => `results[].${line}`)

/** The permissions on assets and end users: the contract names none, each of them reads. */
const reads = {
  permissions: [
    'Asset management > Open',
    'Asset management > Create',
    'Asset management > Debug',
    'Asset management > Change',
    'Asset management > Delete',
    'Release management > Deploy assets',
    'Release management > Release',
    'Monitoring > Access asset logs and traces',
    'Monitoring > Access user information',
    'Analyze > Manage code quality findings',
    'Analyze > View code quality findings',
    'Configuration management > View configurations',
    'Configuration management > Edit asset configurations',
    'End-user management > View end users',
    'End-user management > Manage end-user access',
    'End-user management > Manage end-user groups',
    'Maintenance > View platform updates',
  ],
  // 400 is the contract's default answer.
  problems: [400, 401, 403, 404, 429],
}

/** What ODC's published contract says of the operations of `/api/asset-repository/v1` that are served. */
export const operations: Record<string, ContractOperation> = {
  'GET /assets': {
    ...reads,
    operationId: 'AssetRepository_ListAssets',
    parameters: [
      'query nameContains: string',
      'query nameOrDescriptionContains: string',
      'query assetTypes[]: WebApplication|MobileApplication|LowCodeLibrary|ExtensionLibrary|ExternalConnection|ExternalLibrary|Workflow|WidgetLibrary|AIModelConnection|SearchServiceConnection|Agent|MCPConnection|A2AConnection|KnowledgeBase',
      'query assetKeys[]: uuid',
      'query portfolioKeys[]: uuid',
      embed,
      'query metadata.urlPathContains: string',
      `query metadata.templateType: ${templateType}`,
      'query metadata.isDeployable: boolean',
      'query metadata.isBuiltInAsset: boolean',
      'query isExternal: boolean',
      'query permissionFilter: AppViewSourceCode|AppDebug|AppChange|AppDelete|AppDeploy|AppRelease|AppMonitor|AppMonitorUserInfo|CodeQualityManage|CodeQualityView|AppUserView|AppAccessManage|AppGroupManage|CfgView|ConnConfig|AppCfgChange|UpdatesView',
      'query sort: string',
      ...paging,
    ],
    answer: [...page, ...revisions],
  },
  'POST /assets/search': {
    ...reads,
    operationId: 'AssetRepository_ListMultipleAssetRevisions',
    parameters: [],
    body: [
      'assetVersionFilters[].key: uuid?',
      'assetVersionFilters[].digest: string?',
      'assetVersionFilters[].revision: int32?',
      'assetVersionFilters[].isHighestTag: boolean',
      'embeds[]: string',
    ],
    answer: revisions,
  },
  'GET /assets/{assetKey}': {
    ...reads,
    operationId: 'AssetRepository_GetAsset',
    parameters: ['path assetKey: uuid', embed],
    answer: revision,
  },
  'GET /assets/{assetKey}/latest-revision': {
    ...reads,
    operationId: 'AssetRepository_GetAssetLatestRevision',
    parameters: ['path assetKey: uuid', embed],
    answer: revision,
  },
  'GET /assets/{assetKey}/highest-tag-revision': {
    ...reads,
    operationId: 'AssetRepository_GetApplicationHighestTagRevision',
    parameters: ['path assetKey: uuid', embed],
    answer: revision,
  },
  'GET /assets/{assetKey}/revisions': {
    ...reads,
    operationId: 'AssetRepository_ListAssetRevisions',
    parameters: [
      'path assetKey: uuid',
      'query modelDigest: string',
      'query revisionDateTimeSince: date-time',
      'query revisionDateTimeTo: date-time',
      'query isTagged: boolean',
      'query tag: string',
      'query sort: string',
      'query commitMessage: string',
      embed,
      ...paging,
    ],
    answer: [...page, ...revisions],
  },
  'GET /assets/{assetKey}/revisions/{revisionNumber}': {
    ...reads,
    operationId: 'AssetRepository_GetAssetRevision',
    parameters: [...path, embed],
    answer: revision,
  },
  'PATCH /assets/{assetKey}/revisions/{revisionNumber}': {
    operationId: 'AssetRepository_PatchVersion',
    permissions: ['Asset management > Change', 'Release management > Release'],
    parameters: path,
    body: ['tag: string?', 'releaseNotes: string?', 'commitMessage: string?'],
    status: 204,
    problems: [400, 401, 403, 404, 429],
  },
}
