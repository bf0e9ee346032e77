import type { Parts } from '../../../db/parts.ts'
import { transaction } from '../../../db/transaction.ts'
import { Problem } from '../../../problems/problem.ts'
import { type Account, findAccount } from '../../directory/users/accounts.ts'
import { userEntity } from '../../directory/users/user-entity.ts'
import { recordChange } from '../../foundation/audit/record-change.ts'
import type { Principal } from '../../foundation/permissions/principal.ts'
import { requireMember } from '../../members/sessions/require-member.ts'
import { sessionEnded } from '../../members/sessions/session-ended.ts'
import { startCredentialsEpoch } from '../../members/sessions/start-credentials-epoch.ts'
import { lockOwnAccount } from './lock-own-account.ts'
import { notifyOfSecurityChange } from './notify-of-security-change.ts'
import { type PasswordAllowance, requirePasswordAllowed } from './password-allowance.ts'
import { hashPassword, hasPassword, type NewPasswordParts, storePassword } from './store-password.ts'

/**
 * Gives a member who has no password one. Whatever else they have begun ends, as with every new password.
 * @throws Problem password_exists, password_not_allowed, password_refused, session_ended, sign_in_busy
 */
export async function setOwnPassword(
  parts: Parts<'clock' | 'vault' | 'config' | 'log'> & NewPasswordParts & PasswordAllowance,
  principal: Principal,
  newPassword: string,
  browserTokens?: readonly string[],
): Promise<void> {
  const { organizationKey, userKey, sessionKey } = requireMember(principal)
  await requirePasswordAllowed(parts, organizationKey, userKey)
  if (await hasPassword(parts, organizationKey, [userKey])) throw passwordExists()
  const user = await findAccount(parts, organizationKey, userKey)
  if (!user) throw sessionEnded()
  requireUsername(user)
  const hashed = await hashPassword(parts, organizationKey, user, newPassword, { member: userKey })
  await transaction(parts, async (parts) => {
    const account = await lockOwnAccount(parts, principal)
    requireUsername(account)
    if (await hasPassword(parts, organizationKey, [userKey])) throw passwordExists()
    await requirePasswordAllowed(parts, organizationKey, userKey)
    await storePassword(parts, organizationKey, userKey, hashed, { browserTokens })
    await startCredentialsEpoch(parts, organizationKey, userKey, { except: sessionKey })
    await recordChange(parts, principal, { action: 'user.password-changed', entity: userEntity(account) })
    await notifyOfSecurityChange(parts, principal, account, 'password-changed')
  })
}

/** Who came from an identity provider with an e-mail that is not trusted has none, and so nothing to enter beside it. */
function requireUsername({ email }: Account): void {
  if (email !== null) return
  throw new Problem('password_not_allowed', 'A password needs an e-mail as the username, and you have none.')
}

const passwordExists = (): Problem => new Problem('password_exists', 'You have a password. Change it instead.')
