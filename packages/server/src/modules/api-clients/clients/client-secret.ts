import { hash, randomBytes, timingSafeEqual } from 'node:crypto'
import { crc32 } from 'node:zlib'
import type { Vault } from '../../../config/vault.ts'
import type { Parts } from '../../../db/parts.ts'
import type { Creator } from './api-client.ts'

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

const checksum = (text: string): string => crc32(text).toString(16).padStart(8, '0')

export interface StoredSecret {
  key: string
  hash: string
  lastFour: string
  expiresAt: string
  createdAt: string
  /** Null for one that was made before this was recorded */
  createdBy: Creator | null
  isCurrent: boolean
  /** Null while nobody has proven to have received it */
  usedAt: string | null
}

/** The newest secret of a client that expires soon, without a reminder so far. */
export interface ExpiringSecret {
  organizationKey: string
  key: string
  clientKey: string
  clientName: string
  expiresAt: string
}

/** Which of them to read: those that expire until then, and `after` where the last page ended */
export interface ExpiringSecretPage {
  now: string
  until: string
  after: ExpiringSecret | undefined
  limit: number
}

/** A stored secret, ready to be compared with. */
export interface KnownSecret {
  key: string
  hash: Buffer
  /** SHA-256 of the secret, once it was given. It is never stored; with 256 random bits, nobody finds what it is of. */
  digest?: Buffer
  /** Milliseconds since 1970 */
  expiresAt: number
  isUsed: boolean
}

/** A stored secret in the form in which it is compared */
export const knownSecret = ({ key, hash, expiresAt, usedAt }: StoredSecret): KnownSecret => ({
  key,
  hash: Buffer.from(hash),
  expiresAt: Date.parse(expiresAt),
  isUsed: usedAt !== null,
})

/**
 * What checks the secrets of one client.
 * @param onFirstUse called with the key of a secret that is used for the first time
 */
export const secretCheck =
  (
    { vault, clock }: Pick<Parts<'vault' | 'clock'>, 'vault' | 'clock'>,
    secrets: readonly KnownSecret[],
    onFirstUse: (key: string) => void,
  ) =>
  (given: string): 'valid' | 'expired' | 'wrong' => {
    const secret = matchingSecret(vault, secrets, given)
    if (!secret) return 'wrong'
    if (clock.now() >= secret.expiresAt) return 'expired'
    if (!secret.isUsed) onFirstUse(secret.key)
    secret.isUsed = true
    return 'valid'
  }

/**
 * The stored secret that was given. Compares with every one in constant time. A secret that was given before is known by
 * its plain digest, which takes a fifth of the keyed one and is taken for every token.
 */
export function matchingSecret(vault: Vault, secrets: readonly KnownSecret[], given: string): KnownSecret | undefined {
  const digest = hash('sha256', given, 'buffer')
  const known = secretWith('digest', digest, secrets)
  if (known) return known
  const found = secretWith('hash', Buffer.from(vault.hash('client secrets', given)), secrets)
  if (found) found.digest = digest
  return found
}

function secretWith(name: 'hash' | 'digest', value: Buffer, secrets: readonly KnownSecret[]): KnownSecret | undefined {
  let found: KnownSecret | undefined
  for (const secret of secrets) {
    const own = secret[name]
    if (own?.length === value.length && timingSafeEqual(own, value)) found = secret
  }
  return found
}
