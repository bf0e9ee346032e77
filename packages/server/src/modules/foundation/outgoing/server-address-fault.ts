import { isIP } from 'node:net'
import { isWithin, networkList } from '../../../config/networks.ts'
import { OutgoingFailure } from './outgoing-failure.ts'
import { plainAddressFault } from './plain-address-fault.ts'
import { hostOf, requireOutgoingUrl } from './require-outgoing-url.ts'

/**
 * Which rule an address breaks that a client registers and the server asks, undefined where it breaks none: https, at a
 * public address as far as the URL tells, or in a network that the operator lists. Plain http only where the host is an
 * address in such a network, localhost, or a name without a dot, which only the operator's own network knows, such as that of
 * a container; where it leads is checked when it is asked.
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
