import type { Parts } from '../../../db/parts.ts'
import { transaction } from '../../../db/transaction.ts'
import { addBuiltInProfile } from '../../directory/users/add-built-in-profile.ts'
import type { Principal } from '../../foundation/permissions/principal.ts'
import { lockManagedAccount } from '../credentials/lock-managed-account.ts'
import { notifyOfSecurityChange } from '../credentials/notify-of-security-change.ts'

/**
 * Gives somebody else a profile at the built-in identity provider, so that they can choose a password, also where they
 * sign in at another one. The status stays. They are told by mail.
 * @throws Problem user_not_found, own_account, permission_missing, user_incomplete, identity_taken
 */
export function giveBuiltInProfile(
  parts: Parts<'clock' | 'vault' | 'config' | 'log'>,
  principal: Principal,
  key: string,
): Promise<void> {
  return transaction(parts, async (parts) => {
    const account = await lockManagedAccount(parts, principal, key)
    await addBuiltInProfile(parts, principal, account, { isOptional: false })
    await notifyOfSecurityChange(parts, principal, account, 'password-allowed')
  })
}
