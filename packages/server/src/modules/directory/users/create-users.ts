import type { Parts } from '../../../db/parts.ts'
import { toTimestamp } from '../../../db/timestamp.ts'
import { transaction } from '../../../db/transaction.ts'
import { recordChanges } from '../../foundation/audit/record-change.ts'
import type { Principal } from '../../foundation/permissions/principal.ts'
import { getBuiltInIdentityProviderKey } from '../identity-providers/built-in-identity-provider.ts'
import { decideUsers } from './decide-users.ts'
import { preparationOfLink, preparationOfUser } from './preparation.ts'
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
    const created = new Set(additions.users.map(({ key }) => key))
    const builtInKey = await getBuiltInIdentityProviderKey(parts, organizationKey)
    const identities = additions.identities.map((identity) => {
      if (identity.identityProviderKey === builtInKey) return identity
      const isNew = created.has(identity.userKey)
      return { ...identity, prepared: isNew ? preparationOfUser(principal) : preparationOfLink(parts, principal) }
    })
    await insertUserIdentities(db, organizationKey, identities, now)
    await recordChanges(parts, principal, additions.changes)
    return creations
  })
}
