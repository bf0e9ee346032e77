import { fromFlag } from '../../../db/flag.ts'
import type { Parts } from '../../../db/parts.ts'
import { decryptPrivateKey } from './private-key.ts'
import type { SigningAlgorithm, SigningKey } from './signing-key.ts'
import { signingKeysInUse } from './signing-keys-in-use.ts'
import { selectSigningKeys } from './signing-keys-repository.ts'

/** The keys that are in use now. The first one signs access tokens, all of them are published and verify. */
export async function listSigningKeys(parts: Parts<'clock' | 'vault'>, organizationKey: string): Promise<SigningKey[]> {
  return signingKeysInUse(await readSigningKeys(parts, organizationKey), parts.clock.now()).keys
}

/** Every key that is stored, the latest first */
export async function readSigningKeys(
  { db, vault }: Parts<'clock' | 'vault'>,
  organizationKey: string,
): Promise<SigningKey[]> {
  const rows = await selectSigningKeys(db, organizationKey)
  return rows.map((row) => ({
    kid: row.key,
    algorithm: row.algorithm as SigningAlgorithm,
    signsAccessTokens: fromFlag(row.signs_access_tokens),
    privateKey: decryptPrivateKey(vault, { organizationKey, kid: row.key }, row.private_key_encrypted),
    publicJwk: JSON.parse(row.public_jwk),
    createdAt: row.created_at,
    activatesAt: row.activates_at,
    retiresAt: row.retires_at,
  }))
}
