import { isIP } from 'node:net'
import { isWithin, networkList } from '../../../config/networks.ts'
import { isLoopbackUrl } from '../../../http/is-loopback-url.ts'
import { Problem } from '../../../problems/problem.ts'
import { OutgoingFailure } from '../../foundation/outgoing/outgoing-failure.ts'
import { hostOf, requireOutgoingUrl } from '../../foundation/outgoing/require-outgoing-url.ts'
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

/**
 * The same for an address that the server asks: https, at a public address as far as the URL tells, or in a network that
 * the operator lists. Plain http only where the host is an address in such a network, localhost, or a name without a dot,
 * which only the operator's own network knows, such as that of a container; where it leads is checked when it is asked.
 */
export function serverAddressFault(address: string, allowedNetworks: readonly string[]): string | undefined {
  const plain = plainAddressFault(address)
  if (plain) return plain
  const url = new URL(address)
  if (url.protocol !== 'https:' && !isListedHttp(url, allowedNetworks)) {
    return 'must be https: http is for addresses in the networks that the operator lists, and localhost and names without a dot there, only'
  }
  try {
    requireOutgoingUrl(address, allowedNetworks)
    return undefined
  } catch (error) {
    if (!(error instanceof OutgoingFailure)) throw error
    return `cannot be used: ${error.message.replace(/\.$/, '')}`
  }
}

function isListedHttp(url: URL, allowedNetworks: readonly string[]): boolean {
  if (url.protocol !== 'http:') return false
  const host = hostOf(url)
  if (host !== 'localhost' && isIP(host) === 0) return allowedNetworks.length > 0 && !host.includes('.')
  const addresses = host === 'localhost' ? ['127.0.0.1', '::1'] : [host]
  return addresses.some((each) => isWithin(networkList(allowedNetworks), each))
}

function plainAddressFault(address: string): string | undefined {
  if (!/^[\x21-\x7e]+$/.test(address)) return 'must have neither spaces nor characters outside of ASCII: encode them'
  if (!URL.canParse(address)) return 'must be an absolute URL'
  const { username, password, pathname } = new URL(address)
  if (address.includes('*')) return 'must not have a wildcard: every address is registered as it is'
  if (address.includes('#')) return 'must not have a fragment (RFC 6749, section 3.1.2)'
  if (address.includes('\\')) return 'must not have a backslash'
  if (username || password || /^[^/]*\/\/[^/?]*@/.test(address)) return 'must not have a user name or password'
  // URL leaves out the segments that go up, and other programs may not.
  const path = address.replace(/^[^:]*:(\/\/[^/?]*)?/, '').replace(/\?.*$/, '')
  if (/(^|\/)(\.|%2e){1,2}(\/|$)/i.test(path)) return `must not have . or .. in its path: it means ${pathname}`
  return undefined
}

/** @throws Problem relying_party_address_invalid */
export function requireAddress(field: string, fault: string | undefined): void {
  if (fault) throw new Problem('relying_party_address_invalid', `The field ${field} ${fault}.`)
}
