/**
 * Where a permission holds: 'all' for the whole organization, also in what is added to it later; or in some
 * environments, portfolios and assets.
 */
export type Scope = 'all' | LimitedScope

export interface LimitedScope {
  /** Keys of environments, those of the portfolios included */
  environments: ReadonlySet<string>
  /** Keys of portfolios: everything in them, also what is added later */
  portfolios: ReadonlySet<string>
  /** By the asset's key */
  assets: ReadonlyMap<string, AssetScope>
}

/** One asset: in every environment, or in some. */
interface AssetScope {
  /** The portfolio in which the asset lies */
  portfolioKey: string
  environments: Environments
}

/** Every environment (also one that is added later), or these. */
export type Environments = 'all' | ReadonlySet<string>

const nothing: LimitedScope = { environments: new Set(), portfolios: new Set(), assets: new Map() }

/** A scope of these parts; the ones that are left out are empty. */
export const limitedScope = (parts: Partial<LimitedScope>): LimitedScope => ({ ...nothing, ...parts })

/** The scope of what is granted by environment */
export const scopeOfEnvironments = (environments: Environments): Scope =>
  environments === 'all' ? 'all' : limitedScope({ environments })

export const isEmpty = (scope: Scope): boolean =>
  scope !== 'all' && scope.environments.size + scope.portfolios.size + scope.assets.size === 0

export function unionOfScopes(a: Scope, b: Scope): Scope {
  if (a === 'all' || b === 'all') return 'all'
  const assets = new Map(a.assets)
  for (const [key, { portfolioKey, environments }] of b.assets) {
    assets.set(key, { portfolioKey, environments: union(assets.get(key)?.environments, environments) })
  }
  return {
    environments: a.environments.union(b.environments),
    portfolios: a.portfolios.union(b.portfolios),
    assets,
  }
}

/** What of the scope lies outside of another one; empty where the other one covers it. */
export function scopeOutside(scope: Scope, other: Scope | undefined): Scope {
  if (other === 'all') return nothing
  if (scope === 'all' || other === undefined) return scope
  const assets = [...scope.assets].flatMap(([key, asset]) => {
    const environments = assetEnvironmentsOutside(key, asset, other)
    return environments === 'all' || environments.size > 0 ? [[key, { ...asset, environments }] as const] : []
  })
  return {
    environments: scope.environments.difference(other.environments),
    portfolios: scope.portfolios.difference(other.portfolios),
    assets: new Map(assets),
  }
}

function assetEnvironmentsOutside(key: string, { portfolioKey, environments }: AssetScope, other: LimitedScope) {
  const held = other.assets.get(key)?.environments ?? new Set<string>()
  if (held === 'all' || other.portfolios.has(portfolioKey)) return new Set<string>()
  return environments === 'all' ? 'all' : environments.difference(held).difference(other.environments)
}

/** Whether two scopes, one of which contains the other, are the same */
export const isSameScope = (a: Scope, b: Scope): boolean => isEmpty(scopeOutside(a, b)) && isEmpty(scopeOutside(b, a))

function union(held: Environments | undefined, added: Environments): Environments {
  if (held === 'all' || added === 'all') return 'all'
  return added.union(held ?? new Set())
}
