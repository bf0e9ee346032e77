import type { ChangeFeed } from '../../../db/change-feed.ts'
import { OrganizationCache } from '../../../db/organization-cache.ts'
import type { Parts } from '../../../db/parts.ts'
import { listSigningKeys } from './list-signing-keys.ts'
import type { SigningKey } from './signing-key.ts'

export type SigningKeyDirectory = ReturnType<typeof createSigningKeyDirectory>

/** The organizations' signing keys, decrypted once and kept in memory. */
export function createSigningKeyDirectory(parts: Parts<'clock' | 'vault'> & { database: { changes: ChangeFeed } }) {
  const cache = new OrganizationCache<SigningKey[]>(parts.database.changes, 1_000)
  const isInUse = ({ retiresAt }: SigningKey): boolean =>
    retiresAt === null || Date.parse(retiresAt) > parts.clock.now()

  return {
    /** The first one signs, all of them verify. */
    async find(organizationKey: string): Promise<SigningKey[]> {
      const kept = cache.get(organizationKey, '')
      const keys = kept ?? (await cache.load(organizationKey, '', () => listSigningKeys(parts, organizationKey))) ?? []
      return keys.every(isInUse) ? keys : keys.filter(isInUse)
    },
  }
}
