import type { Parts } from '../../../db/parts.ts'
import { listAdministrators } from '../../members/organization-roles/administrators.ts'
import { hasPassword } from '../../sign-in/credentials/store-password.ts'

/**
 * Whether a user can sign in and administer the organization. Administrators without a password don't count: those of the
 * sample cannot sign in.
 */
export const isSetUp = async (parts: Parts<'clock'>, organizationKey: string): Promise<boolean> =>
  hasPassword(parts, organizationKey, await listAdministrators(parts, organizationKey))
