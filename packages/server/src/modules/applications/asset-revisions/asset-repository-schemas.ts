import { type Static, Type } from 'typebox'
import { type AssetType, assetTypes } from '../../../db/schema/asset-types.ts'
import {
  AnyOf,
  component,
  Key,
  Nullable,
  named,
  OneOf,
  PageQuery,
  Query,
  SearchText,
  Sort,
  strict,
  Timestamp,
} from '../../../http/api/schemas.ts'
import { RevisionNumber } from '../assets/assets-schemas.ts'
import { PageWithTotals } from '../portfolios/portfolios-schemas.ts'
import { CommitMessage, ReleaseNotes, Tag } from './asset-revisions-schemas.ts'
import { type PermissionType, permissionTypes } from './readable-assets.ts'

const Text = Nullable(Type.String())
const TemplateType = named('TemplateType', OneOf('ApplicationTemplate', 'ScreenTemplateBundle'))

/** Portico keeps no models, so that whatever concerns them is null, in every revision. */
const AssetEmbedding = Type.Object(
  {
    releaseNote: Nullable(Type.Object({ tag: Text, releaseNoteUrl: Text }, component('AssetReleaseNote'))),
    icon: Nullable(Type.Object({ iconUrl: Text, iconDigest: Nullable(Key) }, component('AssetIcon'))),
    sourceCode: Nullable(
      Type.Object({ sourceCodeBinaryUrl: Text, sourceCodeDigest: Nullable(Key) }, component('AssetSourceCode')),
    ),
    signature: Nullable(
      Type.Object(
        { signatureBinaryUrl: Text, signatureDigest: Nullable(Key), compatibilitySignatureDigest: Nullable(Key) },
        component('AssetSignature'),
      ),
    ),
    metadata: Nullable(
      Type.Object(
        {
          templateType: Nullable(TemplateType),
          toolVersion: Text,
          runtime: Text,
          mobileFrameworks: Nullable(Type.Array(Type.String())),
          assemblyVersion: Text,
          assemblyName: Text,
          urlPath: Text,
          isDeployable: Type.Boolean(),
          isBuiltInAsset: Type.Boolean(),
        },
        component('BaseAssetMetadata'),
      ),
    ),
  },
  component('AssetEmbeddingV1'),
)
export type AssetEmbedding = Static<typeof AssetEmbedding>

/** Name, description, type and portfolio are those that the asset has now. */
export const AssetRevisionAnswer = Type.Object(
  {
    assetKey: Key,
    portfolioKey: Key,
    revision: RevisionNumber,
    name: Type.String(),
    description: Text,
    isExternal: Type.Boolean(),
    tag: Text,
    modelDigest: Text,
    clonedFromTemplateKey: Text,
    assetType: Type.String(),
    createdBy: Text,
    createdAt: Timestamp,
    commitMessage: Text,
    taggedBy: Text,
    taggedAt: Nullable(Timestamp),
    _embedded: Nullable(AssetEmbedding),
  },
  component('AssetRevisionV1'),
)
export type AssetRevisionAnswer = Static<typeof AssetRevisionAnswer>

export const AssetRevisionPage = PageWithTotals(AssetRevisionAnswer)
export const AssetRevisionList = Type.Object(
  { results: Type.Array(AssetRevisionAnswer) },
  component('AssetRevisionV1ListResponse'),
)

export const embeds = ['releaseNote', 'icon', 'sourceCode', 'signature', 'metadata'] as const
const Embed = { embed: Type.Optional(AnyOf(named('AssetEmbed', OneOf(...embeds)))) }

/** `limit` from 1 to 1000, 100 unless given; `offset` from 0 */
const LongPageQuery = {
  ...PageQuery,
  limit: Type.Optional(
    Type.Integer({ title: 'LimitParameter', format: 'int32', minimum: 1, maximum: 1000, default: 100 }),
  ),
}

/** Those that ODC's contract lists for the filter. Mobile libraries are among the answers all the same. */
const repositoryTypes = assetTypes.filter(
  (type): type is Exclude<AssetType, 'MobileLibrary'> => type !== 'MobileLibrary',
)

export const NewestRevisionsQuery = Query({
  nameContains: Type.Optional(SearchText),
  nameOrDescriptionContains: Type.Optional(SearchText),
  assetTypes: Type.Optional(AnyOf(named('AssetType', OneOf(...repositoryTypes)))),
  assetKeys: Type.Optional(AnyOf(Key)),
  portfolioKeys: Type.Optional(AnyOf(Key)),
  ...Embed,
  'metadata.urlPathContains': Type.Optional(SearchText),
  'metadata.templateType': Type.Optional(TemplateType),
  'metadata.isDeployable': Type.Optional(Type.Boolean()),
  'metadata.isBuiltInAsset': Type.Optional(Type.Boolean()),
  isExternal: Type.Optional(Type.Boolean()),
  permissionFilter: Type.Optional(
    named('PermissionType', OneOf(...(Object.keys(permissionTypes) as PermissionType[]))),
  ),
  sort: Sort('name', 'createdAt'),
  ...LongPageQuery,
})
export type NewestRevisionsQuery = Static<typeof NewestRevisionsQuery>

export const AssetRevisionsQuery = Query({
  modelDigest: Type.Optional(SearchText),
  revisionDateTimeSince: Type.Optional(Timestamp),
  revisionDateTimeTo: Type.Optional(Timestamp),
  isTagged: Type.Optional(Type.Boolean()),
  tag: Type.Optional(SearchText),
  sort: Sort('revision', 'tag'),
  commitMessage: Type.Optional(SearchText),
  ...Embed,
  ...LongPageQuery,
})
export type AssetRevisionsQuery = Static<typeof AssetRevisionsQuery>

export const EmbedQuery = Query(Embed)

export const AssetKeyParameter = Type.Object({ assetKey: Key }, strict)
export const RevisionParameters = Type.Object(
  { assetKey: Key, revisionNumber: Type.Integer({ format: 'int32', minimum: 0, maximum: 2_147_483_647 }) },
  strict,
)

/** What is absent stays; null clears. */
export const AssetVersionPatchRequest = Type.Object(
  {
    tag: Type.Optional(Nullable(Tag)),
    releaseNotes: Type.Optional(Nullable(ReleaseNotes)),
    commitMessage: Type.Optional(Nullable(CommitMessage)),
  },
  component('AssetVersionPatchRequest'),
)
export type AssetVersionPatchRequest = Static<typeof AssetVersionPatchRequest>

/** The newest revision of an asset, unless a revision or the highest tag is asked for. All of it has to apply. */
const AssetVersionFilter = Type.Object(
  {
    key: Type.Optional(Nullable(Key)),
    digest: Type.Optional(Nullable(SearchText)),
    revision: Type.Optional(Nullable(Type.Integer({ format: 'int32', minimum: 0, maximum: 2_147_483_647 }))),
    isHighestTag: Type.Optional(Type.Boolean()),
  },
  component('AssetVersionFilter'),
)
export type AssetVersionFilter = Static<typeof AssetVersionFilter>

export const AssetListFilter = Type.Object(
  {
    assetVersionFilters: Type.Optional(Nullable(Type.Array(AssetVersionFilter, { maxItems: 100 }))),
    embeds: Type.Optional(Nullable(Type.Array(Type.String(), { maxItems: 100 }))),
  },
  component('AssetListFilter'),
)
export type AssetListFilter = Static<typeof AssetListFilter>
