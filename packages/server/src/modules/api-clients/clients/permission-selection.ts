import { didYouMean } from '../../../config/nearest-words.ts'
import { Problem } from '../../../problems/problem.ts'
import { type Environment, findEnvironmentsNamed } from '../../applications/portfolios/environment.ts'
import { accessOfSelection, type Grant } from '../../foundation/permissions/grants.ts'
import {
  matchPermissions,
  type Permission,
  permissionByKey,
  permissions,
} from '../../foundation/permissions/permission-catalogue.ts'
import type { Environments } from '../../foundation/permissions/scope.ts'

/** One permission as it is asked for: by key or by name, for all environments or for some. */
export interface PermissionRequest {
  permissionKey?: string
  name?: string
  /** Keys or names; null or absent: all */
  environments?: string[] | null
  /** The API's name of them, without which a permission holds everywhere: refused by the compiler in any object. */
  environmentKeys?: never
}

/** One permission as answers show it. */
export interface PermissionAnswer {
  permissionKey: string
  name: string
  /** Null: the whole organization, in every environment */
  environmentKeys: string[] | null
}

/** @throws Problem permission_unknown, permission_not_by_environment or environment_unknown */
export function parseSelection(requests: PermissionRequest[], known: Environment[]): Grant[] {
  const grants = new Map<string, Grant>()
  const named = findEnvironmentsNamed(known)
  for (const request of requests) {
    const permission = findPermission(request)
    const environments = findEnvironments(permission, request.environments ?? null, { known, named })
    const held = grants.get(permission.key)?.environments ?? []
    const merged: Environments = held === 'all' || environments === 'all' ? 'all' : new Set([...held, ...environments])
    grants.set(permission.key, { permission: permission.fullName, environments: merged })
  }
  return [...grants.values()]
}

/** What was selected, and what it inherits. */
export function showSelection(selection: Grant[]): {
  permissions: PermissionAnswer[]
  automaticPermissions: PermissionAnswer[]
} {
  const selected = new Map(selection.map((grant) => [grant.permission, grant.environments]))
  const automatic = [...accessOfSelection(selection)].flatMap(([permission, scope]): Grant[] => {
    const environments = scope === 'all' ? 'all' : scope.environments
    const chosen = selected.get(permission)
    if (chosen === undefined) return [{ permission, environments }]
    if (chosen === 'all') return []
    if (environments === 'all') return [{ permission, environments }]
    const added = [...environments].filter((key) => !chosen.has(key))
    return added.length > 0 ? [{ permission, environments: new Set(added) }] : []
  })
  return { permissions: answer(selection), automaticPermissions: answer(automatic) }
}

/** In the order of the catalogue, not in that of the rows. */
function answer(grants: Grant[]): PermissionAnswer[] {
  const granted = new Map(grants.map(({ permission, environments }) => [permission, environments]))
  return permissions.flatMap(({ key, fullName }) => {
    const environments = granted.get(fullName)
    if (environments === undefined) return []
    const environmentKeys = environments === 'all' ? null : [...environments].sort()
    return [{ permissionKey: key, name: fullName, environmentKeys }]
  })
}

const permissionNames = permissions.flatMap(({ name, fullName }) => [name, fullName])

function findPermission({ permissionKey, name }: PermissionRequest): Permission {
  if (permissionKey === undefined && name === undefined) {
    throw new Problem('permission_unknown', 'Each of the permissions needs a permissionKey or a name.')
  }
  const byName = name === undefined ? undefined : matchPermissions(name)
  const byKey = permissionKey === undefined ? undefined : permissionByKey(permissionKey)
  const found = permissionKey === undefined ? (byName ?? []) : byKey && (byName?.includes(byKey) ?? true) ? [byKey] : []
  const [first, second] = found
  if (first && !second) return first
  const asked = [permissionKey, name].filter(Boolean).join(' ')
  if (!first) {
    const meant = didYouMean(name ?? '', permissionNames)
    throw new Problem(
      'permission_unknown',
      `There is no permission '${asked}'.${meant} The guide /guides/permissions lists them.`,
    )
  }
  const names = found.map((permission) => `'${permission.fullName}'`).join(', ')
  throw new Problem('permission_unknown', `'${asked}' stands in several categories. Name one of ${names}.`)
}

function findEnvironments(
  permission: Permission,
  asked: string[] | null,
  { known, named }: { known: Environment[]; named: ReturnType<typeof findEnvironmentsNamed> },
): Environments {
  if (asked === null) return 'all'
  if (!permission.allowsEnvironments) {
    const detail = `The permission ${permission.fullName} holds for the whole organization: leave its stages out.`
    throw new Problem('permission_not_by_environment', detail)
  }
  return new Set(
    asked.map((text) => {
      const [environment, another] = named(text)
      if (another) {
        const detail = `Several stages are called '${text}', in different portfolios: name one by its key.`
        throw new Problem('environment_unknown', detail)
      }
      if (environment) return environment.key
      const names = known.map(({ name }) => name).join(', ')
      throw new Problem('environment_unknown', `There is no stage '${text}'. There are ${names}.`)
    }),
  )
}
