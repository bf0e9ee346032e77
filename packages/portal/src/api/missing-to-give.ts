import { controllingPermissions } from '@portico/sdk/generated/controlling-permissions.ts'
import { automaticPermissions, type CataloguePermission, type PermissionSelection } from './permission-selection.ts'
import type { HeldPermission } from './portal-session.ts'

// Who may give what, by the server's rule: nobody gives a permission that controls access and that they lack themselves.
// It decides what the pages offer and say. The server checks by itself, and a test compares both.

/** Permissions by their full names, and where they hold */
type Given = ReadonlyMap<string, 'all' | ReadonlySet<string>>

/** A permission that the member lacks: everywhere, or in these environments. */
export interface Missing {
  name: string
  environments: 'all' | ReadonlySet<string>
}

/** What a selection gives, with what comes along */
export function givenBy(selection: PermissionSelection, catalogue: readonly CataloguePermission[]): Given {
  const automatic = automaticPermissions(selection, catalogue)
  const given = new Map<string, 'all' | ReadonlySet<string>>()
  for (const { key, category, name } of catalogue) {
    const [own, added] = [selection.get(key), automatic.get(key)?.environments]
    if (own === undefined && added === undefined) continue
    const isEverywhere = own === 'all' || added === 'all'
    given.set(`${category} > ${name}`, isEverywhere ? 'all' : new Set([...(own ?? []), ...(added ?? [])]))
  }
  return given
}

/**
 * What the member lacks to give this. Only what is added to `before` counts.
 * @param what 'controlling': to a role; 'all': to an API client, which gets nothing that the member does not hold
 */
export function missingToGive(
  held: readonly HeldPermission[],
  given: Given,
  before: Given = new Map(),
  what: 'controlling' | 'all' = 'controlling',
): Missing[] {
  return [...given].flatMap(([name, environments]) => {
    if (what === 'controlling' && !controllingPermissions.includes(name)) return []
    const added = outside(environments, before.get(name))
    const missing = outside(added, environmentsOf(held, name))
    return missing === 'all' || missing.size > 0 ? [{ name, environments: missing }] : []
  })
}

/** What the member lacks of all permissions that control access, for the whole organization */
export const missingOfAllControlling = (held: readonly HeldPermission[]): Missing[] =>
  missingToGive(held, new Map(controllingPermissions.map((name) => [name, 'all'])))

function environmentsOf(held: readonly HeldPermission[], name: string): 'all' | ReadonlySet<string> {
  const environments = held.find((permission) => permission.name === name)?.environments ?? []
  return environments === 'all' ? 'all' : new Set(environments)
}

function outside(
  environments: 'all' | ReadonlySet<string>,
  others: 'all' | ReadonlySet<string> = new Set(),
): 'all' | ReadonlySet<string> {
  if (others === 'all') return new Set()
  return environments === 'all' ? 'all' : environments.difference(others)
}
