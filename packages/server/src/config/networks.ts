import { BlockList, isIP } from 'node:net'

/**
 * Addresses and CIDR ranges as one types them, comma-separated.
 * @throws Error saying what is allowed
 */
export function parseNetworks(text: string): string[] {
  const networks = text.split(',').map((network) => network.trim())
  for (const network of networks) {
    const [address = '', bits, ...more] = network.split('/')
    const isRange = bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (isIP(address) === 4 ? 32 : 128))
    if (!isIP(address) || address.includes('%') || !isRange || more.length > 0) {
      throw new Error('IP addresses or CIDR ranges, comma-separated, such as 10.0.0.0/8')
    }
  }
  return networks
}

/** Addresses and CIDR ranges in the form in which an address is looked up among them */
export function networkList(networks: readonly string[]): BlockList {
  const list = new BlockList()
  for (const network of networks) {
    const [address = '', bits] = network.split('/')
    const isV4 = isIP(address) === 4
    list.addSubnet(address, bits === undefined ? (isV4 ? 32 : 128) : Number(bits), isV4 ? 'ipv4' : 'ipv6')
  }
  return list
}

/** Whether an address lies in one of the networks. An IPv4-mapped IPv6 address is the IPv4 address that it means. */
export const isWithin = (list: BlockList, address: string): boolean =>
  list.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4')
