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

const nowhere: ReadonlySet<string> = new Set()
const nothing: LimitedScope = { environments: new Set(), portfolios: new Set(), assets: new Map() }

/** A scope of these parts; the ones that are left out are empty. */
export const limitedScope = (parts: Partial<LimitedScope>): LimitedScope => ({ ...nothing, ...parts })

/** The scope of what is granted by environment */
export const scopeOfEnvironments = (environments: Environments): Scope =>
  environments === 'all' ? 'all' : limitedScope({ environments })

export const isEmpty = (scope: Scope): boolean =>
  scope !== 'all' && scope.environments.size + scope.portfolios.size + scope.assets.size === 0

/** What scopes reach together */
export interface ScopeUnion {
  /** @returns whether it reaches further than without this scope */
  add(scope: Scope): boolean
  scope(): Scope
}

/** Puts a scope together of others, each of which is read once: a member may hold a role for each of very many assets. */
export function createScopeUnion(): ScopeUnion {
  let isAll = false
  const [environments, portfolios, assets] = [new Set<string>(), new Set<string>(), new Map<string, AssetScope>()]
  const union = { environments, portfolios, assets }
  return {
    add(scope) {
      const outside = scopeOutside(scope, isAll ? 'all' : union)
      if (isEmpty(outside)) return false
      if (outside === 'all') isAll = true
      else {
        for (const key of outside.environments) environments.add(key)
        for (const key of outside.portfolios) portfolios.add(key)
        for (const [key, asset] of outside.assets) {
          const held = assets.get(key)
          assets.set(key, held ? { ...asset, environments: both(held.environments, asset.environments) } : asset)
        }
      }
      return true
    },
    scope: () => (isAll ? 'all' : union),
  }
}

/** What of the scope lies outside of another one; empty where the other one covers it. */
export function scopeOutside(scope: Scope, other: Scope | undefined): Scope {
  if (other === 'all') return nothing
  if (scope === 'all' || other === undefined) return scope
  const assets = new Map<string, AssetScope>()
  for (const [key, asset] of scope.assets) {
    const environments = assetEnvironmentsOutside(key, asset, other)
    if (environments === asset.environments) assets.set(key, asset)
    else if (environments === 'all' || environments.size > 0) assets.set(key, { ...asset, environments })
  }
  return {
    environments: scope.environments.difference(other.environments),
    portfolios: scope.portfolios.difference(other.portfolios),
    assets,
  }
}

function assetEnvironmentsOutside(
  key: string,
  { portfolioKey, environments }: AssetScope,
  other: LimitedScope,
): Environments {
  const held = other.assets.get(key)?.environments
  if (held === 'all' || other.portfolios.has(portfolioKey)) return nowhere
  if (environments === 'all') return 'all'
  if (held === undefined && other.environments.size === 0) return environments
  return environments.difference(held ?? nowhere).difference(other.environments)
}

const both = (one: Environments, other: Environments): Environments =>
  one === 'all' || other === 'all' ? 'all' : one.union(other)
