import { isIP } from 'node:net'
import { isWithin, networkList } from '../../../config/networks.ts'

/**
 * IPv4 addresses that are not on the public Internet, by IANA's registry of special-purpose addresses (RFC 6890). The
 * last one is public, but only Azure's own machines reach what is there.
 */
const special = networkList([
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.0.0.0/24',
  '192.0.2.0/24',
  '192.88.99.0/24',
  '192.168.0.0/16',
  '198.18.0.0/15',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '224.0.0.0/3',
  '168.63.129.16',
])

/**
 * Public IPv6 addresses are those of 2000::/3 alone. So loopback, unique local, link-local and multicast addresses are
 * none, nor are the IPv4 addresses that others hold in them (mapped, compatible, NAT64).
 */
const globalUnicast = networkList(['2000::/3'])
/** Protocol assignments with Teredo (2001::/32), documentation, and 6to4, which holds an IPv4 address. */
const specialUnicast = networkList(['2001::/23', '2001:db8::/32', '2002::/16', '3fff::/20'])

/**
 * Whether a server that an organization names may be at this address: on the public Internet, or in a network that the
 * operator lists. So a member cannot make the server connect to what only it can reach.
 */
export function isAllowedDestination(address: string, allowedNetworks: readonly string[]): boolean {
  if (!isIP(address) || address.includes('%')) return false
  if (isWithin(networkList(allowedNetworks), address)) return true
  if (isIP(address) === 4) return !isWithin(special, address)
  return isWithin(globalUnicast, address) && !isWithin(specialUnicast, address)
}
