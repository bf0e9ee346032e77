import type { Parts } from '../../../db/parts.ts'
import type { PermissionName } from '../../foundation/permissions/permission-catalogue.ts'
import type { Principal } from '../../foundation/permissions/principal.ts'
import type { LimitedScope } from '../../foundation/permissions/scope.ts'
import { selectEnvironments } from './environments-repository.ts'

interface Reached {
  portfolioKeys: string[]
  /** Single assets, and in which portfolio each lies */
  assets: { key: string; portfolioKey: string }[]
}

/**
 * The portfolios in which the principal holds one of the permissions, at least in one environment, and the single assets
 * beside them. Undefined: they hold one for the whole organization.
 */
export async function getReachedPortfolios(
  { db }: Parts,
  { organizationKey, access }: Principal,
  permissions: Iterable<PermissionName>,
): Promise<Reached | undefined> {
  const scopes: LimitedScope[] = []
  for (const permission of permissions) {
    const scope = access.get(permission)
    if (scope === 'all') return undefined
    if (scope) scopes.push(scope)
  }
  const environments = await selectEnvironments(db, organizationKey)
  const portfolioKeys = scopes.flatMap((scope) => [
    ...scope.portfolios,
    ...environments.filter(({ key }) => scope.environments.has(key)).map(({ portfolioKey }) => portfolioKey),
  ])
  const assets = new Map(
    scopes.flatMap((scope) => [...scope.assets].map(([key, { portfolioKey }]) => [key, portfolioKey])),
  )
  return {
    portfolioKeys: [...new Set(portfolioKeys)],
    assets: [...assets].map(([key, portfolioKey]) => ({ key, portfolioKey })),
  }
}
