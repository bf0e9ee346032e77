/** Where a permission applies: in every environment, including later ones, or in these. */
export type Places = 'all' | ReadonlySet<string>
/** Permissions by key. Those that are not granted by environment apply in 'all'. */
export type Selection = ReadonlyMap<string, Places>

/** The parts of a permission of GET /api/identity/v1/permissions that are used here. */
export interface CataloguePermission {
  key: string
  name: string | null
  category: string | null
  allowStages: boolean
  inherits: { key: string; realmStages: string[] }[]
}

/** What a selection includes automatically, and because of which permissions. */
export interface Automatic {
  places: Places
  /** Keys of the permissions that include it */
  because: string[]
}

/**
 * The permissions that a selection includes: for each, where, and because of which. The server applies the same rule
 * when it checks a client or a role. A test compares both.
 */
export function automaticOf(selection: Selection, catalogue: readonly CataloguePermission[]): Map<string, Automatic> {
  const byKey = new Map(catalogue.map((permission) => [permission.key, permission]))
  const automatic = new Map<string, Automatic>()
  const include = (from: string, places: Places): void => {
    for (const { key, realmStages } of byKey.get(from)?.inherits ?? []) {
      const brought: Places = realmStages.includes('SAME_STAGE') ? places : 'all'
      const before = automatic.get(key)
      const merged = union(before?.places, brought)
      const because = [...new Set([...(before?.because ?? []), from])]
      automatic.set(key, { places: merged, because })
      if (!before || !isSame(before.places, merged)) include(key, brought)
    }
  }
  for (const [key, places] of selection) include(key, places)
  return automatic
}

/** Whether the environment is among these places. */
export const includes = (places: Places | undefined, environmentKey: string): boolean =>
  places === 'all' || (places?.has(environmentKey) ?? false)

/** The selection with other places for one permission. Without any place, the permission is removed. */
export function withPlaces(selection: Selection, key: string, places: Places | undefined): Selection {
  const next = new Map(selection)
  if (places === undefined || (places !== 'all' && places.size === 0)) next.delete(key)
  else next.set(key, places)
  return next
}

/** For requests to both APIs. `environmentKeys` null means everywhere. */
export const toGrants = (selection: Selection): { permissionKey: string; environmentKeys: string[] | null }[] =>
  [...selection].map(([permissionKey, places]) => ({
    permissionKey,
    environmentKeys: places === 'all' ? null : [...places],
  }))

/** From answers of both APIs. */
export const fromGrants = (grants: readonly { permissionKey: string; environmentKeys: string[] | null }[]): Selection =>
  new Map(
    grants.map(({ permissionKey, environmentKeys }) => [
      permissionKey,
      environmentKeys === null ? 'all' : new Set(environmentKeys),
    ]),
  )

/** Whether both give the same permissions in the same environments. */
export function isSameSelection(one: Selection, other: Selection): boolean {
  return (
    one.size === other.size &&
    [...one].every(([key, places]) => {
      const others = other.get(key)
      return others !== undefined && isSame(places, others)
    })
  )
}

function union(held: Places | undefined, added: Places): Places {
  if (held === 'all' || added === 'all') return 'all'
  return new Set([...(held ?? []), ...added])
}

const isSame = (a: Places, b: Places): boolean =>
  a === 'all' || b === 'all' ? a === b : a.size === b.size && [...a].every((place) => b.has(place))
