import { announceChange } from '../../../db/change-feed.ts'
import type { Parts } from '../../../db/parts.ts'
import { toTimestamp } from '../../../db/timestamp.ts'
import { transaction } from '../../../db/transaction.ts'
import { systemPrincipal } from '../permissions/principal.ts'
import { rotateSigningKey } from './rotate-signing-key.ts'
import { publishedAheadMilliseconds, type SigningAlgorithm } from './signing-key.ts'
import {
  deleteAllRetiredSigningKeys,
  selectOrganizationsDueForRotation,
  selectSigningKeys,
} from './signing-keys-repository.ts'

const dayMilliseconds = 86_400_000

/**
 * Deletes the keys that verify no more and, where a number of days is given, publishes a new key wherever the one that
 * signs will soon have signed for so long, with its algorithm. Every node looks; whichever is first rotates, and the
 * others find nothing due.
 */
export async function maintainSigningKeys(parts: Parts<'clock' | 'vault'>, days: number | undefined): Promise<void> {
  const now = parts.clock.now()
  await deleteAllRetiredSigningKeys(parts.db, toTimestamp(now))
  if (days === undefined) return
  const before = toTimestamp(now + publishedAheadMilliseconds - days * dayMilliseconds)
  for (const organizationKey of await selectOrganizationsDueForRotation(parts.db, before)) {
    await rotateIfDue(parts, organizationKey, before)
  }
}

const rotateIfDue = (parts: Parts<'clock' | 'vault'>, organizationKey: string, before: string): Promise<void> =>
  transaction(parts, async (parts) => {
    // Locks, so that what another node has done meanwhile is seen.
    await announceChange(parts.db, organizationKey)
    const [newest] = await selectSigningKeys(parts.db, organizationKey)
    if (!newest || newest.activates_at > before) return
    const algorithm = newest.algorithm as SigningAlgorithm
    await rotateSigningKey(parts, systemPrincipal(organizationKey, 'portico start'), { algorithm })
  })
