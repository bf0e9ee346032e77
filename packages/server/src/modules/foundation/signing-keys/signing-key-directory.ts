import type { ChangeFeed } from '../../../db/change-feed.ts'
import { OrganizationCache } from '../../../db/organization-cache.ts'
import type { SigningKey } from './signing-key.ts'
import type { SigningKeyService } from './signing-keys-service.ts'

export type SigningKeyDirectory = ReturnType<typeof createSigningKeyDirectory>

/** The organizations' signing keys, decrypted once and kept in memory. */
export function createSigningKeyDirectory(
  signingKeys: Pick<SigningKeyService, 'current'>,
  changes: ChangeFeed,
  now: () => number,
) {
  const cache = new OrganizationCache<SigningKey[]>(changes, 1_000)
  const holds = ({ retiresAt }: SigningKey): boolean => retiresAt === null || Date.parse(retiresAt) > now()

  return {
    /** The first one signs, all of them verify. */
    async find(organizationKey: string): Promise<SigningKey[]> {
      const kept = cache.get(organizationKey, '')
      const keys = kept ?? (await cache.load(organizationKey, '', () => signingKeys.current(organizationKey))) ?? []
      return keys.every(holds) ? keys : keys.filter(holds)
    },
  }
}
