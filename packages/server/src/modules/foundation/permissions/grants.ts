import { type PermissionName, permissionNamed, permissions } from './permission-catalogue.ts'
import {
  createScopeUnion,
  type Environments,
  isEmpty,
  limitedScope,
  type Scope,
  type ScopeUnion,
  scopeOfEnvironments,
} from './scope.ts'

/** A permission as it is selected for an API client. */
export interface Grant {
  permission: PermissionName
  /** 'all' too for permissions that are not granted by environment. */
  environments: Environments
}

/** A permission that a principal has been given, and where. */
export interface ScopedGrant {
  permission: PermissionName
  scope: Scope
}

/** What a principal may do: every permission it holds, and where. */
export type Access = ReadonlyMap<PermissionName, Scope>

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
  'User and access management > Manage member access': {
    everywhere: ['User and access management > View members'],
  },
  'End-user management > Manage end-user access': { sameEnvironments: ['End-user management > View end users'] },
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

/**
 * What was given together with everything it inherits. What is inherited stays inside the scope of the grant. A limited
 * grant of a permission that holds for the whole organization only gives nothing.
 */
export function accessOf(grants: Iterable<ScopedGrant>): Access {
  const unions = new Map<PermissionName, ScopeUnion>()
  const add = (permission: PermissionName, given: Scope): void => {
    const scope = possibleScope(permission, given)
    if (isEmpty(scope)) return
    const union = unions.get(permission) ?? createScopeUnion()
    unions.set(permission, union)
    if (!union.add(scope)) return
    const { everywhere, sameEnvironments } = inheritanceOf(permission)
    for (const inherited of [...everywhere, ...sameEnvironments]) add(inherited, scope)
  }
  for (const { permission, scope } of grants) add(permission, scope)
  return new Map([...unions].map(([permission, union]) => [permission, union.scope()]))
}

/** The selection of an API client together with everything it inherits. */
export const accessOfSelection = (selection: readonly Grant[]): Access =>
  accessOf(selection.map(({ permission, environments }) => ({ permission, scope: scopeOfEnvironments(environments) })))

/** The part of a scope in which a permission can hold */
function possibleScope(name: PermissionName, scope: Scope): Scope {
  if (scope === 'all') return scope
  const { allowsEnvironments, allowsAssets } = permissionNamed(name)
  if (allowsAssets) return scope
  return limitedScope(allowsEnvironments ? { environments: scope.environments, portfolios: scope.portfolios } : {})
}

/** Everything there is. What the administrator at the terminal acts with. */
export const fullAccess: Access = new Map(permissions.map(({ fullName }) => [fullName, 'all']))
