import { announceChange } from '../../../db/change-feed.ts'
import type { Parts } from '../../../db/parts.ts'
import { toTimestamp } from '../../../db/timestamp.ts'
import { transaction } from '../../../db/transaction.ts'
import { systemPrincipal } from '../permissions/principal.ts'
import { newKeySet } from './key-pair.ts'
import { rotateToKeySet } from './rotate-signing-key.ts'
import { publishedAheadMilliseconds, type SigningAlgorithm } from './signing-key.ts'
import {
  deleteAllRetiredSigningKeys,
  selectOrganizationsDueForRotation,
  selectSigningKeys,
} from './signing-keys-repository.ts'

const dayMilliseconds = 86_400_000

/**
 * Deletes the keys that verify no more and, where a number of days is given, publishes new keys wherever the one that
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

async function rotateIfDue(parts: Parts<'clock' | 'vault'>, organizationKey: string, before: string): Promise<void> {
  const due = await dueAlgorithm(parts, organizationKey, before)
  if (!due) return
  const keySet = await newKeySet(due)
  await transaction(parts, async (parts) => {
    // Locks, so that what another node has done meanwhile is seen.
    await announceChange(parts.db, organizationKey)
    if ((await dueAlgorithm(parts, organizationKey, before)) !== due) return
    await rotateToKeySet(parts, systemPrincipal(organizationKey, 'portico start'), keySet)
  })
}

/** The algorithm of the newest key that signs access tokens, where it has signed for long enough */
async function dueAlgorithm(
  { db }: Parts,
  organizationKey: string,
  before: string,
): Promise<SigningAlgorithm | undefined> {
  const newest = (await selectSigningKeys(db, organizationKey)).find((key) => key.signs_access_tokens)
  return newest && newest.activates_at <= before ? (newest.algorithm as SigningAlgorithm) : undefined
}
