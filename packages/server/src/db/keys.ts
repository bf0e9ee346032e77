import { randomBytes } from 'node:crypto'

/**
 * A new key: UUIDv7 (RFC 9562, section 5.7), lower case. Keys made later sort later, which keeps inserts at the end of
 * the index.
 */
export function newKey(now: number = Date.now()): string {
  const bytes = randomBytes(16)
  bytes.writeUIntBE(now, 0, 6)
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x70
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80
  const hex = bytes.toString('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}

/** A key as it is stored: what callers send may be in capitals or, as RFC 9562 allows, begin with `urn:uuid:`. */
export const normalKey = (key: string): string => key.toLowerCase().replace(/^urn:uuid:/, '')
