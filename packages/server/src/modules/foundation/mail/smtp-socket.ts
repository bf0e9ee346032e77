import { connect, isIP, type Socket } from 'node:net'
import { guardedLookup } from '../outgoing/guarded-lookup.ts'
import { isAllowedDestination } from '../outgoing/is-allowed-destination.ts'

/** Where mail goes. */
export interface Destination {
  host: string
  port: number
  /** Where the connection may lead beside public addresses. Absent: anywhere, as the operator has named the server. */
  allowedNetworks?: readonly string[]
}

const refusal = (host: string, address: string): Error =>
  new Error(`${host} leads to ${address}, which is not a public address; --smtp-allowed-networks lists exceptions`)

/**
 * Connects to the first address of the host that answers.
 * @param organizationKey whose mail it is
 */
export function openSmtpSocket(
  organizationKey: string,
  { host, port, allowedNetworks }: Destination,
  milliseconds: number,
): Promise<Socket> {
  const isAllowed = (address: string): boolean => !allowedNetworks || isAllowedDestination(address, allowedNetworks)
  if (isIP(host) && !isAllowed(host)) return Promise.reject(refusal(host, host))
  const lookup = allowedNetworks && { lookup: guardedLookup(organizationKey, isAllowed, refusal) }
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
