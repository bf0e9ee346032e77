import { type Static, Type } from 'typebox'
import { AnyOf, component, Key, Nullable, PageQuery, Query, SearchText, Timestamp } from '../../../http/api/schemas.ts'
import { nameRule } from '../../../http/api/text-rules.ts'
import { PageWithTotals } from '../portfolios/portfolios-schemas.ts'

/** Portico keeps neither builds nor icons and URLs of assets: a build has the asset's key, and the others are null. */
export const Deployment = Type.Object(
  {
    environmentKey: Key,
    name: Type.String(),
    revision: Type.Integer({ format: 'int32' }),
    buildKey: Key,
    deploymentKey: Key,
    deploymentDateTime: Timestamp,
    description: Nullable(Type.String()),
    iconUrl: Nullable(Type.String()),
    deploymentUserId: Nullable(Type.String()),
    url: Nullable(Type.String()),
    tag: Nullable(Type.String()),
    taggingUserKey: Nullable(Type.String()),
    taggingDateTime: Nullable(Timestamp),
    portfolioKey: Key,
  },
  component('Deployment'),
)

export const DeployedAsset = Type.Object(
  { type: Type.String(), key: Key, isBuiltIn: Type.Boolean(), deployments: Type.Array(Deployment) },
  component('DeployedAsset'),
)
export type DeployedAsset = Static<typeof DeployedAsset>

export const DeployedAssetPage = PageWithTotals(DeployedAsset)

const keys = Type.String({ description: 'one UUID or several, separated by commas' })

export const DeployedAssetsQuery = Query({
  portfolioKey: Type.Optional(Key),
  environmentKey: Type.Optional(keys),
  key: Type.Optional(keys),
  type: Type.Optional(AnyOf(Type.String({ ...nameRule, examples: ['WebApplication'] }))),
  nameContains: Type.Optional(SearchText),
  permissionFilter: Type.Optional(
    Type.String({
      ...nameRule,
      examples: ['AppDebug'],
      description: '<type> or <type>.<environmentKey>, such as AppDebug: what is deployed where the caller holds it',
    }),
  ),
  ...PageQuery,
  sort: Type.Optional(
    Type.String({
      maxLength: 1_000,
      description:
        'name, type or deployments[<environmentKey>].deploymentDateTime; with a minus in front, descending; several separated by commas',
    }),
  ),
})
export type DeployedAssetsQuery = Static<typeof DeployedAssetsQuery>
