import type { Parts } from '../../../db/parts.ts'
import type { Recipient } from '../../foundation/mail/mail.ts'
import { holdsEveryControllingPermission } from '../../foundation/permissions/authority.ts'
import { getMemberAccess } from './get-member-access.ts'
import { listPermissionHolders } from './list-permission-holders.ts'

/**
 * The active users with an e-mail who hold every permission that controls access, for the whole organization at this
 * moment: Administrators, and whoever holds a role that gives as much.
 */
export async function getAdministratorRecipients(parts: Parts<'clock'>, organizationKey: string): Promise<Recipient[]> {
  // No other permission brings this one along: whoever holds all of them holds it by a role that names it.
  const holders = await listPermissionHolders(parts, organizationKey, 'Organization management > Manage organization')
  const recipients: Recipient[] = []
  for (const { userKey, name, email, language } of holders) {
    const access = await getMemberAccess(parts, organizationKey, userKey)
    if (holdsEveryControllingPermission(access)) recipients.push({ address: email, name, language })
  }
  return recipients
}
