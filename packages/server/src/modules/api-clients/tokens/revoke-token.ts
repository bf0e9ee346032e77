import { announceChange } from '../../../db/change-feed.ts'
import type { Parts } from '../../../db/parts.ts'
import { toTimestamp } from '../../../db/timestamp.ts'
import { transaction } from '../../../db/transaction.ts'
import { recordChange } from '../../foundation/audit/record-change.ts'
import type { Principal } from '../../foundation/permissions/principal.ts'
import { keptUntil } from './kept-until.ts'
import { deleteExpired, insertRevokedToken, selectIsRevoked } from './tokens-repository.ts'

// Access tokens are not stored. Of those that were revoked the id is, until they have expired.

/** RFC 7009. Once this resolves, the token is refused: on this node at once, on the others within a second. */
export function revokeToken(
  parts: Parts<'clock'>,
  principal: Principal,
  token: { id: string; expiresAt: Date },
): Promise<void> {
  return transaction(parts, async (parts) => {
    const { organizationKey } = principal
    await deleteExpired(parts.db, organizationKey, toTimestamp(parts.clock.now()))
    // Of several requests at the same time, one revokes it.
    if (!(await insertRevokedToken(parts.db, organizationKey, token.id, keptUntil(token.expiresAt)))) return
    await announceChange(parts.db, organizationKey)
    const entity = { type: 'token' as const, key: token.id, name: null }
    await recordChange(parts, principal, { action: 'token.revoked', entity })
  })
}

/** Whether the token was revoked. Ids of tokens that have expired are forgotten. */
export const isTokenRevoked = ({ db }: Parts, organizationKey: string, tokenId: string): Promise<boolean> =>
  selectIsRevoked(db, organizationKey, tokenId)
