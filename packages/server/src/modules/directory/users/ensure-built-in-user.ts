import type { Parts } from '../../../db/parts.ts'
import { transaction } from '../../../db/transaction.ts'
import type { Principal } from '../../foundation/permissions/principal.ts'
import { type Account, findAccountByEmail, hasBuiltInProfile, lockAccount } from './accounts.ts'
import { createUser } from './create-user.ts'

/**
 * The user with this e-mail, locked, with a profile at the identity provider that keeps passwords: an existing one as
 * they are, else a new one.
 * @throws Problem invalid_body, identity_taken
 */
export function ensureBuiltInUser(
  parts: Parts<'clock'>,
  principal: Principal,
  { name, email }: { name: string; email: string },
): Promise<Account> {
  return transaction(parts, async (parts) => {
    const { organizationKey } = principal
    const found = await findAccountByEmail(parts, organizationKey, email)
    const { key } =
      found && (await hasBuiltInProfile(parts, organizationKey, found.key))
        ? found
        : await createUser(parts, principal, { name, email, addToBuiltInIdentityProvider: true })
    const account = await lockAccount(parts, organizationKey, key)
    if (!account) throw new Error('the user was deleted meanwhile')
    return account
  })
}
