import { isRecent } from '../../../config/clock.ts'
import type { ChangeFeed } from '../../../db/change-feed.ts'
import { OrganizationCache } from '../../../db/organization-cache.ts'
import type { Parts } from '../../../db/parts.ts'
import { completeSigningKeys, missingAlgorithms } from './complete-signing-keys.ts'
import { readSigningKeys } from './list-signing-keys.ts'
import type { SigningKey } from './signing-key.ts'
import { type SigningKeysInUse, signingKeysInUse } from './signing-keys-in-use.ts'

const pauseMilliseconds = 60_000

export type SigningKeyDirectory = ReturnType<typeof createSigningKeyDirectory>

/** The organizations' signing keys, decrypted once and kept in memory. */
export function createSigningKeyDirectory(
  parts: Parts<'clock' | 'vault' | 'log'> & { database: { changes: ChangeFeed } },
) {
  const cache = new OrganizationCache<SigningKey[]>(parts.database.changes, 1_000)
  const underWay = new Map<string, Promise<void>>()
  /** When the adding of keys failed, by organization */
  const failed = new Map<string, number>()

  /** The keys at this moment, and how long they stay the same. @param grace see OrganizationCache */
  async function find(organizationKey: string, grace = 0): Promise<SigningKeysInUse> {
    const kept = cache.get(organizationKey, '', grace)
    const all = kept ?? (await cache.load(organizationKey, '', () => readSigningKeys(parts, organizationKey)))
    return signingKeysInUse(all, parts.clock.now())
  }

  async function addMissing(organizationKey: string): Promise<void> {
    const missing = missingAlgorithms((await find(organizationKey)).keys)
    if (missing.length === 0) return
    if (isRecent(failed.get(organizationKey), parts.clock.now(), pauseMilliseconds)) return
    failed.set(organizationKey, parts.clock.now())
    await completeSigningKeys(parts, organizationKey, missing)
    failed.delete(organizationKey)
  }

  return {
    find,
    /**
     * Sees to it that there is a key of each algorithm that there has to be, before the key set is given out. Where that
     * fails, as in a database that is read-only, the other keys still verify, and it is tried again after a minute: anybody
     * may ask for the key set, and generating RSA keys takes long.
     */
    complete(organizationKey: string): Promise<void> {
      const completion =
        underWay.get(organizationKey) ??
        addMissing(organizationKey)
          .catch((err: unknown) => parts.log.error({ err }, 'signing keys of other algorithms could not be added yet'))
          .finally(() => underWay.delete(organizationKey))
      underWay.set(organizationKey, completion)
      return completion
    },
  }
}
