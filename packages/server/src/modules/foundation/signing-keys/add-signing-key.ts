import { toFlag } from '../../../db/flag.ts'
import { newKey } from '../../../db/keys.ts'
import type { Parts } from '../../../db/parts.ts'
import { toTimestamp } from '../../../db/timestamp.ts'
import { transaction } from '../../../db/transaction.ts'
import type { KeyPair } from './key-pair.ts'
import { encryptPrivateKey } from './private-key.ts'
import { insertSigningKey } from './signing-keys-repository.ts'

interface Use {
  /** Whether access tokens are signed with it, of the keys that are activated together. So it is unless told. */
  signsAccessTokens?: boolean
  /** Now, unless told */
  activatesAt?: string
  /** It stays until a rotation, unless told. */
  retiresAt?: string | null
}

/** Stores a key pair of an organization. Rotating retires the former ones first. @returns its key ID */
export function addSigningKey(
  parts: Parts<'clock' | 'vault'>,
  organizationKey: string,
  { algorithm, privateKey, publicKey }: KeyPair,
  { signsAccessTokens = true, activatesAt, retiresAt = null }: Use = {},
): Promise<string> {
  return transaction(parts, async ({ db, clock, vault }) => {
    const kid = newKey(clock.now())
    await insertSigningKey(db, organizationKey, {
      key: kid,
      algorithm,
      signs_access_tokens: toFlag(signsAccessTokens),
      public_jwk: JSON.stringify({ ...publicKey.export({ format: 'jwk' }), kid, alg: algorithm, use: 'sig' }),
      private_key_encrypted: encryptPrivateKey(vault, { organizationKey, kid }, privateKey),
      created_at: toTimestamp(clock.now()),
      activates_at: activatesAt ?? toTimestamp(clock.now()),
      retires_at: retiresAt,
    })
    return kid
  })
}
