import type { ChangeFeed } from '../../../db/change-feed.ts'
import { OrganizationCache } from '../../../db/organization-cache.ts'
import type { Parts } from '../../../db/parts.ts'
import { readSigningKeys } from './list-signing-keys.ts'
import type { SigningKey } from './signing-key.ts'
import { type SigningKeysInUse, signingKeysInUse } from './signing-keys-in-use.ts'

export type SigningKeyDirectory = ReturnType<typeof createSigningKeyDirectory>

/** The organizations' signing keys, decrypted once and kept in memory. */
export function createSigningKeyDirectory(parts: Parts<'clock' | 'vault'> & { database: { changes: ChangeFeed } }) {
  const cache = new OrganizationCache<SigningKey[]>(parts.database.changes, 1_000)

  return {
    /** The keys at this moment, and how long they stay the same. */
    async find(organizationKey: string): Promise<SigningKeysInUse> {
      const kept = cache.get(organizationKey, '')
      const all = kept ?? (await cache.load(organizationKey, '', () => readSigningKeys(parts, organizationKey)))
      return signingKeysInUse(all, parts.clock.now())
    },
  }
}
