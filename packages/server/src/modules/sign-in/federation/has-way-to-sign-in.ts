import type { Parts } from '../../../db/parts.ts'
import { listExternalAccounts } from '../../directory/users/external-accounts.ts'
import { hasPassword } from '../credentials/store-password.ts'
import { hasPasskey } from '../second-factors/list-passkeys.ts'

/** Whether the user has a password, a passkey, or a profile at an external provider by which they have signed in. */
export async function hasWayToSignIn(parts: Parts, organizationKey: string, userKey: string): Promise<boolean> {
  if (await hasPassword(parts, organizationKey, [userKey])) return true
  if (await hasPasskey(parts, organizationKey, userKey)) return true
  const accounts = await listExternalAccounts(parts, organizationKey, userKey)
  return accounts.some(({ profile }) => profile.firstLoginAt !== null)
}
