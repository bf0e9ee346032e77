import { type LookupAddress, lookup as resolve } from 'node:dns'
import { BlockList, connect, isIP, type LookupFunction, type Socket } from 'node:net'
import { SmtpFailure } from './smtp-failure.ts'

/**
 * Where no SMTP server of an organization is: the link's own network, in which clouds tell machines their credentials,
 * and what is no address of one machine. Addresses of the private network stay allowed: mail relays are there.
 */
const forbidden = new BlockList()
for (const [network, bits] of [
  ['0.0.0.0', 8],
  ['100.100.100.200', 32],
  ['169.254.0.0', 16],
  ['192.0.0.192', 32],
  ['224.0.0.0', 3],
] as const) {
  forbidden.addSubnet(network, bits, 'ipv4')
}
for (const [network, bits] of [
  ['::', 128],
  ['fd00:ec2::', 32],
  ['fe80::', 10],
  ['ff00::', 8],
] as const) {
  forbidden.addSubnet(network, bits, 'ipv6')
}

/** Whether mail settings of an organization must not lead to this address */
export const isForbiddenAddress = (address: string): boolean =>
  forbidden.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4')

/** Ports at which organizations may have an SMTP server: the registered ones, and those that anybody may listen at. */
export const isAllowedPort = (port: number): boolean => [25, 465, 587].includes(port) || (port >= 1024 && port < 65_536)

const refusal = (host: string): SmtpFailure =>
  new SmtpFailure('smtp_unreachable', `${host} leads to an address that mail settings must not name.`)

/** Checks the addresses of a name when it is connected to: it may have had others when the settings were stored. */
const guardedLookup: LookupFunction = (hostname, options, done) => {
  resolve(hostname, { ...options, all: true }, (error, addresses: LookupAddress[]) => {
    if (error) return done(error, '', 0)
    if (addresses.some(({ address }) => isForbiddenAddress(address))) return done(refusal(hostname), '', 0)
    const [first] = addresses
    if (options.all) done(null, addresses as never)
    else done(null, first?.address ?? '', first?.family ?? 0)
  })
}

interface Destination {
  host: string
  port: number
  /** Named by the operator of the server: may be anywhere */
  isTrusted: boolean
}

/** Connects to the first address of the host that answers. */
export function openSmtpSocket({ host, port, isTrusted }: Destination, milliseconds: number): Promise<Socket> {
  if (!isTrusted && isIP(host) && isForbiddenAddress(host)) return Promise.reject(refusal(host))
  return new Promise((done, reject) => {
    const socket = connect({ host, port, autoSelectFamily: true, ...(isTrusted ? {} : { lookup: guardedLookup }) })
    const timer = setTimeout(() => {
      socket.destroy(Object.assign(new Error('no connection in time'), { code: 'ETIMEDOUT' }))
    }, milliseconds)
    socket.once('error', (error) => {
      clearTimeout(timer)
      reject(withCode(error))
    })
    socket.once('connect', () => {
      clearTimeout(timer)
      socket.removeAllListeners('error')
      done(socket)
    })
  })
}

/** Where several addresses were tried, there is an error for each; the first one is reported. */
function withCode(error: Error): Error {
  const [first] = error instanceof AggregateError ? error.errors : []
  return first ?? error
}
