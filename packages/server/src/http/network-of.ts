/** An IPv4 address, or the first 64 bits of an IPv6 address: a caller who has one address of a /64 has all of them. */
export function networkOf(address: string): string {
  const ipv4 = /(?:^|:)(\d+(?:\.\d+){3})$/.exec(address)?.[1]
  if (ipv4) return ipv4
  const [before = '', after] = address.split('::')
  const head = before.split(':')
  const missing = after === undefined ? 0 : 8 - head.length - after.split(':').length
  const groups = [...head, ...Array(Math.max(missing, 0)).fill('0'), ...(after ?? '').split(':')]
  return groups
    .slice(0, 4)
    .map((group) => group.toLowerCase().replace(/^0+/, ''))
    .join(':')
}

/** Of a network as `networkOf` names it, three of its four parts: bytes of IPv4, or groups of IPv6. */
export const widerNetworkOf = (network: string): string => network.split(/[.:]/).slice(0, 3).join(' ')
