import type { Clock } from '../../../config/clock.ts'
import type { Vault } from '../../../config/secrets.ts'
import { announceChange } from '../../../db/change-feed.ts'
import { toTimestamp } from '../../../db/codecs.ts'
import { newKey } from '../../../db/keys.ts'
import { type Db, transaction } from '../../../db/transaction.ts'
import { recordChange } from '../audit/audit-service.ts'
import type { Principal } from '../permissions/principal.ts'
import {
  generateSigningKey,
  privateKeyFrom,
  privateKeyText,
  type SigningAlgorithm,
  type SigningKey,
} from './signing-key.ts'
import {
  deleteRetiredSigningKeys,
  insertSigningKey,
  retireSigningKeys,
  type SigningKeyRow,
  selectSigningKeys,
} from './signing-keys-repository.ts'

export interface SigningKeyServiceDependencies {
  db: Db
  clock: Clock
  vault: Vault
}

export type SigningKeyService = ReturnType<typeof createSigningKeyService>

/** How long the former key still verifies, unless told: as long as a token lives (12 hours), and an hour more. */
export const defaultOverlapHours = 13

export function createSigningKeyService({ db, clock, vault }: SigningKeyServiceDependencies) {
  const open = (organizationKey: string, row: SigningKeyRow): SigningKey => ({
    kid: row.key,
    algorithm: row.algorithm as SigningAlgorithm,
    privateKey: privateKeyFrom(vault.decrypt(row.private_key_encrypted, contextOf(organizationKey, row.key))),
    publicJwk: JSON.parse(row.public_jwk),
    createdAt: row.created_at,
    retiresAt: row.retires_at,
  })

  return {
    /** The keys that count now. The first one signs, all of them verify. */
    async current(organizationKey: string): Promise<SigningKey[]> {
      const now = toTimestamp(clock.now())
      const rows = await selectSigningKeys(db, organizationKey)
      return rows
        .filter((row) => row.retires_at === null || row.retires_at > now)
        .map((row) => open(organizationKey, row))
    },

    /** The first key of a new organization, in the transaction that creates it. */
    async createFirst(trx: Db, organizationKey: string, algorithm: SigningAlgorithm = 'ES256'): Promise<void> {
      await insertNew(trx, vault, clock.now(), organizationKey, algorithm)
    },

    /**
     * A new key signs from now on. The former ones go on verifying for the overlap, so that no token that is in use is
     * refused; an overlap of 0 refuses them at once, for a key that has leaked.
     */
    async rotate(
      principal: Principal,
      { algorithm, overlapHours = defaultOverlapHours }: { algorithm: SigningAlgorithm; overlapHours?: number },
    ): Promise<{ kid: string }> {
      const { organizationKey } = principal
      return transaction({ db: db }, async ({ db: trx }) => {
        const now = clock.now()
        // First, because it locks: of two rotations at the same time, the second one retires the key of the first.
        await announceChange(trx, organizationKey)
        await deleteRetiredSigningKeys(trx, organizationKey, toTimestamp(now))
        await retireSigningKeys(trx, organizationKey, toTimestamp(now + overlapHours * 3_600_000))
        const kid = await insertNew(trx, vault, now, organizationKey, algorithm)
        const entity = { type: 'signing-key', key: kid, name: algorithm }
        await recordChange({ db: trx, clock }, principal, {
          action: 'signing-key.rotated',
          entity,
          after: { algorithm, overlapHours },
        })
        return { kid }
      })
    },
  }
}

async function insertNew(
  trx: Db,
  vault: Vault,
  now: number,
  organizationKey: string,
  algorithm: SigningAlgorithm,
): Promise<string> {
  const kid = newKey(now)
  const { privateKey, publicKey } = generateSigningKey(algorithm)
  await insertSigningKey(trx, organizationKey, {
    key: kid,
    algorithm,
    public_jwk: JSON.stringify({ ...publicKey.export({ format: 'jwk' }), kid, alg: algorithm, use: 'sig' }),
    private_key_encrypted: vault.encrypt(privateKeyText(privateKey), contextOf(organizationKey, kid)),
    created_at: toTimestamp(now),
    retires_at: null,
  })
  return kid
}

/** Binds the encrypted key to its row, so that nobody can put one row's key into another. */
const contextOf = (organizationKey: string, kid: string): string => `signing-key ${organizationKey} ${kid}`
