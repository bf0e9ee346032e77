import type { IncomingMessage } from 'node:http'
import type { FastifyInstance } from 'fastify'
import { isWithin, networkList } from '../config/networks.ts'
import { plainAddress } from '../config/plain-address.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** Where the request comes from: for limits, log and audit trail alike. `ip` is what the headers say, unread. */
    clientAddress: string
  }
}

/** Whether an address is one of these proxies: also for X-Forwarded-Host */
export function trustedBy(proxies: readonly string[]): (address: string | undefined) => boolean {
  const list = networkList(proxies)
  return (address) => {
    const known = proxies.length > 0 && address !== undefined && plainAddress(address)
    return known ? isWithin(list, known) : false
  }
}

/** Reads the address of a request. Headers of proxies that are not listed count for nothing. */
export function clientAddressOf(trustedProxies: readonly string[]): (request: IncomingMessage) => string {
  const isTrusted = trustedBy(trustedProxies)
  return ({ socket, headers }) => clientAddress(socket.remoteAddress ?? '', headers['x-forwarded-for'], isTrusted)
}

/** Gives every request its `clientAddress`, before any hook asks for it. */
export function addClientAddress(app: FastifyInstance, addressOf: (request: IncomingMessage) => string): void {
  app.decorateRequest('clientAddress', '')
  app.addHook('onRequest', (request, _reply, done) => {
    request.clientAddress = addressOf(request.raw)
    done()
  })
}

/**
 * Each proxy appends the address of its peer to X-Forwarded-For, so the header is read from its end, as long as what was
 * read is a proxy that is trusted. What is no address says nothing about what is before it: the last known one counts.
 */
export function clientAddress(
  peer: string,
  forwardedFor: string | string[] | undefined,
  isTrusted: (address: string) => boolean,
): string {
  let known = plainAddress(peer)
  if (known === undefined) return peer
  if (forwardedFor === undefined) return known
  const elements = [forwardedFor].flat().join(',').split(',').reverse()
  for (const element of elements.map((text) => text.trim()).filter((text) => text !== '')) {
    if (!isTrusted(known)) break
    const address = plainAddress(element)
    if (address === undefined) break
    known = address
  }
  return known
}
