import type { Parts } from '../../../db/parts.ts'
import { Problem } from '../../../problems/problem.ts'
import { type Account, lockAccount } from '../../directory/users/accounts.ts'
import type { Principal } from '../../foundation/permissions/principal.ts'
import { requireMember } from '../../members/sessions/require-member.ts'

/**
 * The signed-in member's own account: no other request changes it before the transaction ends.
 * @throws Problem user_not_found, where the user was deleted in between
 */
export async function lockOwnAccount(parts: Parts, principal: Principal): Promise<Account> {
  const { organizationKey, userKey } = requireMember(principal)
  const account = await lockAccount(parts, organizationKey, userKey)
  if (!account) throw new Problem('user_not_found', `There is no user ${userKey}.`)
  return account
}
