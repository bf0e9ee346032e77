import { createHmac, type KeyObject } from 'node:crypto'
import { type Cipher, createCipher } from './cipher.ts'
import type { MasterKeys } from './master-keys.ts'

/** What is stored as a keyed hash, each with a key of its own. */
export const hashPurposes = [
  'client secrets',
  'sessions',
  'csrf tokens',
  'links',
  'recovery codes',
  'known browsers',
  'records',
  'attempts',
  'cookies',
  'entity tags',
] as const
export type HashPurpose = (typeof hashPurposes)[number]

/**
 * Encrypts under the master key, and hashes. A hash cannot be made again under another key, because nobody knows what was
 * hashed: its keys are random, stored encrypted under the master key, and stay when that is rotated.
 */
export interface Vault extends Cipher {
  /** HMAC-SHA-256, base64url. */
  hash(purpose: HashPurpose, value: string): string
}

export type HashKeys = ReadonlyMap<HashPurpose, KeyObject>

/** The vault of these keys */
export function createVault(keys: MasterKeys, hashKeys: HashKeys): Vault {
  return {
    ...createCipher(keys),
    hash(purpose, value) {
      const key = hashKeys.get(purpose)
      if (!key) throw new Error(`there is no key for hashes of ${purpose}`)
      return createHmac('sha256', key).update(value).digest('base64url')
    },
  }
}
