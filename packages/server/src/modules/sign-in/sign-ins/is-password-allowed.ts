import type { Parts } from '../../../db/parts.ts'
import { getSignInRules } from '../../members/sign-in-settings/sign-in-rules.ts'
import { hasPasskey } from '../second-factors/list-passkeys.ts'

/** Whether the user may have a password: see `PasswordAllowance`. The same is looked up for whomever. */
export async function isPasswordAllowed(
  parts: Parts<'clock'>,
  organizationKey: string,
  userKey: string,
): Promise<boolean> {
  const { needsPasskey } = await getSignInRules(parts, organizationKey, userKey)
  const owns = await hasPasskey(parts, organizationKey, userKey)
  return !needsPasskey || !owns
}
