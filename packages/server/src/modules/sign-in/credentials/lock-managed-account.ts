import type { Parts } from '../../../db/parts.ts'
import { Problem } from '../../../problems/problem.ts'
import { type Account, lockAccount } from '../../directory/users/accounts.ts'
import { lockUser, userNotFound } from '../../directory/users/require-user.ts'
import type { Principal } from '../../foundation/permissions/principal.ts'
import { requireAuthorityOverUser } from '../../members/organization-roles/require-authority-over-user.ts'

/**
 * The account of somebody else, for an administrator who changes how they sign in. Nobody else changes it before the
 * transaction ends. One's own is changed by one's own endpoints: they ask for the password or a code where a session is
 * not enough.
 * @throws Problem user_not_found, own_account, permission_missing where the user controls access that the principal does
 *   not
 */
export async function lockManagedAccount(parts: Parts<'clock'>, principal: Principal, key: string): Promise<Account> {
  const user = await lockUser(parts, principal, key)
  const { actor, organizationKey } = principal
  if (actor.type === 'user' && actor.key === user.key) {
    throw new Problem('own_account', 'This is your own account. Change it on the page Your account.')
  }
  await requireAuthorityOverUser(parts, principal, user)
  const account = await lockAccount(parts, organizationKey, user.key)
  if (!account) throw userNotFound(key)
  return account
}
