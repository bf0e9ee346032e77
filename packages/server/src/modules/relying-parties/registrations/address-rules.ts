import { isLoopbackUrl } from '../../../http/is-loopback-url.ts'
import { Problem } from '../../../problems/problem.ts'
import { plainAddressFault } from '../../foundation/outgoing/plain-address-fault.ts'
import type { RelyingPartyType } from './relying-party.ts'

/** A domain of one's own in reverse, such as `com.example.app` (RFC 8252, section 7.1) */
const ownScheme = /^[a-z][a-z0-9+-]*(\.[a-z0-9+-]+)+:$/

/** Whether it is http to the machine of the browser itself */
export const isLoopback = (address: string): boolean => isLoopbackUrl(URL.parse(address))

/**
 * Which rule an address breaks to which browsers are sent back: it is compared as text, so nothing in it may be read in
 * two ways. Undefined where it breaks none.
 */
export function returnAddressFault(address: string, type: RelyingPartyType): string | undefined {
  const plain = plainAddressFault(address)
  if (plain) return plain
  const { protocol, hostname } = new URL(address)
  if (protocol === 'https:') return hostname === '' ? 'must name a host' : undefined
  if (protocol === 'http:') {
    return isLoopback(address) ? undefined : 'must be https: http is for localhost, 127.0.0.1 and [::1] only'
  }
  if (type !== 'native') return 'must be https (or http to localhost)'
  return ownScheme.test(protocol)
    ? undefined
    : 'must be https, http to a loopback address, or have a scheme of your own with the domain reversed, such as com.example.app:/callback'
}

/** The same for an address that browsers open */
export function pageAddressFault(address: string): string | undefined {
  const plain = plainAddressFault(address)
  if (plain) return plain
  return new URL(address).protocol === 'https:' || isLoopback(address)
    ? undefined
    : 'must be https (or http to localhost)'
}

/** @throws Problem relying_party_address_invalid */
export function requireAddress(field: string, fault: string | undefined): void {
  if (fault) throw new Problem('relying_party_address_invalid', `The field ${field} ${fault}.`)
}
