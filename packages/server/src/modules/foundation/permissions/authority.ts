import { type Access, inheritanceOf } from './grants.ts'
import { type PermissionName, permissionNamed, permissions } from './permission-catalogue.ts'
import { type Principal, permissionMissing } from './principal.ts'
import { isEmpty, type Scope, scopeOutside } from './scope.ts'

/** A permission that somebody lacks, and where. */
interface MissingPermission {
  permission: PermissionName
  scope: Scope
}

/** The permissions in `given` that `held` does not have, with the part of the scope that is missing. */
export function accessOutside(given: Access, held: Access): MissingPermission[] {
  return [...given].flatMap(([permission, scope]) => {
    const outside = scopeOutside(scope, held.get(permission))
    return isEmpty(outside) ? [] : [{ permission, scope: outside }]
  })
}

/** The permissions of an access that control access */
export const controllingPart = (access: Access): Access =>
  new Map([...access].filter(([permission]) => permissionNamed(permission).controlsAccess))

/**
 * Refuses to give permissions that control access and that the principal does not hold where they would hold. Only what
 * `given` adds to `before` counts.
 * @param what is changed, as the subject of a sentence: `The role Support`
 * @throws Problem permission_missing
 */
export function requireMayGive(principal: Principal, what: string, given: Access, before: Access = new Map()): void {
  requireHeld(principal, controllingPart(new Map(added(given, before))), (missing) => `${what} would give ${missing}`)
}

/**
 * Refuses to give any permission that the principal does not hold, also those that do not control access: an API client
 * gets nothing else.
 * @throws Problem permission_missing
 */
export function requireMayGiveAll(principal: Principal, what: string, given: Access, before: Access = new Map()): void {
  requireHeld(principal, new Map(added(given, before)), (missing) => `${what} would have ${missing}`)
}

/**
 * Refuses to take from somebody, or to change how they prove who they are, where they hold permissions that control
 * access and that the principal lacks.
 * @param held everything that they hold, now or in a period to come
 * @throws Problem permission_missing
 */
export function requireAuthorityOver(principal: Principal, who: string, held: Access): void {
  requireHeld(principal, controllingPart(held), (missing) => `${who} holds ${missing}`)
}

const everyControllingPermission: Access = new Map(
  permissions.filter(({ controlsAccess }) => controlsAccess).map(({ fullName }) => [fullName, 'all']),
)

/** Whether this is every permission that controls access, for the whole organization */
export const holdsEveryControllingPermission = (access: Access): boolean =>
  accessOutside(everyControllingPermission, access).length === 0

/**
 * Refuses what is everybody's power together, such as deciding where mails with links to sign in go: it needs every
 * permission that controls access, for the whole organization.
 * @param why the act, as the subject of a sentence: `Changing the mail settings`
 * @throws Problem permission_missing
 */
export function requireEveryControllingPermission(principal: Principal, why: string): void {
  const missing = accessOutside(everyControllingPermission, principal.access)
  if (missing.length === 0) return
  throw permissionMissing(
    `${why} needs every permission that controls access, for the whole organization. Missing: ${described(missing)}.`,
  )
}

const added = (given: Access, before: Access): [PermissionName, Scope][] =>
  accessOutside(given, before).map(({ permission, scope }) => [permission, scope])

function requireHeld(principal: Principal, needed: Access, reason: (missing: string) => string): void {
  const missing = accessOutside(needed, principal.access)
  if (missing.length === 0) return
  const named = missing.filter((one) => !missing.some((other) => bringsAlong(other, one)))
  const refusal = `${reason(described(named))}, which you do not hold there yourself.`
  throw permissionMissing([refusal, ...named.flatMap(broughtAlong)].join(' '))
}

/** What is right is often not the missing permission itself, but one that brings it along: Manage users. */
const broughtAlong = ({ permission }: MissingPermission): string[] =>
  permissions
    .filter(({ fullName }) => inheritanceOf(fullName).everywhere.includes(permission))
    .map(({ fullName }) => `${fullName} brings ${permission} along.`)

/** Refusals name what brings others along, and not those. */
const bringsAlong = (one: MissingPermission, { permission, scope }: MissingPermission): boolean => {
  const { everywhere, sameEnvironments } = inheritanceOf(one.permission)
  return [...everywhere, ...sameEnvironments].includes(permission) && isEmpty(scopeOutside(scope, one.scope))
}

function described(missing: readonly MissingPermission[]): string {
  const groups = Map.groupBy(missing, ({ scope }) => describedPlace(scope))
  return [...groups]
    .map(([place, group]) => {
      const names = group.map(({ permission }) => permission)
      return `the permission${names.length > 1 ? 's' : ''} ${names.join(', ')} ${place}`
    })
    .join('; ')
}

function describedPlace(scope: Scope): string {
  if (scope === 'all') return 'for the whole organization'
  const places = [
    ...[...scope.portfolios].map((key) => `portfolio ${key}`),
    ...[...scope.environments].map((key) => `stage ${key}`),
    ...[...scope.assets.keys()].map((key) => `asset ${key}`),
  ]
  return `in ${places.join(', ')}`
}
