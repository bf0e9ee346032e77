import type { Parts } from '../../../db/parts.ts'
import { Problem } from '../../../problems/problem.ts'

/** Given by the wing's assembly: it depends on passkeys, whose room needs this one. */
export interface PasswordAllowance {
  /**
   * Whether the organization lets the user have a password. Who has no passkey may have one in any case: they need it to
   * sign in and to add one.
   */
  isPasswordAllowed(parts: Parts<'clock'>, organizationKey: string, userKey: string): Promise<boolean>
}

/** @throws Problem password_not_allowed */
export async function requirePasswordAllowed(
  parts: Parts<'clock'> & PasswordAllowance,
  organizationKey: string,
  userKey: string,
): Promise<void> {
  if (await parts.isPasswordAllowed(parts, organizationKey, userKey)) return
  throw new Problem('password_not_allowed', 'Your organization lets you sign in with a passkey alone.')
}
