import type { Parts } from '../../../db/parts.ts'
import { transaction } from '../../../db/transaction.ts'
import { Problem } from '../../../problems/problem.ts'
import { findAccount } from '../../directory/users/accounts.ts'
import { userEntity } from '../../directory/users/user-entity.ts'
import { recordChange } from '../../foundation/audit/record-change.ts'
import type { Principal } from '../../foundation/permissions/principal.ts'
import { requireMember } from '../../members/sessions/require-member.ts'
import { startCredentialsEpoch } from '../../members/sessions/start-credentials-epoch.ts'
import { checkOwnPassword } from './check-password.ts'
import { lockOwnAccount } from './lock-own-account.ts'
import { notifyOfSecurityChange } from './notify-of-security-change.ts'
import { type PasswordAllowance, requirePasswordAllowed } from './password-allowance.ts'
import { requirePasswordForm } from './password-rules.ts'
import { hashPassword, type NewPasswordParts, storePassword } from './store-password.ts'

/**
 * Gives a signed-in member another password, and ends whatever else they have begun: only this session stays.
 * @param browserTokens of this browser, which stays known
 * @throws Problem user_not_found, password_not_allowed, password_wrong, password_refused, session_ended, sign_in_locked, sign_in_busy
 */
export async function updateOwnPassword(
  parts: Parts<'clock' | 'vault' | 'config' | 'log'> & NewPasswordParts & PasswordAllowance,
  principal: Principal,
  { currentPassword, newPassword }: { currentPassword: string; newPassword: string },
  browserTokens?: readonly string[],
): Promise<void> {
  const { organizationKey, userKey, sessionKey } = requireMember(principal)
  const account = await findAccount(parts, organizationKey, userKey)
  if (!account) throw new Problem('user_not_found', `There is no user ${userKey}.`)
  requirePasswordForm(newPassword)
  await checkOwnPassword(parts, organizationKey, account, currentPassword, principal.actor)
  const hashed = await hashPassword(parts, organizationKey, account, newPassword, { member: userKey })
  await transaction(parts, async (parts) => {
    await lockOwnAccount(parts, principal)
    await requirePasswordAllowed(parts, organizationKey, userKey)
    await storePassword(parts, organizationKey, userKey, hashed, { browserTokens })
    await startCredentialsEpoch(parts, organizationKey, userKey, { except: sessionKey })
    await recordChange(parts, principal, { action: 'user.password-changed', entity: userEntity(account) })
    await notifyOfSecurityChange(parts, principal, account, 'password-changed')
  })
}
