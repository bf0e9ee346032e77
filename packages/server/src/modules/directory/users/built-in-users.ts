import type { Clock } from '../../../config/clock.ts'
import type { Db } from '../../../db/transaction.ts'
import type { Principal } from '../../foundation/permissions/principal.ts'
import { type Account, accountWithEmail, hasBuiltInProfile, lockAccount } from './user-accounts.ts'
import { createUsers } from './user-creation.ts'

/**
 * The user with this e-mail, locked, with a profile at the identity provider that keeps passwords: an existing one as
 * they are, else a new one.
 * @throws Problem invalid_body, identity_taken
 */
export async function builtInUser(
  trx: Db,
  clock: Clock,
  principal: Principal,
  { name, email }: { name: string; email: string },
): Promise<Account> {
  const { organizationKey } = principal
  const found = await accountWithEmail(trx, organizationKey, email)
  if (!found || !(await hasBuiltInProfile(trx, organizationKey, found.key))) {
    const request = { name, email, addToBuiltInIdentityProvider: true }
    const [creation] = await createUsers(trx, clock, principal, [request])
    if (creation === undefined || creation.status === 'Error') throw creation?.problem
    const account = await lockAccount(trx, organizationKey, creation.key)
    if (account) return account
  }
  const account = found && (await lockAccount(trx, organizationKey, found.key))
  if (!account) throw new Error('the user was deleted meanwhile')
  return account
}
