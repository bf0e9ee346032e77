import { type PermissionName, permissionNamed, permissions } from './permission-catalogue.ts'

/** Where a permission holds: in every environment (also one that is added later), or in these. */
export type Environments = 'all' | ReadonlySet<string>

export interface Grant {
  permission: PermissionName
  /** 'all' too for permissions that are not granted by environment. */
  environments: Environments
}

/** What a principal may do: every permission it holds, and where. */
export type Access = ReadonlyMap<PermissionName, Environments>

interface Inheritance {
  /** Permissions that are inherited for the whole organization, in every environment. */
  everywhere?: PermissionName[]
  /** Permissions that are inherited in the environments of the grant. */
  sameEnvironments?: PermissionName[]
}

const viewEndUsers: PermissionName[] = [
  'End-user management > View end users',
  'End-user management > Manage end-user access',
  'Portfolio management > View stage',
]

const inheritances: Partial<Record<PermissionName, Inheritance>> = {
  'User and access management > Manage users': {
    everywhere: [
      'User and access management > View members',
      'User and access management > Manage member access',
      ...viewEndUsers,
    ],
  },
  'End-user management > Manage end-user groups': { sameEnvironments: viewEndUsers },
  'Asset management > Change': { everywhere: ['Asset management > Open', 'Asset management > Debug'] },
  'User and access management > Manage organization roles': {
    everywhere: ['User and access management > View members'],
  },
}

/** What a permission inherits when it is selected. */
export function inheritanceOf(permission: PermissionName): Required<Inheritance> {
  const { everywhere = [], sameEnvironments = [] } = inheritances[permission] ?? {}
  const viewStage: PermissionName = 'Portfolio management > View stage'
  const needsStage = permissionNamed(permission).allowsEnvironments && permission !== viewStage
  const same = needsStage && !sameEnvironments.includes(viewStage) ? [...sameEnvironments, viewStage] : sameEnvironments
  return { everywhere, sameEnvironments: same }
}

/** The selection together with everything it inherits. */
export function accessOf(selection: Iterable<Grant>): Access {
  const access = new Map<PermissionName, Environments>()
  const add = (permission: PermissionName, environments: Environments): void => {
    const held = access.get(permission)
    const merged = union(held, environments)
    if (held !== undefined && sameSize(held, merged)) return
    access.set(permission, merged)
    const { everywhere, sameEnvironments } = inheritanceOf(permission)
    for (const inherited of everywhere) add(inherited, 'all')
    for (const inherited of sameEnvironments) add(inherited, environments)
  }
  for (const { permission, environments } of selection) add(permission, environments)
  return access
}

/** Everything there is. What the administrator at the terminal acts with. */
export const fullAccess: Access = new Map(permissions.map(({ fullName }) => [fullName, 'all']))

function union(held: Environments | undefined, added: Environments): Environments {
  if (held === 'all' || added === 'all') return 'all'
  return new Set([...(held ?? []), ...added])
}

const sameSize = (a: Environments, b: Environments): boolean =>
  a === 'all' ? b === 'all' : b !== 'all' && a.size === b.size
