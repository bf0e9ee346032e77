import type { Parts } from '../../../db/parts.ts'
import type { Principal } from '../../foundation/permissions/principal.ts'
import { requireMember } from '../../members/sessions/require-member.ts'
import type { PasswordAllowance } from './password-allowance.ts'
import { hasPassword } from './store-password.ts'

/** Whether the member has a password, and whether the organization lets them have one. */
export async function getPasswordState(parts: Parts<'clock'> & PasswordAllowance, principal: Principal) {
  const { organizationKey, userKey } = requireMember(principal)
  return {
    isSet: await hasPassword(parts, organizationKey, [userKey]),
    isAllowed: await parts.isPasswordAllowed(parts, organizationKey, userKey),
  }
}
