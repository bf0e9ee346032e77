import { announceChange } from '../../../db/change-feed.ts'
import type { Parts } from '../../../db/parts.ts'
import { toTimestamp } from '../../../db/timestamp.ts'
import { transaction } from '../../../db/transaction.ts'
import { recordChange } from '../audit/record-change.ts'
import type { Principal } from '../permissions/principal.ts'
import { createSigningKey } from './create-signing-key.ts'
import type { SigningAlgorithm } from './signing-key.ts'
import { deleteRetiredSigningKeys, retireSigningKeys } from './signing-keys-repository.ts'

/** How long the former key still verifies, unless told: as long as a token lives (12 hours), and an hour more. */
export const defaultOverlapHours = 13

/**
 * A new key signs from now on. The former ones go on verifying for the overlap, so that no token that is in use is
 * refused; an overlap of 0 refuses them at once, for a key that has leaked.
 */
export function rotateSigningKey(
  parts: Parts<'clock' | 'vault'>,
  principal: Principal,
  { algorithm, overlapHours = defaultOverlapHours }: { algorithm: SigningAlgorithm; overlapHours?: number },
): Promise<{ kid: string }> {
  return transaction(parts, async (parts) => {
    const { organizationKey } = principal
    const now = parts.clock.now()
    // First, because it locks: of two rotations at the same time, the second one retires the key of the first.
    await announceChange(parts.db, organizationKey)
    await deleteRetiredSigningKeys(parts.db, organizationKey, toTimestamp(now))
    await retireSigningKeys(parts.db, organizationKey, toTimestamp(now + overlapHours * 3_600_000))
    const kid = await createSigningKey(parts, organizationKey, algorithm)
    await recordChange(parts, principal, {
      action: 'signing-key.rotated',
      entity: { type: 'signing-key', key: kid, name: algorithm },
      after: { algorithm, overlapHours },
    })
    return { kid }
  })
}
