import { emailIdentity } from '../../../db/folded-columns.ts'
import type { Parts } from '../../../db/parts.ts'
import { transaction } from '../../../db/transaction.ts'
import { Problem } from '../../../problems/problem.ts'
import { lockAccount, recordEmailVerified } from '../../directory/users/accounts.ts'
import { userEntity } from '../../directory/users/user-entity.ts'
import { recordChange } from '../../foundation/audit/record-change.ts'
import { recordSecurityEvent } from '../../foundation/audit/record-security-event.ts'
import { startCredentialsEpoch } from '../../members/sessions/start-credentials-epoch.ts'
import { actingUser, triedUser } from './acting-user.ts'
import { resetAttempts } from './attempts.ts'
import { resetLinkInvalid } from './check-reset-link.ts'
import { type CheckedProof, checkResetProof, type ResetProof } from './check-reset-proof.ts'
import { notifyOfSecurityChange } from './notify-of-security-change.ts'
import { deleteOneTimeCode, lockOneTimeCode } from './one-time-codes-repository.ts'
import type { PasswordAllowance } from './password-allowance.ts'
import { requirePasswordForm } from './password-rules.ts'
import type { RequestSource } from './request-source.ts'
import { type HashedPassword, hashPassword, type NewPasswordParts, storePassword } from './store-password.ts'
import { isValidCode } from './use-code.ts'

type ResetParts = Parts<'clock' | 'vault' | 'config' | 'log'> & PasswordAllowance

/**
 * Sets the password of the user who got the mail, and ends whatever they have begun.
 * @throws Problem code_wrong, codes_used_up, link_invalid, password_choices_limited, password_refused, sign_in_busy
 */
export async function resetPassword(
  parts: ResetParts & NewPasswordParts,
  organizationKey: string,
  { password, ...proof }: ResetProof & { password: string },
  source: RequestSource,
): Promise<void> {
  requirePasswordForm(password)
  // Before the password is judged and hashed: both take long.
  const checked = await transaction(parts, (parts) => checkResetProof(parts, organizationKey, proof))
  if (!checked.isRight) throw refusal(parts, organizationKey, checked, source)
  const hashed = await hashPassword(parts, organizationKey, checked.user, password, source)
  await store(parts, organizationKey, checked, hashed, source)
}

const store = (
  parts: ResetParts,
  organizationKey: string,
  { key, user: { key: userKey } }: Extract<CheckedProof, { isRight: true }>,
  hashed: HashedPassword,
  source: RequestSource,
): Promise<void> =>
  transaction(parts, async (parts) => {
    const account = await lockAccount(parts, organizationKey, userKey)
    const row = await lockOneTimeCode(parts.db, organizationKey, key)
    // Used, or replaced, or voided while the password was hashed
    const isValid = row !== undefined && (await isValidCode(parts, organizationKey, row))
    const isAllowed = await parts.isPasswordAllowed(parts, organizationKey, userKey)
    if (!isValid || account?.status !== 'Active' || !isAllowed) throw resetLinkInvalid()
    await deleteOneTimeCode(parts.db, organizationKey, key)
    await storePassword(parts, organizationKey, userKey, hashed)
    await recordEmailVerified(parts, organizationKey, account)
    await startCredentialsEpoch(parts, organizationKey, userKey)
    await resetAttempts(parts, organizationKey, { kind: 'password', name: emailIdentity(account.email ?? '') })
    const principal = actingUser(organizationKey, account, source)
    await recordChange(parts, principal, { action: 'user.password-reset', entity: userEntity(account) })
    await notifyOfSecurityChange(parts, principal, account, 'password-changed')
  })

function refusal(
  parts: Parts<'clock'>,
  organizationKey: string,
  { reason, user, recipient }: Extract<CheckedProof, { isRight: false }>,
  { address, traceId }: RequestSource,
): Problem {
  recordSecurityEvent(parts, {
    organizationKey,
    action: 'user.password-reset-failed',
    entity: triedUser(user),
    typed: recipient,
    source: { address, traceId },
    details: { reason },
  })
  if (reason === 'link') return resetLinkInvalid()
  if (reason === 'limit') {
    return new Problem('codes_used_up', 'Too many wrong codes were entered today. Open the link in the mail instead.')
  }
  return new Problem(
    'code_wrong',
    'Incorrect or expired code. It works in the browser in which you asked for it; three wrong codes void it. The link in the mail works in any browser.',
  )
}
