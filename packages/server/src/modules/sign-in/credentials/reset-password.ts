import { fold } from '../../../db/fold.ts'
import type { Parts } from '../../../db/parts.ts'
import { transaction } from '../../../db/transaction.ts'
import { Problem } from '../../../problems/problem.ts'
import { findAccountByEmail, lockAccount, recordEmailVerified } from '../../directory/users/accounts.ts'
import { userEntity } from '../../directory/users/user-entity.ts'
import { recordChange } from '../../foundation/audit/record-change.ts'
import { endSessionsOfUser } from '../../members/sessions/end-sessions-of-user.ts'
import { actingUser } from './acting-user.ts'
import { beginAttempt, resetAttempts, touchAttempts } from './attempts.ts'
import { notifyOfSecurityChange } from './notify-of-security-change.ts'
import type { PasswordHashes } from './password-hashes.ts'
import { requireAllowedPassword } from './password-rules.ts'
import type { RequestSource } from './request-source.ts'
import { type HashedPassword, hashPassword, storePassword } from './store-password.ts'
import { useCode } from './use-code.ts'

/**
 * Sets the password of the user who got the code by mail, and ends all of the user's sessions.
 * @throws Problem code_wrong, password_refused, sign_in_locked, sign_in_busy
 */
export async function resetPassword(
  parts: Parts<'clock' | 'vault' | 'config' | 'log'> & { hashes: PasswordHashes },
  organizationKey: string,
  { email, code, password }: { email: string; code: string; password: string },
  source: RequestSource,
): Promise<void> {
  // Before an attempt is counted: with a password that is refused, the code has not been tried.
  await requireAllowedPassword(password)
  await beginAttempt(parts, organizationKey, subjectOf(email))
  const hashed = await hashPassword(parts, password, source)
  if (await useCodeAndStore(parts, organizationKey, { email, code, hashed }, source)) return
  throw new Problem('code_wrong', 'The code is not right, or not valid any more. Three wrong codes void it.')
}

/** The count of wrong codes is stored with the transaction: a wrong code is not thrown here. */
const useCodeAndStore = (
  parts: Parts<'clock' | 'vault' | 'config' | 'log'>,
  organizationKey: string,
  { email, code, hashed }: { email: string; code: string; hashed: HashedPassword },
  source: RequestSource,
): Promise<boolean> =>
  transaction(parts, async (parts) => {
    const found = await findAccountByEmail(parts, organizationKey, email)
    const account = found && (await lockAccount(parts, organizationKey, found.key))
    if (account?.status !== 'Active') {
      await touchAttempts(parts, organizationKey, subjectOf(email))
      return false
    }
    const { key: userKey } = account
    if (!(await useCode(parts, organizationKey, 'password-reset', { userKey, code }))) return false
    await storePassword(parts, organizationKey, account, hashed)
    await recordEmailVerified(parts, organizationKey, account)
    await endSessionsOfUser(parts, organizationKey, userKey)
    await resetAttempts(parts, organizationKey, subjectOf(email))
    await resetAttempts(parts, organizationKey, { kind: 'password', name: fold(email) })
    const principal = actingUser(organizationKey, account, source)
    await recordChange(parts, principal, { action: 'user.password-reset', entity: userEntity(account) })
    await notifyOfSecurityChange(parts, principal, account, 'password-changed')
    return true
  })

const subjectOf = (email: string) => ({ kind: 'reset', name: fold(email) }) as const
