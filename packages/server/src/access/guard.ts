import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { OrganizationDirectory, ReachedOrganization } from '../modules/organizations/organization-directory.ts'
import { permissionNamed } from '../modules/permissions/permission-catalogue.ts'
import type { Principal, RequiredPermission } from '../modules/permissions/principal.ts'
import type { RateLimits } from '../modules/rate-limits/rate-limits-service.ts'
import type { Authenticate } from './authentication.ts'
import { authorize } from './authorization.ts'

/**
 * Puts a guard before every route: none runs before the caller is known and may do what the route declares. A route that
 * declares nothing stops the boot.
 */
export function guardRoutes(
  app: FastifyInstance,
  {
    authenticate,
    organizations,
    rateLimits,
  }: {
    authenticate: Authenticate['authenticate']
    organizations: OrganizationDirectory
    rateLimits: RateLimits | undefined
  },
): void {
  app.decorateRequest('principal', null as unknown as Principal)

  app.addHook('onRoute', ({ url, method, config }) => {
    const required = config?.permission
    if (required === undefined)
      throw new Error(`${method} ${url} declares no permission: set config.permission, or 'public'`)
    for (const name of namesOf(required)) permissionNamed(name)
  })

  app.addHook('onRequest', async (request) => {
    const required = request.routeOptions.config?.permission
    if (required === undefined || required === 'public') return
    request.principal = await authenticate(request, await organizationOf(request, organizations))
    // After the caller is known: strangers use up nobody's requests.
    if (rateLimits) await countRequest(request, rateLimits)
    authorize(request.principal, required)
  })
}

const countRequest = ({ principal, routeOptions }: FastifyRequest, rateLimits: RateLimits): void | Promise<void> => {
  const api = /^\/api\/([^/]+)\//.exec(routeOptions.url ?? '')?.[1]
  if (api) return rateLimits.count(principal.organizationKey, api, routeOptions.config.rateLimit)
}

export const organizationOf = (
  request: Pick<FastifyRequest, 'hostname'>,
  organizations: OrganizationDirectory,
): ReachedOrganization | Promise<ReachedOrganization> => organizations.find(request.hostname)

const namesOf = (required: RequiredPermission) =>
  required === 'any' || required === 'public' ? [] : typeof required === 'string' ? [required] : required
