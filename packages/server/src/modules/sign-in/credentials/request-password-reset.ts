import type { Parts } from '../../../db/parts.ts'
import { transaction } from '../../../db/transaction.ts'
import { type Account, findAccountByEmail, hasBuiltInProfile, lockAccount } from '../../directory/users/accounts.ts'
import { enqueueMail } from '../../foundation/mail/enqueue-mail.ts'
import { countWithinLimit } from './attempts.ts'
import { issueCode } from './issue-code.ts'
import type { PendingPasswordResets } from './pending-password-resets.ts'

const codeMilliseconds = 15 * 60_000
/** Anonymous callers must not fill a user's mailbox. */
const mails = { most: 5, milliseconds: 3_600_000 }

type MailParts = Parts<'clock' | 'vault' | 'config' | 'log'>

/**
 * Sends six digits by mail to a user who forgot the password or never had one. Callers don't learn whether there is such
 * a user: it returns before it does anything that it does for existing users only.
 */
export async function requestPasswordReset(
  parts: MailParts & { pendingPasswordResets: PendingPasswordResets },
  organizationKey: string,
  email: string,
): Promise<void> {
  const account = await findAccountByEmail(parts, organizationKey, email)
  if (account) parts.pendingPasswordResets.add(sendCode(parts, organizationKey, account))
}

/** For active users who sign in with a password here. */
const sendCode = (parts: MailParts, organizationKey: string, { key, email, name }: Account): Promise<void> =>
  transaction(parts, async (parts) => {
    const account = await lockAccount(parts, organizationKey, key)
    if (account?.status !== 'Active' || email === null) return
    if (!(await hasBuiltInProfile(parts, organizationKey, key))) return
    if (!(await countWithinLimit(parts, organizationKey, { kind: 'mail', userKey: key }, mails))) return
    const request = { purpose: 'password-reset', userKey: key, milliseconds: codeMilliseconds } as const
    const values = await issueCode(parts, organizationKey, request)
    await enqueueMail(parts, organizationKey, { kind: 'password-reset', to: { address: email, name }, values })
  })
