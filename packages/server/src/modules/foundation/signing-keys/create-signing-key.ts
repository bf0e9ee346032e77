import { generateKeyPairSync, type KeyObject } from 'node:crypto'
import { newKey } from '../../../db/keys.ts'
import type { Parts } from '../../../db/parts.ts'
import { toTimestamp } from '../../../db/timestamp.ts'
import { transaction } from '../../../db/transaction.ts'
import { encryptPrivateKey } from './private-key.ts'
import type { SigningAlgorithm } from './signing-key.ts'
import { insertSigningKey } from './signing-keys-repository.ts'

/** Adds a key that signs from now on, or from a given time. Rotating retires the former ones first. @returns its key ID */
export function createSigningKey(
  parts: Parts<'clock' | 'vault'>,
  organizationKey: string,
  { algorithm = 'ES256', activatesAt }: { algorithm?: SigningAlgorithm; activatesAt?: string } = {},
): Promise<string> {
  return transaction(parts, async ({ db, clock, vault }) => {
    const kid = newKey(clock.now())
    const { privateKey, publicKey } = generatePair(algorithm)
    await insertSigningKey(db, organizationKey, {
      key: kid,
      algorithm,
      public_jwk: JSON.stringify({ ...publicKey.export({ format: 'jwk' }), kid, alg: algorithm, use: 'sig' }),
      private_key_encrypted: encryptPrivateKey(vault, { organizationKey, kid }, privateKey),
      created_at: toTimestamp(clock.now()),
      activates_at: activatesAt ?? toTimestamp(clock.now()),
      retires_at: null,
    })
    return kid
  })
}

/** P-256 for ES256, RSA of 3072 bits for RS256 and PS256, Ed25519 for EdDSA. */
function generatePair(algorithm: SigningAlgorithm): { privateKey: KeyObject; publicKey: KeyObject } {
  if (algorithm === 'ES256') return generateKeyPairSync('ec', { namedCurve: 'P-256' })
  if (algorithm === 'EdDSA') return generateKeyPairSync('ed25519')
  return generateKeyPairSync('rsa', { modulusLength: 3072 })
}
