import { randomBytes } from 'node:crypto'
import { packKey, unpackKey } from './pack-key.ts'

/**
 * What a provider gets and sends back with somebody who signs out: random, so that only the browser that was sent there
 * knows it, and which provider it is. Short enough for SAML (bindings, section 3.4.3: 80 bytes).
 */
export const newSignOutState = (providerKey: string): string =>
  `${randomBytes(32).toString('base64url')}.${packKey(providerKey)}`

/** Undefined for what is no such state */
export function providerOfState(state: unknown): string | undefined {
  const [, packed] = /^[\w-]{43}\.([\w-]{22})$/.exec(typeof state === 'string' ? state : '') ?? []
  return packed === undefined ? undefined : unpackKey(packed)
}
