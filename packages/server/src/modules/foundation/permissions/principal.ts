import type {} from 'fastify'
import type { SessionTable } from '../../../db/schema/members-schema.ts'
import { Problem } from '../../../problems/problem.ts'
import { type Access, fullAccess } from './grants.ts'
import type { PermissionName } from './permission-catalogue.ts'
import type { Environments, LimitedScope } from './scope.ts'

/** Who did it, for the audit trail. */
export interface Actor {
  type: 'api-client' | 'user' | 'system'
  /** Null for the system itself */
  key: string | null
  name: string
  /** Where the request came from */
  address: string | null
  traceId: string | null
  /** The import or bulk change within which they act, as the audit trail has it */
  partOf?: string
}

/** The API client or member that a request acts for, and what it may do. */
export interface Principal {
  organizationKey: string
  actor: Actor
  access: Access
  /** The portal session by which a member acts; API clients have none. */
  sessionKey?: string
  /** When and how the member signed in to that session */
  signIn?: { at: string; method: SessionTable['method'] }
}

/** What a route requires: one permission, any of several, any at all, being a member or an API client, or nothing. */
export type RequiredPermission = PermissionName | readonly PermissionName[] | 'any' | 'member' | 'api-client' | 'public'

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Declared by every route: one that forgets it stops the start. */
    permission?: RequiredPermission
    /** Members may do it to themselves (`key` in the path) without the permission. */
    allowsSelf?: boolean
  }
  interface FastifyRequest {
    /** Set by `access` before the handler of every route that is not public. */
    principal: Principal
  }
}

/** The administrator at the terminal: may do everything, and stands in the audit trail as the command. */
export const systemPrincipal = (organizationKey: string, command: string): Principal => ({
  organizationKey,
  actor: { type: 'system', key: null, name: command, address: null, traceId: null },
  access: fullAccess,
})

const nowhere: ReadonlySet<string> = new Set()
const noAssets: LimitedScope['assets'] = new Map()

/**
 * The environments in which the principal holds the permission for every asset; an empty set where there is none. Single
 * assets are not in it: see `assetsOf`.
 */
export function environmentsOf(principal: Principal, permission: PermissionName): Environments {
  const scope = principal.access.get(permission)
  return scope === undefined ? nowhere : scope === 'all' ? 'all' : scope.environments
}

/** The single assets for which the principal holds the permission, beside those of whole environments and portfolios. */
export function assetsOf(principal: Principal, permission: PermissionName): LimitedScope['assets'] {
  const scope = principal.access.get(permission)
  return scope === undefined || scope === 'all' ? noAssets : scope.assets
}

/** Whether the principal holds the permission, at least in one environment or for one asset. */
export const holds = (principal: Principal, permission: PermissionName): boolean => principal.access.has(permission)

/**
 * Refuses what needs a permission beside the one that the route declares.
 * @throws Problem permission_missing
 */
export function requirePermission(principal: Principal, permission: PermissionName): void {
  if (!holds(principal, permission)) throw permissionMissing(`This needs the permission ${permission} as well.`)
}

/** @param detail names the permission, and when it is needed where it isn't always */
export const permissionMissing = (detail: string): Problem =>
  new Problem('permission_missing', detail, { 'www-authenticate': 'Bearer error="insufficient_scope"' })

/**
 * Refuses what concerns an environment that the permission was not granted for.
 * @throws Problem permission_missing
 */
export function requireInEnvironment(
  principal: Principal,
  permission: PermissionName,
  environment: { key: string; name: string },
): void {
  const environments = environmentsOf(principal, permission)
  if (environments === 'all' || environments.has(environment.key)) return
  throw permissionMissing(`This needs the permission ${permission} in the stage ${environment.name}.`)
}

/**
 * Refuses what concerns an asset that the permission was not granted for, in an environment where there is one.
 * @throws Problem permission_missing
 */
export function requireForAsset(
  principal: Principal,
  permission: PermissionName,
  asset: { key: string; name: string; portfolioKey: string },
  environment?: { key: string; name: string },
): void {
  if (holdsForAsset(principal, permission, asset, environment)) return
  const where = environment ? ` in the stage ${environment.name}` : ''
  throw permissionMissing(`This needs the permission ${permission} for the asset ${asset.name}${where}.`)
}

/** Whether the principal holds the permission for this asset, in this environment where there is one. */
export function holdsForAsset(
  principal: Principal,
  permission: PermissionName,
  asset: { key: string; portfolioKey: string },
  environment?: { key: string },
): boolean {
  const scope = principal.access.get(permission)
  if (scope === undefined || scope === 'all') return scope === 'all'
  if (environment ? scope.environments.has(environment.key) : scope.portfolios.has(asset.portfolioKey)) return true
  const environments = scope.assets.get(asset.key)?.environments
  return environments === 'all' || (environment !== undefined && environments?.has(environment.key) === true)
}
