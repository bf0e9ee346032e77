import type { Parts } from '../../../db/parts.ts'
import { Problem } from '../../../problems/problem.ts'
import { findAccount } from '../../directory/users/accounts.ts'
import { nobodyKey } from './nobody-key.ts'
import type { PasswordAllowance } from './password-allowance.ts'
import { findLink } from './use-code.ts'

/**
 * Whether the link of a mail can still set a new password. It stays as it is, and so does the code of the same mail. Whoever
 * has the link learns nothing that setting a password with it would not tell.
 * @throws Problem link_invalid
 */
export async function checkResetLink(
  parts: Parts<'clock' | 'vault'> & PasswordAllowance,
  organizationKey: string,
  token: string,
): Promise<void> {
  const link = await findLink(parts, organizationKey, 'password-reset', token)
  const account = link && (await findAccount(parts, organizationKey, link.userKey ?? nobodyKey))
  const isUsable = account?.status === 'Active' && (await parts.isPasswordAllowed(parts, organizationKey, account.key))
  if (!isUsable) throw resetLinkInvalid()
}

/** The same for every reason, also for links that never were. */
export const resetLinkInvalid = (): Problem =>
  new Problem('link_invalid', 'The mail is not valid any more, or was used already. Ask for a new one.')
