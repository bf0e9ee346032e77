import {
  type Principal,
  permissionMissing,
  type RequiredPermission,
} from '../modules/foundation/permissions/principal.ts'
import { Problem } from '../problems/problem.ts'

/**
 * Refuses a principal that lacks what the route declares. A permission that is granted for some environments passes
 * here. The operation then limits itself to what lies in those environments.
 * @throws Problem permission_missing, member_required, api_client_required
 */
export function authorize(principal: Principal, required: Exclude<RequiredPermission, 'public'>): void {
  if (required === 'member') {
    if (principal.sessionKey !== undefined) return
    throw new Problem('member_required', 'This is for members who are signed in to the portal, not for API clients.')
  }
  if (required === 'api-client') {
    if (principal.actor.type === 'api-client') return
    throw new Problem('api_client_required', 'This is for API clients, with an access token of their own.')
  }
  if (required === 'any') {
    if (principal.access.size > 0) return
    const who = principal.actor.type === 'user' ? 'you have' : 'the API client has'
    throw permissionMissing(`This needs any one permission, and ${who} none.`)
  }
  const sufficient = typeof required === 'string' ? [required] : required
  if (sufficient.some((permission) => principal.access.has(permission))) return
  throw permissionMissing(
    sufficient.length === 1
      ? `This needs the permission ${sufficient[0]}.`
      : `This needs one of the permissions ${sufficient.join(', ')}.`,
  )
}
