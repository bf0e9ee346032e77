import { Problem } from '../../../problems/problem.ts'
import type { Principal } from '../../foundation/permissions/principal.ts'

/** A member who is signed in to the portal */
interface SignedInMember {
  organizationKey: string
  userKey: string
  sessionKey: string
}

/** @throws Problem member_required, where the principal is not a member who is signed in to the portal */
export function requireMember({ organizationKey, actor, sessionKey }: Principal): SignedInMember {
  if (actor.type === 'user' && actor.key !== null && sessionKey !== undefined)
    return { organizationKey, userKey: actor.key, sessionKey }
  throw new Problem('member_required', 'Only members who are signed in to the portal can do this.')
}
