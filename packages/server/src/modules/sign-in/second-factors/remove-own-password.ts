import type { Parts } from '../../../db/parts.ts'
import { transaction } from '../../../db/transaction.ts'
import { Problem } from '../../../problems/problem.ts'
import { userEntity } from '../../directory/users/user-entity.ts'
import { recordChange } from '../../foundation/audit/record-change.ts'
import type { Principal } from '../../foundation/permissions/principal.ts'
import { requireMember } from '../../members/sessions/require-member.ts'
import { startCredentialsEpoch } from '../../members/sessions/start-credentials-epoch.ts'
import { lockOwnAccount } from '../credentials/lock-own-account.ts'
import { notifyOfSecurityChange } from '../credentials/notify-of-security-change.ts'
import { deletePassword } from '../credentials/store-password.ts'
import { hasPasskey } from './list-passkeys.ts'

/**
 * A member with a passkey signs in with passkeys alone from now on, and whatever else they have begun ends. A lost passkey is
 * replaced by a new password by mail, where the organization lets the user have one, or with an administrator's help.
 * @throws Problem factor_required, password_missing
 */
export function removeOwnPassword(
  parts: Parts<'clock' | 'vault' | 'config' | 'log'>,
  principal: Principal,
): Promise<void> {
  return transaction(parts, async (parts) => {
    const { organizationKey, userKey, sessionKey } = requireMember(principal)
    const account = await lockOwnAccount(parts, principal)
    if (!(await hasPasskey(parts, organizationKey, userKey)))
      throw new Problem('factor_required', 'Without a passkey you need the password to sign in. Add a passkey first.')
    if (!(await deletePassword(parts, organizationKey, userKey)))
      throw new Problem('password_missing', 'You have no password.')
    await startCredentialsEpoch(parts, organizationKey, userKey, { except: sessionKey })
    await recordChange(parts, principal, { action: 'user.password-removed', entity: userEntity(account) })
    await notifyOfSecurityChange(parts, principal, account, 'password-removed')
  })
}
