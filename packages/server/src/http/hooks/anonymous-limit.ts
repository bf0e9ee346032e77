import type { FastifyInstance } from 'fastify'
import type { Clock } from '../../config/clock.ts'
import { Problem } from '../../problems/problem.ts'
import { networkOf, widerNetworkOf } from '../network-of.ts'
import { createMinuteCounts } from './minute-counts.ts'

declare module 'fastify' {
  interface FastifyContextConfig {
    /** A GET that anybody may send, and that costs more than reading */
    isCostly?: boolean
  }
}

/** An office behind one address may sign in a hundred people in a minute. No honest network needs more than this. */
const usualMost = 300
/**
 * How many times as much for networks that are usually given out as a whole (IPv4 /24, IPv6 /48), of which anybody can have all the
 * addresses.
 */
const widerNetworks = 10

export type AnonymousLimit = ReturnType<typeof createAnonymousLimit>

/**
 * Counts the requests of callers who are not signed in and that cost something: a row, a hash, a mail. So one network
 * cannot fill the database or slow down all others.
 */
export function createAnonymousLimit(clock: Clock, { mostInMinute = usualMost } = {}) {
  const counts = createMinuteCounts(clock)
  return {
    /** Of how many networks it remembers something: tests check that this has an end. */
    networks: counts.size,

    /** Counts one more. @returns the seconds to wait, 0 if the request is allowed */
    count(address: string): number {
      const network = networkOf(address)
      // Both or none: an address uses up nothing of its neighbours' with what is refused.
      return counts.add({ [network]: mostInMinute, [widerNetworkOf(network)]: mostInMinute * widerNetworks })
    },
  }
}

/** Limits what anonymous callers do in a scope besides reading, and what they read where the route says that it is costly. */
export function limitAnonymousRequests(scope: FastifyInstance, limit: AnonymousLimit): void {
  scope.addHook('onRequest', (request, _reply, done) => {
    const { permission, isCostly = request.method !== 'GET' && request.method !== 'HEAD' } = request.routeOptions.config
    if (permission !== 'public' || !isCostly) return done()
    const seconds = limit.count(request.clientAddress)
    if (seconds === 0) return done()
    const detail = `Too many requests came from this network in this minute. Try again in ${seconds} seconds.`
    done(new Problem('network_limited', detail, { 'retry-after': String(seconds) }))
  })
}
