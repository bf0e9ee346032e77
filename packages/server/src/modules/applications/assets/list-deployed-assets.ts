import { normalKey } from '../../../db/keys.ts'
import type { Parts } from '../../../db/parts.ts'
import { pageOf, parseSort } from '../../../http/api/page.ts'
import { parseKeys } from '../../../http/api/parse-keys.ts'
import { Problem } from '../../../problems/problem.ts'
import { matchPermissions } from '../../foundation/permissions/permission-catalogue.ts'
import { environmentsOf, type Principal } from '../../foundation/permissions/principal.ts'
import type { Environment } from '../portfolios/environment.ts'
import { listEnvironments } from '../portfolios/list-environments.ts'
import type { Asset } from './asset.ts'
import { selectAssetDeployments } from './asset-deployments-repository.ts'
import { selectAssets } from './assets-repository.ts'
import type { DeployedAsset, DeployedAssetsQuery } from './deployed-assets-schemas.ts'

/**
 * Assets with their deployments, as far as the caller may view the environments and the filter asks for them.
 * @throws Problem invalid_parameter, permission_filter_unknown
 */
export async function listDeployedAssets(parts: Parts, principal: Principal, query: DeployedAssetsQuery) {
  const { organizationKey } = principal
  const { key, type, nameContains, sort = 'name', limit = 100, offset = 0 } = query
  const environments = await requestedEnvironments(parts, principal, query)
  const condition = {
    keys: parseKeys('key', key, 100),
    types: type,
    nameContains,
    environmentKeys: [...environments.keys()],
  }
  const { rows, total } = await selectAssets(parts.db, organizationKey, condition, {
    sort: parseSort(sort),
    limit,
    offset,
  })
  const found = rows.map((asset) => asset.key)
  const deployments = Map.groupBy(
    await selectAssetDeployments(parts.db, organizationKey, found),
    ({ assetKey }) => assetKey,
  )
  const results = rows.map(
    (asset): DeployedAsset => ({
      type: asset.type,
      key: asset.key,
      isBuiltIn: false,
      deployments: (deployments.get(asset.key) ?? []).flatMap((deployment) => {
        const environment = environments.get(deployment.environmentKey)
        return environment ? [show(asset, deployment, environment)] : []
      }),
    }),
  )
  return pageOf(results, total, { limit, offset })
}

/** The environments that the caller asks for and may view, by key. */
async function requestedEnvironments(
  parts: Parts,
  principal: Principal,
  { environmentKey, portfolioKey, permissionFilter }: DeployedAssetsQuery,
): Promise<Map<string, Environment>> {
  const requested = parseKeys('environmentKey', environmentKey, 100)
  const granted = [
    [environmentsOf(principal, 'Portfolio management > View stage')],
    ...(permissionFilter === undefined ? [] : [grantedBy(principal, permissionFilter)]),
  ]
  const visible = (await listEnvironments(parts, principal.organizationKey)).filter(
    (environment) =>
      (requested?.includes(environment.key) ?? true) &&
      (portfolioKey === undefined || environment.portfolioKey === normalKey(portfolioKey)) &&
      granted.every((any) => any.some((where) => where === 'all' || where.has(environment.key))),
  )
  return new Map(visible.map((environment) => [environment.key, environment]))
}

/** Where the caller holds the permission; where several have the name, any of them. */
function grantedBy(principal: Principal, name: string) {
  const permissions = matchPermissions(name)
  if (permissions.length === 0) {
    const detail = `The parameter permissionFilter names no permission: '${name}'. docs/permissions.md lists them.`
    throw new Problem('permission_filter_unknown', detail)
  }
  return permissions.map(({ fullName }) => environmentsOf(principal, fullName))
}

const show = (
  asset: Asset,
  deployment: Awaited<ReturnType<typeof selectAssetDeployments>>[number],
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
