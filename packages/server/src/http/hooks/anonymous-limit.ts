import type { FastifyInstance } from 'fastify'
import type { Clock } from '../../config/clock.ts'
import { Problem } from '../../problems/problem.ts'

/** An office behind one address signs in a hundred people in a minute. One that asks for more is no office. */
const mostInMinute = 300
const minute = 60_000

export type AnonymousLimit = ReturnType<typeof createAnonymousLimit>

/**
 * Counts what people ask for who are not signed in and what costs something: a row, a hash, a mail. Nobody fills the
 * database, or keeps everybody else waiting, from one address. In memory and on each node by itself: this is no promise
 * to anybody, and a flood should not reach the database.
 */
export function createAnonymousLimit(clock: Clock) {
  const counts = new Map<string, number>()
  let end = 0

  return {
    /** Counts one more. @returns the seconds to wait, or 0 where it may be done */
    count(address: string): number {
      const now = clock.now()
      // Also where the clock was set back.
      if (now >= end || now < end - minute) {
        counts.clear()
        end = now + minute
      }
      const network = networkOf(address)
      const count = (counts.get(network) ?? 0) + 1
      counts.set(network, count)
      return count > mostInMinute ? Math.ceil((end - now) / 1_000) : 0
    },
  }
}

/** Guards the public routes of a scope, but for those that only read. */
export function limitAnonymousRequests(scope: FastifyInstance, limit: AnonymousLimit): void {
  scope.addHook('onRequest', (request, _reply, done) => {
    const { permission } = request.routeOptions.config
    if (permission !== 'public' || request.method === 'GET' || request.method === 'HEAD') return done()
    const seconds = limit.count(request.ip)
    if (seconds === 0) return done()
    const detail = `Too many requests came from this network in this minute. Try again in ${seconds} seconds.`
    done(new Problem('network_limited', detail, { 'retry-after': String(seconds) }))
  })
}

/** An IPv4 address, or the first 64 bits of an IPv6 address: whoever has one of these has all of them. */
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
