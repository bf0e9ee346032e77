import { type LookupAddress, lookup as resolve } from 'node:dns'
import { connect, isIP, type LookupFunction, type Socket } from 'node:net'

/** Where mail goes. */
export interface Destination {
  host: string
  port: number
  /** Of an address, whether the connection may lead there. Absent: anywhere, as the operator has named the server. */
  isAllowed?: (address: string) => boolean
}

/**
 * Checks the addresses of a name when it is connected to, and gives these to the connection: a name that leads elsewhere
 * at the next question (DNS rebinding) gains nothing. Of several addresses, each has to be allowed.
 */
const guardedLookup =
  (isAllowed: (address: string) => boolean): LookupFunction =>
  (hostname, options, done) => {
    resolve(hostname, { ...options, all: true }, (error, addresses: LookupAddress[]) => {
      if (error) return done(error, '', 0)
      const forbidden = addresses.find(({ address }) => !isAllowed(address))
      if (forbidden) return done(refusal(hostname, forbidden.address), '', 0)
      const [first] = addresses
      if (options.all) done(null, addresses as never)
      else done(null, first?.address ?? '', first?.family ?? 0)
    })
  }

const refusal = (host: string, address: string): Error =>
  new Error(`${host} leads to ${address}, which is not a public address; --smtp-allowed-networks lists exceptions`)

/** Connects to the first address of the host that answers. */
export function openSmtpSocket({ host, port, isAllowed }: Destination, milliseconds: number): Promise<Socket> {
  if (isAllowed && isIP(host) && !isAllowed(host)) return Promise.reject(refusal(host, host))
  const lookup = isAllowed && { lookup: guardedLookup(isAllowed) }
  return new Promise((done, reject) => {
    const socket = connect({ host, port, autoSelectFamily: true, ...lookup })
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
