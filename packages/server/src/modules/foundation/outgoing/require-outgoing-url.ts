import { isIP } from 'node:net'
import { isWithin, networkList } from '../../../config/networks.ts'
import { isAllowedDestination } from './is-allowed-destination.ts'
import { OutgoingFailure } from './outgoing-failure.ts'

/** A URL that may be asked, and the addresses to which its name may lead. */
export interface OutgoingUrl {
  url: URL
  isAllowed(address: string): boolean
}

const webPorts = ['', '80', '443']
const isForbiddenPort = (port: string): boolean => !webPorts.includes(port) && Number(port) < 1024

/**
 * The rules for an address that an organization names, as far as the URL tells: https, no credentials, no port of another
 * protocol, and where it holds an IP address, a public one or one that the operator lists. Plain http goes only to what
 * the operator lists. `URL` has written IPv4 addresses in other forms (decimal, octal, short) as usual ones already.
 * @throws OutgoingFailure forbidden-address, not-https
 */
export function requireOutgoingUrl(text: string | URL, allowedNetworks: readonly string[]): OutgoingUrl {
  const url = URL.parse(text)
  if (!url || !['http:', 'https:'].includes(url.protocol)) throw new OutgoingFailure('not-https', text)
  if (url.username || url.password || isForbiddenPort(url.port)) throw new OutgoingFailure('forbidden-address', url)
  const isListed = (address: string): boolean =>
    isIP(address) > 0 && !address.includes('%') && isWithin(networkList(allowedNetworks), address)
  const isPlain = url.protocol === 'http:'
  const host = hostOf(url)
  if (isIP(host) && !isListed(host)) {
    if (!isAllowedDestination(host, [])) throw new OutgoingFailure('forbidden-address', url)
    if (isPlain) throw new OutgoingFailure('not-https', url)
  }
  return { url, isAllowed: isPlain ? isListed : (address) => isAllowedDestination(address, allowedNetworks) }
}

/** The name or address of a URL, an IPv6 address without brackets */
export const hostOf = ({ hostname }: URL): string => hostname.replace(/^\[|\]$/g, '')
