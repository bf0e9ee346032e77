import type { Principal, RequiredPermission } from '../modules/permissions/principal.ts'
import { Problem } from '../problems/problem.ts'

/**
 * Refuses a principal that lacks what the route declares. A permission that is granted for some environments opens the
 * operation; the service then limits it to what lies in those.
 * @throws Problem permission_missing
 */
export function authorize(principal: Principal, required: Exclude<RequiredPermission, 'public'>): void {
  if (required === 'any') {
    if (principal.access.size > 0) return
    throw missing('This needs any one permission, and the API client has none.')
  }
  const sufficient = typeof required === 'string' ? [required] : required
  if (sufficient.some((permission) => principal.access.has(permission))) return
  throw missing(
    sufficient.length === 1
      ? `This needs the permission ${sufficient[0]}.`
      : `This needs one of the permissions ${sufficient.join(', ')}.`,
  )
}

const missing = (detail: string): Problem =>
  new Problem('permission_missing', detail, { 'www-authenticate': 'Bearer error="insufficient_scope"' })
