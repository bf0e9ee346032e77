import type { Parts } from '../../../db/parts.ts'
import type { Principal } from '../../foundation/permissions/principal.ts'
import { requireMember } from './require-member.ts'
import { existsSession } from './sessions-repository.ts'

/** Whether the session of a request that was let in before is still there. */
export function hasSession({ db }: Parts, principal: Principal): Promise<boolean> {
  const { organizationKey, userKey, sessionKey } = requireMember(principal)
  return existsSession(db, organizationKey, userKey, sessionKey)
}
