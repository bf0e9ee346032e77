import { isIP, isIPv4, SocketAddress } from 'node:net'

/**
 * The address in `192.0.2.1:443`, `[2001:db8::1]:443`, `fe80::1%eth0` or `::ffff:192.0.2.1`, in its one usual form
 * (RFC 5952), so that one caller does not count as many. Undefined where it is none.
 */
export function plainAddress(text: string): string | undefined {
  // What nearly every request has.
  if (isIPv4(text)) return text
  const [, bracketed, rest] = /^\[([^\]]*)\](:\d{1,5})?$/.exec(text) ?? [undefined, undefined, text]
  const [, withoutPort] = /^(\d+\.\d+\.\d+\.\d+):\d{1,5}$/.exec(rest ?? '') ?? []
  const address = (bracketed ?? withoutPort ?? text).replace(/%.*$/, '')
  const family = isIP(address)
  if (bracketed !== undefined && family !== 6) return undefined
  if (family !== 6) return family === 4 ? address : undefined
  const usual = new SocketAddress({ address, family: 'ipv6' }).address
  return /^::ffff:(\d+\.\d+\.\d+\.\d+)$/.exec(usual)?.[1] ?? usual
}
