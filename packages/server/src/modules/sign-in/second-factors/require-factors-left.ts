import type { Parts } from '../../../db/parts.ts'
import { Problem } from '../../../problems/problem.ts'
import { findAccount } from '../../directory/users/accounts.ts'
import { hasExternalAccount } from '../../directory/users/external-accounts.ts'
import { getSignInRules } from '../../members/sign-in-settings/sign-in-rules.ts'
import { hasPassword } from '../credentials/store-password.ts'
import { hasAuthenticator } from './get-authenticator.ts'
import { hasPasskey } from './list-passkeys.ts'

/**
 * Keeps users from removing what they need to sign in. Call it in the transaction of the removal, after it, with the
 * user's row locked: two removals at the same time don't pass both.
 * @throws Problem factor_required
 */
export async function requireFactorsLeft(
  parts: Parts<'clock'>,
  organizationKey: string,
  userKey: string,
): Promise<void> {
  if (await hasPasskey(parts, organizationKey, userKey)) return
  const isExternal = await hasExternalAccount(parts, organizationKey, userKey)
  if (!isExternal && !(await hasUsablePassword(parts, organizationKey, userKey)))
    throw required('nothing else is left with which you can sign in. Set a password or add a passkey first')
  const { needsSecondFactor, needsPasskey } = await getSignInRules(parts, organizationKey, userKey)
  if (needsPasskey && !isExternal)
    throw required('your organization lets you sign in with a passkey alone. Add another one first')
  if (needsSecondFactor && !(await hasAuthenticator(parts, organizationKey, userKey)))
    throw required('your organization requires a second factor. Add another one first')
}

/** Without an e-mail there is nothing to enter beside the password. */
async function hasUsablePassword(parts: Parts, organizationKey: string, userKey: string): Promise<boolean> {
  const account = await findAccount(parts, organizationKey, userKey)
  return typeof account?.email === 'string' && hasPassword(parts, organizationKey, [userKey])
}

const required = (reason: string): Problem => new Problem('factor_required', `This one cannot be removed: ${reason}.`)
