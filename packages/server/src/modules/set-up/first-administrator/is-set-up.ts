import type { Parts } from '../../../db/parts.ts'
import { listAdministrators } from '../../members/organization-roles/administrators.ts'
import { hasPassword } from '../../sign-in/credentials/store-password.ts'
import { hasPasskey } from '../../sign-in/second-factors/list-passkeys.ts'

/**
 * Whether a user can sign in and administer the organization. Administrators with neither a password nor a passkey don't
 * count: those of the sample cannot sign in.
 */
export async function isSetUp(parts: Parts<'clock'>, organizationKey: string): Promise<boolean> {
  const administrators = await listAdministrators(parts, organizationKey)
  if (await hasPassword(parts, organizationKey, administrators)) return true
  for (const userKey of administrators) if (await hasPasskey(parts, organizationKey, userKey)) return true
  return false
}
