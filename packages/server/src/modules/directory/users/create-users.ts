import type { Parts } from '../../../db/parts.ts'
import { toTimestamp } from '../../../db/timestamp.ts'
import { transaction } from '../../../db/transaction.ts'
import { recordChanges } from '../../foundation/audit/record-change.ts'
import type { Principal } from '../../foundation/permissions/principal.ts'
import { decideUsers } from './decide-users.ts'
import type { Creation, UserRequest } from './user-additions.ts'
import { insertUserIdentities } from './user-identities-repository.ts'
import { insertUserRows, lockUsersWithEmails } from './users-repository.ts'

/**
 * Creates users, or gives existing ones with these e-mails a profile at an identity provider: one request after the
 * other, so that a later one finds what an earlier one did. A request that is refused changes nothing.
 *
 * A profile is added only to a user who controls nothing that the principal does not: `permission_missing`.
 *
 * All are decided first, in memory, and then stored with a few statements.
 * @returns what became of each request, in the same order
 */
export function createUsers(
  parts: Parts<'clock'>,
  principal: Principal,
  requests: readonly UserRequest[],
): Promise<Creation[]> {
  return transaction(parts, async (parts) => {
    const { db, clock } = parts
    const { organizationKey } = principal
    const { creations, additions } = await decideUsers(parts, principal, requests, (emails) =>
      lockUsersWithEmails(db, organizationKey, emails),
    )
    const now = toTimestamp(clock.now())
    await insertUserRows(db, organizationKey, additions.users, now)
    await insertUserIdentities(db, organizationKey, additions.identities, now)
    await recordChanges(parts, principal, additions.changes)
    return creations
  })
}
