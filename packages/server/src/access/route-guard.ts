import type { FastifyInstance, FastifyRequest, RouteOptions } from 'fastify'
import { normalKey } from '../db/keys.ts'
import type { Parts } from '../db/parts.ts'
import { hasBody, takesBody } from '../http/has-body.ts'
import type { OrganizationDirectory } from '../modules/foundation/organizations/organization-directory.ts'
import { permissionNamed } from '../modules/foundation/permissions/permission-catalogue.ts'
import type { Principal, RequiredPermission } from '../modules/foundation/permissions/principal.ts'
import type { RateLimits } from '../modules/foundation/rate-limits/rate-limits.ts'
import { requireRecentSignIn } from '../modules/members/sign-in-settings/require-recent-sign-in.ts'
import type { Authenticate } from './authentication.ts'
import { authorize } from './authorize.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /**
     * Finds out once more who sent the request and whether they may, where time has passed since: they may be suspended,
     * signed out, or hold less.
     * @throws Problem as the guard does
     */
    renewPrincipal(): Promise<void>
  }
}

/**
 * Puts a guard before every route: none runs before the caller is known and may do what the route declares. A route that
 * declares nothing stops the start.
 */
export function addRouteGuard(
  app: FastifyInstance,
  {
    authenticate,
    organizations,
    rateLimits,
    ...parts
  }: Parts<'clock'> & {
    authenticate: Authenticate
    organizations: OrganizationDirectory
    rateLimits: RateLimits
  },
): void {
  app.decorateRequest('principal', null as unknown as Principal)

  const admit = async (request: FastifyRequest) => {
    const { permission, recentSignIn } = request.routeOptions.config
    if (permission !== 'public' && permission !== undefined && !isSelf(request))
      authorize(request.principal, permission)
    if (recentSignIn) await requireRecentSignIn(parts, request.principal, recentSignIn)
  }
  app.decorateRequest('renewPrincipal', async function renewPrincipal(this: FastifyRequest) {
    this.principal = await authenticate(this, await organizations.find(this.hostname))
    await admit(this)
  })

  const guards = ({ url, config }: RouteOptions) => {
    const api = /^\/api\/([^/]+)\//.exec(url)?.[1]
    return {
      /** Before the body is read: anonymous callers cause no such work. */
      async onRequest(request: FastifyRequest) {
        const organization = await organizations.find(request.hostname)
        request.principal = await authenticate(request, organization)
        // After the caller is known: requests without a valid token do not use up an organization's limit, nor do those
        // that a member sends without any right. Every end user can sign in.
        const isMember = request.principal.sessionKey !== undefined
        if (isMember) await admit(request)
        const counted = api && !isSelf(request) && rateLimits.count(organization, api, config?.rateLimit)
        if (counted) await counted
        if (!isMember) await admit(request)
      },
      /** Once more after it: a caller can send the headers, and the body half a minute later. */
      async preValidation(request: FastifyRequest) {
        if (hasBody(request)) await request.renewPrincipal()
      },
    }
  }

  app.addHook('onRoute', (route) => {
    const required = route.config?.permission
    if (required === undefined) {
      throw new Error(`${route.method} ${route.url} declares no permission: set config.permission, or 'public'`)
    }
    if (required === 'public') return
    for (const name of namesOf(required)) permissionNamed(name)
    const { onRequest, preValidation } = guards(route)
    route.onRequest = [onRequest, ...[route.onRequest ?? []].flat()]
    if (takesBody(route)) route.preValidation = [preValidation, ...[route.preValidation ?? []].flat()]
  })
}

/** Whether a member asks about themselves where that needs no permission. */
const isSelf = ({ principal, params, routeOptions }: FastifyRequest): boolean =>
  routeOptions.config.allowsSelf === true &&
  principal.sessionKey !== undefined &&
  normalKey((params as { key?: string }).key ?? '') === principal.actor.key

const namesOf = (required: Exclude<RequiredPermission, 'public'>) => {
  if (required === 'any' || required === 'member' || required === 'api-client') return []
  return typeof required === 'string' ? [required] : required
}
