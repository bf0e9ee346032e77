import type { Parts } from '../../../db/parts.ts'
import type { Account } from '../../directory/users/accounts.ts'
import { lockAccount } from '../../directory/users/accounts.ts'
import type { Principal } from '../../foundation/permissions/principal.ts'
import { hasSession } from '../../members/sessions/has-session.ts'
import { requireMember } from '../../members/sessions/require-member.ts'
import { sessionEnded } from '../../members/sessions/session-ended.ts'

/**
 * The signed-in member's own account: no other request changes it before the transaction ends. A request is let in before
 * its password is hashed, which takes long: a session that has ended meanwhile must not change how its user signs in.
 * @throws Problem session_ended, also where the user was deleted in between
 */
export async function lockOwnAccount(parts: Parts, principal: Principal): Promise<Account> {
  const { organizationKey, userKey } = requireMember(principal)
  const account = await lockAccount(parts, organizationKey, userKey)
  if (!account || !(await hasSession(parts, principal))) throw sessionEnded()
  return account
}
