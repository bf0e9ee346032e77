import type { Parts } from '../../../db/parts.ts'
import { toTimestamp } from '../../../db/timestamp.ts'
import { transaction } from '../../../db/transaction.ts'
import { keptUntil } from './kept-until.ts'
import { deleteExpired, insertUsedAssertion } from './tokens-repository.ts'

/**
 * A client assertion can be used once (RFC 7523, section 3).
 * @returns false where it was used before
 */
export function rememberAssertion(
  parts: Parts<'clock'>,
  organizationKey: string,
  { clientId, assertionId, expiresAt }: { clientId: string; assertionId: string; expiresAt: Date },
): Promise<boolean> {
  return transaction(parts, async ({ db, clock }) => {
    await deleteExpired(db, organizationKey, toTimestamp(clock.now()))
    return insertUsedAssertion(db, organizationKey, { clientId, assertionId, expiresAt: keptUntil(expiresAt) })
  })
}
