import { type Static, Type } from 'typebox'
import { assetTypes } from '../../../db/schema/asset-types.ts'
import {
  AnyOf,
  component,
  Description,
  Key,
  Name,
  Nullable,
  named,
  OneOf,
  Page,
  PageQuery,
  Query,
  SearchText,
  Sort,
  Timestamp,
} from '../../../http/api/schemas.ts'

const AssetType = named('AssetType', OneOf(...assetTypes))

/** From 1 */
export const RevisionNumber = Type.Integer({ format: 'int32', minimum: 1, maximum: 2_147_483_647 })

const assetFields = {
  key: Key,
  name: Type.String(),
  type: AssetType,
  description: Nullable(Type.String()),
  portfolioKey: Key,
  latestRevision: RevisionNumber,
  /** Of its revisions' tags, the highest version; null where none is tagged */
  highestTag: Nullable(Type.String()),
  createdAt: Timestamp,
}
export const AssetPage = Page(Type.Object(assetFields, component('Asset')), 'AssetPage')

export const AssetApplicationRole = Type.Object(
  { externalKey: Key, name: Type.String(), claim: Nullable(Type.String()) },
  component('AssetApplicationRole'),
)

/** With the roles that it defines, and its deployments in the environments that the caller may view. */
export const AssetDetails = Type.Object(
  {
    ...assetFields,
    applicationRoles: Type.Array(AssetApplicationRole),
    deployments: Type.Array(
      Type.Object(
        { key: Key, environmentKey: Key, revision: RevisionNumber, deployedAt: Timestamp },
        component('AssetDeployment'),
      ),
    ),
  },
  component('AssetDetails'),
)

export const AssetsQuery = Query({
  nameContains: Type.Optional(SearchText),
  portfolioKey: Type.Optional(Key),
  type: Type.Optional(AnyOf(AssetType)),
  sort: Sort('name', 'type', 'createdAt'),
  ...PageQuery,
})
export type AssetsQuery = Static<typeof AssetsQuery>

/** Without portfolioKey, in the main portfolio; without type, a WebApplication. */
export const AssetCreateRequest = Type.Object(
  {
    name: Name,
    type: Type.Optional(AssetType),
    description: Type.Optional(Nullable(Description)),
    portfolioKey: Type.Optional(Nullable(Key)),
  },
  component('AssetCreateRequest'),
)
export type AssetCreateRequest = Static<typeof AssetCreateRequest>

/** What is absent stays; null clears the description. */
export const AssetPatchRequest = Type.Object(
  { name: Type.Optional(Name), type: Type.Optional(AssetType), description: Type.Optional(Nullable(Description)) },
  component('AssetPatchRequest'),
)
export type AssetPatchRequest = Static<typeof AssetPatchRequest>

export const AssetCreated = Type.Object({ key: Key }, component('AssetCreateResponse'))
