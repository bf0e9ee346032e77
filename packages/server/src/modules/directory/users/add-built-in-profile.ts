import type { Parts } from '../../../db/parts.ts'
import { transaction } from '../../../db/transaction.ts'
import { Problem } from '../../../problems/problem.ts'
import type { Principal } from '../../foundation/permissions/principal.ts'
import { type Account, hasBuiltInProfile } from './accounts.ts'
import { createUser } from './create-user.ts'

/**
 * Gives an existing user a profile at the identity provider that keeps passwords. The e-mail is the username there.
 * @param account as `lockAccount` returned it
 * @param isOptional whether the user may have one already; otherwise that is an error
 * @throws Problem user_incomplete, identity_taken, permission_missing
 */
export function addBuiltInProfile(
  parts: Parts<'clock'>,
  principal: Principal,
  account: Account,
  { isOptional }: { isOptional: boolean },
): Promise<void> {
  return transaction(parts, async (parts) => {
    const { key, name, email } = account
    if (email === null) {
      throw new Problem(
        'user_incomplete',
        'The field email of the user is empty, and it is the username at the built-in identity provider. An e-mail cannot be added later: create a user with one.',
      )
    }
    if (await hasBuiltInProfile(parts, principal.organizationKey, key)) {
      if (isOptional) return
      throw new Problem('identity_taken', 'The user has a profile at the built-in identity provider already.')
    }
    await createUser(parts, principal, { name, email, addToBuiltInIdentityProvider: true })
  })
}
