import type { Parts } from '../../../db/parts.ts'
import { toTimestamp } from '../../../db/timestamp.ts'
import { decryptPrivateKey } from './private-key.ts'
import type { SigningAlgorithm, SigningKey } from './signing-key.ts'
import { selectSigningKeys } from './signing-keys-repository.ts'

/** The keys that are in use now. The first one signs, all of them verify. */
export async function listSigningKeys(
  { db, clock, vault }: Parts<'clock' | 'vault'>,
  organizationKey: string,
): Promise<SigningKey[]> {
  const now = toTimestamp(clock.now())
  const rows = await selectSigningKeys(db, organizationKey)
  return rows
    .filter((row) => row.retires_at === null || row.retires_at > now)
    .map((row) => ({
      kid: row.key,
      algorithm: row.algorithm as SigningAlgorithm,
      privateKey: decryptPrivateKey(vault, { organizationKey, kid: row.key }, row.private_key_encrypted),
      publicJwk: JSON.parse(row.public_jwk),
      createdAt: row.created_at,
      retiresAt: row.retires_at,
    }))
}
