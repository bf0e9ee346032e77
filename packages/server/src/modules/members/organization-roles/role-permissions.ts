import { newKey, normalKey } from '../../../db/keys.ts'
import { Problem } from '../../../problems/problem.ts'
import type { Environment } from '../../applications/portfolios/environment.ts'
import { type Access, accessOf } from '../../foundation/permissions/grants.ts'
import { type Permission, permissionByKey, permissions } from '../../foundation/permissions/permission-catalogue.ts'
import { requestedPermission } from '../../foundation/permissions/requested-permission.ts'
import { scopeOfEnvironments } from '../../foundation/permissions/scope.ts'
import type { OrganizationRole } from './organization-role.ts'
import type { PermissionDetails, OrganizationRole as RoleAnswer } from './organization-roles-schemas.ts'

/** One permission of a role, and where it holds: null for the organization, in every environment. */
export interface SelectedPermission {
  permission: Permission
  environmentKeys: string[] | null
}

/**
 * The permissions that a request gives a role. A permission that it names twice holds in the environments of both.
 * @throws Problem invalid_body, permission_unknown, permission_not_by_environment, environment_unknown
 */
export function parseRolePermissions(
  requests: readonly PermissionDetails[] | null | undefined,
  known: readonly Environment[],
): SelectedPermission[] {
  if (!requests?.length) throw new Problem('invalid_body', 'The field permissions must name at least one permission.')
  const found = requests.map(requestedPermission)
  const unknown = requests.flatMap((request, index) => (found[index] ? [] : [described(request, index)]))
  if (unknown.length > 0) {
    const detail = `There is no such permission: ${unknown.join(', ')}. GET /permissions lists those that there are.`
    throw new Problem('permission_unknown', detail)
  }
  const selected = new Map<string, SelectedPermission>()
  const knownKeys = new Set(known.map(({ key }) => key))
  for (const [index, request] of requests.entries()) {
    const permission = found[index] as Permission
    const environmentKeys = requestedEnvironmentKeys(permission, request, `permissions[${index}]`, knownKeys)
    const held = selected.get(permission.key)
    const isEverywhere = environmentKeys === null || held?.environmentKeys === null
    const merged = isEverywhere ? null : [...new Set([...(held?.environmentKeys ?? []), ...environmentKeys])].sort()
    selected.set(permission.key, { permission, environmentKeys: merged })
  }
  return inOrder([...selected.values()])
}

/** The permissions in the rows of one role. A permission that only a newer version knows is left out. */
export function rolePermissionsOf(
  rows: readonly { permissionKey: string; environmentKey: string | null }[],
): SelectedPermission[] {
  const ofPermission = Map.groupBy(rows, ({ permissionKey }) => permissionKey)
  const selected = [...ofPermission].flatMap(([key, rows]): SelectedPermission[] => {
    const permission = permissionByKey(key)
    const environmentKeys = rows.map(({ environmentKey }) => environmentKey).filter((key) => key !== null)
    const isEverywhere = environmentKeys.length < rows.length
    return permission ? [{ permission, environmentKeys: isEverywhere ? null : environmentKeys.sort() }] : []
  })
  return inOrder(selected)
}

/** One row for each environment, or one without. */
export const rowsOf = (roleKey: string, selected: readonly SelectedPermission[], now: number) =>
  selected.flatMap(({ permission, environmentKeys }) =>
    (environmentKeys ?? [null]).map((environmentKey) => ({
      key: newKey(now),
      organizationRoleKey: roleKey,
      permissionKey: permission.key,
      environmentKey,
    })),
  )

const permissionsAnswer = (selected: readonly SelectedPermission[]): RoleAnswer['permissions'] =>
  selected.map(({ permission, environmentKeys }) => ({
    permissionKey: permission.key,
    environmentKeys,
    portfolioKeys: null,
    claimName: permission.claimName,
    name: permission.fullName,
  }))

/** What the role gives where it is granted for the whole organization. */
export const accessOfSelected = (selected: readonly SelectedPermission[]): Access =>
  accessOf([...selectedScopes(selected)].map(([permission, scope]) => ({ permission, scope })))

/** The permissions of a role themselves, without what they bring along */
export const selectedScopes = (selected: readonly SelectedPermission[]): Access =>
  new Map(
    selected.map(({ permission, environmentKeys }) => [
      permission.fullName,
      scopeOfEnvironments(environmentKeys === null ? 'all' : new Set(environmentKeys)),
    ]),
  )

/** A role with its permissions, as the API answers. */
export const answerOfRole = ({ key, name, builtIn }: OrganizationRole, selected: SelectedPermission[]): RoleAnswer => ({
  key,
  name,
  permissions: permissionsAnswer(selected),
  isReadOnly: builtIn !== null,
})

/** The permissions as the audit trail keeps them. */
export const recordedPermissions = (selected: SelectedPermission[]) =>
  selected.map(({ permission, environmentKeys }) => ({ name: permission.fullName, environmentKeys }))

/** In the catalogue's order. */
const inOrder = (selected: SelectedPermission[]): SelectedPermission[] =>
  selected.sort((a, b) => permissions.indexOf(a.permission) - permissions.indexOf(b.permission))

function described({ permissionKey, name, claimName }: PermissionDetails, index: number): string {
  const names = [permissionKey, name, claimName].filter((text) => text !== undefined && text !== null)
  return `permissions[${index}] ${names.length > 0 ? names.join(' ') : 'without permissionKey'}`
}

function requestedEnvironmentKeys(
  permission: Permission,
  { environmentKeys, portfolioKeys }: PermissionDetails,
  field: string,
  knownKeys: ReadonlySet<string>,
): string[] | null {
  if (portfolioKeys?.length) {
    const rule = 'permissions are not granted by portfolio. Name the portfolio when you grant the role.'
    throw new Problem('invalid_body', `The field ${field}.portfolioKeys must stay empty: ${rule}`)
  }
  if (environmentKeys === undefined || environmentKeys === null) return null
  if (!permission.allowsEnvironments) {
    if (environmentKeys.length === 0) return null
    const detail = `${field}.environmentKeys: ${permission.fullName} holds for the whole organization. Leave it out.`
    throw new Problem('permission_not_by_environment', detail)
  }
  // An empty list could mean nowhere or everywhere. Everywhere must not be granted by mistake.
  if (environmentKeys.length === 0) {
    const rule = 'must name at least one stage. Leave it out for all of them.'
    throw new Problem('invalid_body', `The field ${field}.environmentKeys ${rule}`)
  }
  const keys = environmentKeys.map(normalKey)
  const unknown = keys.filter((key) => !knownKeys.has(key))
  if (unknown.length === 0) return keys
  throw new Problem('environment_unknown', `${field}.environmentKeys: there is no stage ${unknown.join(', ')}.`)
}
