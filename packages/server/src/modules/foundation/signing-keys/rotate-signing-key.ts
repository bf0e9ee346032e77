import { announceChange } from '../../../db/change-feed.ts'
import type { Parts } from '../../../db/parts.ts'
import { toTimestamp } from '../../../db/timestamp.ts'
import { transaction } from '../../../db/transaction.ts'
import { Problem } from '../../../problems/problem.ts'
import { recordChange } from '../audit/record-change.ts'
import type { Principal } from '../permissions/principal.ts'
import { addSigningKey } from './add-signing-key.ts'
import { type KeySet, newKeySet } from './key-pair.ts'
import { publishedAheadMilliseconds, type SigningAlgorithm } from './signing-key.ts'
import {
  deleteRetiredSigningKeys,
  deleteSigningKeysActivatedAfter,
  retireSigningKeys,
  selectSigningKeys,
} from './signing-keys-repository.ts'

/** How long the former key still verifies, unless told: as long as a token lives (12 hours), and an hour more. */
export const defaultOverlapHours = 13

interface Timing {
  /** How long the former keys go on verifying once the new one signs. With 0, it signs immediately. */
  overlapHours?: number
  /** Whether it signs before every verifier can know it: behind caches they refuse its tokens for some minutes */
  isImmediate?: boolean
}

interface Rotated {
  /** Of the key that signs access tokens */
  kid: string
  activatesAt: string
}

/**
 * A new key of the algorithm for access tokens, with new ones of the other algorithms that there have to be, published
 * from now on. It signs once no verifier can have a key set without it, by its stored time on all nodes alike. The former
 * ones go on verifying for the overlap after that, so that no token that is in use is refused.
 *
 * For a key that has leaked, an overlap of 0: the former ones, and one that was to follow, are refused at once.
 * @throws Problem signing_key_waiting
 */
export async function rotateSigningKey(
  parts: Parts<'clock' | 'vault'>,
  principal: Principal,
  { algorithm, ...timing }: Timing & { algorithm: SigningAlgorithm },
): Promise<Rotated> {
  return rotateToKeySet(parts, principal, await newKeySet(algorithm), timing)
}

/** The same with keys that were generated before, for use in a transaction */
export function rotateToKeySet(
  parts: Parts<'clock' | 'vault'>,
  principal: Principal,
  { signing, others }: KeySet,
  { overlapHours = defaultOverlapHours, isImmediate = false }: Timing = {},
): Promise<Rotated> {
  return transaction(parts, async (parts) => {
    const { db, clock } = parts
    const { organizationKey } = principal
    const now = clock.now()
    const signsNow = isImmediate || overlapHours === 0
    const activates = signsNow ? now : now + publishedAheadMilliseconds
    // First, because it locks: of two rotations at the same time, the second one sees the key of the first.
    await announceChange(db, organizationKey)
    const former = (await selectSigningKeys(db, organizationKey)).find(
      (key) => key.signs_access_tokens && key.activates_at <= toTimestamp(now),
    )
    await deleteRetiredSigningKeys(db, organizationKey, toTimestamp(now))
    if (signsNow) await deleteSigningKeysActivatedAfter(db, organizationKey, toTimestamp(now))
    else await requireNoneWaiting(parts, organizationKey)
    await retireSigningKeys(db, organizationKey, toTimestamp(activates + overlapHours * 3_600_000))
    const activatesAt = toTimestamp(activates)
    const kid = await addSigningKey(parts, organizationKey, signing, { activatesAt })
    for (const pair of others)
      await addSigningKey(parts, organizationKey, pair, { signsAccessTokens: false, activatesAt })
    const { algorithm } = signing
    await recordChange(parts, principal, {
      action: 'signing-key.rotated',
      entity: { type: 'signing-key', key: kid, name: algorithm },
      before: former && { key: former.key, algorithm: former.algorithm },
      after: { key: kid, algorithm, overlapHours, activatesAt },
    })
    return { kid, activatesAt }
  })
}

/** @throws Problem signing_key_waiting */
export async function requireNoneWaiting({ db, clock }: Parts<'clock'>, organizationKey: string): Promise<void> {
  const now = toTimestamp(clock.now())
  const keys = await selectSigningKeys(db, organizationKey)
  const waiting = keys.find((key) => key.signs_access_tokens && key.activates_at > now)
  if (!waiting) return
  throw new Problem(
    'signing_key_waiting',
    `The key ${waiting.key} is published already and signs from ${waiting.activates_at} on. Wait until then, or rotate at once.`,
  )
}
