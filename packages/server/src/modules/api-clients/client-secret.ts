import { randomBytes, timingSafeEqual } from 'node:crypto'
import { crc32 } from 'node:zlib'
import type { Vault } from '../../config/secrets.ts'

/** What secret scanners look for: `ptcs_` and 72 hexadecimal digits. */
const prefix = 'ptcs_'

/**
 * A new client secret: the prefix, 256 bits of randomness and a CRC-32 of both, by which a scanner tells a real secret
 * from a look-alike without asking the server. Hexadecimal, so that no shell and no form encoding changes it.
 */
export function newClientSecret(): string {
  const body = prefix + randomBytes(32).toString('hex')
  return body + checksum(body)
}

/** 32 hexadecimal characters: never mistaken for a user's key. */
export const newClientId = (): string => randomBytes(16).toString('hex')

/** Whether the text has the form of a secret, with the right checksum. */
export const looksLikeClientSecret = (text: string): boolean =>
  /^ptcs_[0-9a-f]{72}$/.test(text) && checksum(text.slice(0, -8)) === text.slice(-8)

const checksum = (text: string): string => crc32(text).toString(16).padStart(8, '0')

export interface StoredSecret {
  hash: string
  expiresAt: string
}

/** Compares with every stored secret in constant time; 'expired' only for the right secret. */
export function checkClientSecret(
  vault: Vault,
  secrets: readonly StoredSecret[],
  given: string,
  now: string,
): 'valid' | 'expired' | 'wrong' {
  const hash = Buffer.from(vault.hash(given))
  let result: 'valid' | 'expired' | 'wrong' = 'wrong'
  for (const secret of secrets) {
    const stored = Buffer.from(secret.hash)
    const matches = stored.length === hash.length && timingSafeEqual(stored, hash)
    if (matches) result = now < secret.expiresAt ? 'valid' : 'expired'
  }
  return result
}
