import { announceChange } from '../../../db/change-feed.ts'
import type { Parts } from '../../../db/parts.ts'
import { transaction } from '../../../db/transaction.ts'
import { addSigningKey } from './add-signing-key.ts'
import { newKeyPair } from './key-pair.ts'
import { listSigningKeys } from './list-signing-keys.ts'
import { type SigningAlgorithm, type SigningKey, standingAlgorithms } from './signing-key.ts'

/** The algorithms of which there has to be a key, and of which none is active */
export const missingAlgorithms = ([signing, ...others]: readonly SigningKey[]): SigningAlgorithm[] =>
  standingAlgorithms.filter(
    (algorithm) =>
      signing?.algorithm !== algorithm &&
      !others.some((key) => key.algorithm === algorithm && key.activatesAt === signing?.activatesAt),
  )

/**
 * Adds the keys that an organization has to have beside the one that signs access tokens. Generating RSA keys takes up to a
 * second, so a new organization has none of them at first: they are made when somebody first asks for the key set, which
 * is never given out without them. So they are active at once.
 */
export async function completeSigningKeys(
  parts: Parts<'clock' | 'vault'>,
  organizationKey: string,
  missing: readonly SigningAlgorithm[],
): Promise<void> {
  const pairs = await Promise.all(missing.map(newKeyPair))
  await transaction(parts, async (parts) => {
    // First, because it locks: another node may have added them.
    await announceChange(parts.db, organizationKey)
    const keys = await listSigningKeys(parts, organizationKey)
    const [signing] = keys
    if (!signing) return
    const { activatesAt, retiresAt } = signing
    const still = missingAlgorithms(keys)
    for (const pair of pairs.filter(({ algorithm }) => still.includes(algorithm)))
      await addSigningKey(parts, organizationKey, pair, { signsAccessTokens: false, activatesAt, retiresAt })
  })
}
