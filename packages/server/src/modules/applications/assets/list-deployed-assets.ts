import { normalKey } from '../../../db/keys.ts'
import type { Parts } from '../../../db/parts.ts'
import { assetTypes } from '../../../db/schema/asset-types.ts'
import { pageOf } from '../../../http/api/page.ts'
import { parseKeys } from '../../../http/api/parse-keys.ts'
import { parseWords } from '../../../http/api/parse-words.ts'
import { environmentsOf, type Principal } from '../../foundation/permissions/principal.ts'
import type { Environment } from '../portfolios/environment.ts'
import { listEnvironments } from '../portfolios/list-environments.ts'
import type { Asset } from './asset.ts'
import type { DeployedPlaces } from './asset-conditions.ts'
import { selectAssetDeployments } from './asset-deployments-repository.ts'
import { selectAssets } from './assets-repository.ts'
import { parseDeployedAssetSort } from './deployed-asset-sort.ts'
import type { DeployedAsset, DeployedAssetsQuery } from './deployed-assets-schemas.ts'
import { parsePermissionFilter } from './permission-filter.ts'

/**
 * Assets with their deployments, the newest first, as far as the caller may view the environments and the filters ask for
 * them.
 * @throws Problem invalid_parameter, permission_filter_unknown
 */
export async function listDeployedAssets(parts: Parts, principal: Principal, query: DeployedAssetsQuery) {
  const { organizationKey } = principal
  const { key, nameContains, limit = 100, offset = 0 } = query
  const viewed = await viewedEnvironments(parts, principal)
  const deployed = deployedPlaces(principal, viewed, query)
  // ODC documents four, of what it deploys. Here, an asset of any type may be deployed.
  const types = parseWords('type', assetTypes, query.type)
  const condition = { keys: parseKeys('key', key, 100), types, nameContains, deployed }
  // Where the caller sees no deployments, their times order nothing.
  const orders = parseDeployedAssetSort(query.sort)
  const sort = orders.filter(({ by }) => typeof by === 'string' || viewed.has(by.deployedTo))
  const { rows, total } = await selectAssets(parts.db, organizationKey, condition, { sort, limit, offset })
  const found = rows.map((asset) => asset.key)
  const deployments = Map.groupBy(
    await selectAssetDeployments(parts.db, organizationKey, found),
    ({ assetKey }) => assetKey,
  )
  const isAsked = inPlaces(deployed)
  const results = rows.map(
    (asset): DeployedAsset => ({
      type: asset.type,
      key: asset.key,
      isBuiltIn: false,
      deployments: (deployments.get(asset.key) ?? []).toSorted(newestFirst).flatMap((deployment) => {
        const environment = viewed.get(deployment.environmentKey)
        return environment && isAsked(deployment) ? [show(asset, deployment, environment)] : []
      }),
    }),
  )
  return pageOf(results, total, { limit, offset })
}

type Deployment = Awaited<ReturnType<typeof selectAssetDeployments>>[number]

/** Those at the same time stay in the sequence of their environments' keys. */
const newestFirst = (one: Deployment, other: Deployment): number =>
  one.deployedAt === other.deployedAt ? 0 : one.deployedAt < other.deployedAt ? 1 : -1

/** The environments that the caller may view, by key. */
async function viewedEnvironments(parts: Parts, principal: Principal): Promise<Map<string, Environment>> {
  const viewed = environmentsOf(principal, 'Portfolio management > View stage')
  const environments = await listEnvironments(parts, principal.organizationKey)
  return new Map(
    environments
      .filter(({ key }) => viewed === 'all' || viewed.has(key))
      .map((environment) => [environment.key, environment]),
  )
}

/** Where deployments are listed: where they are asked for and viewed, and where the filter's permission is held. */
function deployedPlaces(
  { access }: Principal,
  viewed: ReadonlyMap<string, Environment>,
  { environmentKey, portfolioKey, permissionFilter }: DeployedAssetsQuery,
): DeployedPlaces {
  const filter = parsePermissionFilter(permissionFilter)
  const requested = parseKeys('environmentKey', environmentKey, 100)
  const environmentKeys = [...viewed.values()]
    .filter(
      (environment) =>
        (requested?.includes(environment.key) ?? true) &&
        (filter?.environmentKey === undefined || filter.environmentKey === environment.key) &&
        (portfolioKey === undefined || environment.portfolioKey === normalKey(portfolioKey)),
    )
    .map(({ key }) => key)
  const scope = filter ? access.get(filter.permission) : 'all'
  if (scope === undefined) return { environmentKeys: [], assets: [] }
  if (scope === 'all') return { environmentKeys, assets: [] }
  return {
    environmentKeys: environmentKeys.filter((key) => scope.environments.has(key)),
    assets: [...scope.assets].map(([key, { environments }]) => ({
      key,
      environmentKeys: environmentKeys.filter((key) => environments === 'all' || environments.has(key)),
    })),
  }
}

function inPlaces({ environmentKeys, assets }: DeployedPlaces): (deployment: Deployment) => boolean {
  const environments = new Set(environmentKeys)
  const ofAsset = new Map(assets.map((asset) => [asset.key, new Set(asset.environmentKeys)]))
  return ({ assetKey, environmentKey }) =>
    environments.has(environmentKey) || ofAsset.get(assetKey)?.has(environmentKey) === true
}

const show = (
  asset: Asset,
  deployment: Deployment,
  { portfolioKey }: Environment,
): DeployedAsset['deployments'][number] => ({
  environmentKey: deployment.environmentKey,
  name: asset.name,
  revision: deployment.revision,
  buildKey: asset.key,
  deploymentKey: deployment.key,
  deploymentDateTime: deployment.deployedAt,
  description: asset.description,
  iconUrl: null,
  deploymentUserId: deployment.deployedBy,
  url: null,
  tag: deployment.tag,
  taggingUserKey: deployment.taggedBy,
  taggingDateTime: deployment.taggedAt,
  portfolioKey,
})
