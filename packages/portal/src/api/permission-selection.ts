/** Where a permission applies: in every environment, including later ones, or in these. */
export type SelectedEnvironments = 'all' | ReadonlySet<string>
/** Permissions by key. Those that are not granted by environment apply in 'all'. */
export type PermissionSelection = ReadonlyMap<string, SelectedEnvironments>

/** The parts of a permission of GET /api/identity/v1/permissions that are used here. */
export interface CataloguePermission {
  key: string
  name: string | null
  category: string | null
  allowStages: boolean
  inherits: { key: string; realmStages: string[] }[]
}

/** What a selection includes automatically, and because of which permissions. */
export interface AutomaticPermission {
  environments: SelectedEnvironments
  /** Keys of the permissions that include it */
  includedBy: string[]
}

/**
 * The permissions that a selection includes: for each, where, and because of which. The server applies the same rule
 * when it checks a client or a role. A test compares both.
 */
export function automaticPermissions(
  selection: PermissionSelection,
  catalogue: readonly CataloguePermission[],
): Map<string, AutomaticPermission> {
  const byKey = new Map(catalogue.map((permission) => [permission.key, permission]))
  const automatic = new Map<string, AutomaticPermission>()
  const include = (from: string, environments: SelectedEnvironments): void => {
    for (const { key, realmStages } of byKey.get(from)?.inherits ?? []) {
      const included: SelectedEnvironments = realmStages.includes('SAME_STAGE') ? environments : 'all'
      const before = automatic.get(key)
      const merged = union(before?.environments, included)
      const includedBy = [...new Set([...(before?.includedBy ?? []), from])]
      automatic.set(key, { environments: merged, includedBy })
      if (!before || !isSame(before.environments, merged)) include(key, included)
    }
  }
  for (const [key, environments] of selection) include(key, environments)
  return automatic
}

/**
 * How many permissions a selection gives, with those that it includes: everywhere or at all, and in single environments
 * beside that, by the key of the environment.
 */
export function countSelected(
  selection: PermissionSelection,
  automatic: ReadonlyMap<string, AutomaticPermission>,
): { total: number; inEnvironment: Map<string, number> } {
  const keys = new Set([...selection.keys(), ...automatic.keys()])
  const inEnvironment = new Map<string, number>()
  for (const key of keys) {
    const places = union(selection.get(key), automatic.get(key)?.environments ?? new Set())
    for (const place of places === 'all' ? [] : places) inEnvironment.set(place, (inEnvironment.get(place) ?? 0) + 1)
  }
  return { total: keys.size, inEnvironment }
}

/** Whether the environment is among those selected. */
export const includesEnvironment = (environments: SelectedEnvironments | undefined, environmentKey: string): boolean =>
  environments === 'all' || (environments?.has(environmentKey) ?? false)

/** The selection with other environments for one permission. Without any environment, the permission is removed. */
export function withEnvironments(
  selection: PermissionSelection,
  key: string,
  environments: SelectedEnvironments | undefined,
): PermissionSelection {
  const next = new Map(selection)
  if (environments === undefined || (environments !== 'all' && environments.size === 0)) next.delete(key)
  else next.set(key, environments)
  return next
}

/** For requests to both APIs. `environmentKeys` null means everywhere. */
export const toGrants = (
  selection: PermissionSelection,
): { permissionKey: string; environmentKeys: string[] | null }[] =>
  [...selection].map(([permissionKey, environments]) => ({
    permissionKey,
    environmentKeys: environments === 'all' ? null : [...environments],
  }))

/** From answers of both APIs. */
export const fromGrants = (
  grants: readonly { permissionKey: string; environmentKeys: string[] | null }[],
): PermissionSelection =>
  new Map(
    grants.map(({ permissionKey, environmentKeys }) => [
      permissionKey,
      environmentKeys === null ? 'all' : new Set(environmentKeys),
    ]),
  )

/** Whether both give the same permissions in the same environments. */
export function isSameSelection(one: PermissionSelection, other: PermissionSelection): boolean {
  return (
    one.size === other.size &&
    [...one].every(([key, environments]) => {
      const others = other.get(key)
      return others !== undefined && isSame(environments, others)
    })
  )
}

function union(held: SelectedEnvironments | undefined, added: SelectedEnvironments): SelectedEnvironments {
  if (held === 'all' || added === 'all') return 'all'
  return new Set([...(held ?? []), ...added])
}

const isSame = (a: SelectedEnvironments, b: SelectedEnvironments): boolean =>
  a === 'all' || b === 'all' ? a === b : a.size === b.size && [...a].every((environment) => b.has(environment))
