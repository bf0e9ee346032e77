import { foldedEmail } from '../../../db/folded-columns.ts'
import type { Parts } from '../../../db/parts.ts'
import type { Principal } from '../../foundation/permissions/principal.ts'
import { getVisibleUserKeys } from './require-user.ts'
import { selectUsersWithEmails, type UserRow } from './users-repository.ts'

/** Finds the users with these e-mails, in whatever form they are written. One whom the caller does not see counts as none. */
export async function findUsersByEmail(
  parts: Parts<'clock'>,
  principal: Principal,
  emails: readonly string[],
): Promise<(email: string) => UserRow | undefined> {
  const users = await selectUsersWithEmails(parts.db, principal.organizationKey, emails)
  const keys = [...users.values()].map(({ key }) => key)
  const visible = await getVisibleUserKeys(parts, principal, keys)
  return (email) => {
    const user = users.get(foldedEmail(email))
    return user && visible.has(user.key) ? user : undefined
  }
}
