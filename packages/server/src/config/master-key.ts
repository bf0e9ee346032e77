import { createHmac, createSecretKey, hkdfSync, type KeyObject } from 'node:crypto'

/** A master key of 32 bytes. What it is used for are keys that are derived from it, one for each purpose. */
export interface MasterKey {
  /** 16 hexadecimal digits, in front of everything that is encrypted under it */
  id: string
  /** Identifies the key in the database. It reveals nothing about the key. */
  fingerprint: string
  /** RFC 5869, with the purpose as info */
  derive(purpose: string): KeyObject
}

/** The master key of these 32 bytes */
export function masterKeyOf(bytes: Buffer): MasterKey {
  const derived = new Map<string, KeyObject>()
  const derive = (purpose: string): KeyObject => {
    // As a KeyObject it is prepared once.
    const key =
      derived.get(purpose) ?? createSecretKey(Buffer.from(hkdfSync('sha256', bytes, '', `portico ${purpose}`, 32)))
    derived.set(purpose, key)
    return key
  }
  const fingerprint = createHmac('sha256', derive('fingerprint')).update('portico').digest('base64url')
  return { id: idOfFingerprint(fingerprint), fingerprint, derive }
}

/** The id of the master key with this fingerprint */
export const idOfFingerprint = (fingerprint: string): string =>
  Buffer.from(fingerprint, 'base64url').subarray(0, 8).toString('hex')
