import type { Parts } from '../../../db/parts.ts'
import { hasAdministratorWhoCanSignIn } from '../../members/organization-roles/administrators.ts'

/** Whether a user can sign in and administer the organization. */
export const isSetUp = (parts: Parts<'clock'>, organizationKey: string): Promise<boolean> =>
  hasAdministratorWhoCanSignIn(parts, organizationKey)
