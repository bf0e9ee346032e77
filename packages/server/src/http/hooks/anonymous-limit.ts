import type { FastifyInstance } from 'fastify'
import type { Clock } from '../../config/clock.ts'
import { Problem } from '../../problems/problem.ts'
import { networkOf, widerNetworkOf } from '../network-of.ts'

/** An office behind one address may sign in a hundred people in a minute. No honest network needs more than this. */
const usualMost = 300
/**
 * How many times as much for networks that are usually given out as a whole (IPv4 /24, IPv6 /48), of which anybody can have all the
 * addresses.
 */
const widerNetworks = 10
/** What a member changes of their own account, each an entry of the audit trail. Nobody does so much by hand. */
const mostOfSession = 100
const minute = 60_000
/** About 10 MB. Whoever has so many networks is not limited by them, and the counts begin again. */
const mostNetworks = 100_000

export type AnonymousLimit = ReturnType<typeof createAnonymousLimit>

/**
 * Counts the requests of callers who are not signed in and that cost something: a row, a hash, a mail. So one network
 * cannot fill the database or slow down all others. Each node counts on its own, in memory: a flood must not reach the
 * database, and no caller relies on the exact number.
 */
export function createAnonymousLimit(clock: Clock, { mostInMinute = usualMost } = {}) {
  const counts = new Map<string, number>()
  let end = 0

  const countOf = (name: string): number => counts.get(name) ?? 0
  const begin = (): void => {
    const now = clock.now()
    // Also after the clock was set back.
    if (now < end && now >= end - minute && counts.size < mostNetworks) return
    counts.clear()
    end = now + minute
  }
  const secondsLeft = (): number => Math.ceil((end - clock.now()) / 1_000)

  return {
    /** Of how many networks it remembers something: tests check that this has an end. */
    networks: (): number => counts.size,

    /** Counts one more. @returns the seconds to wait, 0 if the request is allowed */
    count(address: string): number {
      begin()
      const network = networkOf(address)
      const wider = widerNetworkOf(network)
      // What is refused is not counted: an address uses up nothing of its neighbours', and a /48 fills no memory.
      const isAllowed = countOf(network) < mostInMinute && countOf(wider) < mostInMinute * widerNetworks
      if (!isAllowed) return secondsLeft()
      for (const name of [network, wider]) counts.set(name, countOf(name) + 1)
      return 0
    },

    /** Counts one more in a session: whoever has got at one does not hold up its user's others. @returns the same */
    countInSession(sessionKey: string): number {
      begin()
      const name = `session ${sessionKey}`
      if (countOf(name) >= mostOfSession) return secondsLeft()
      counts.set(name, countOf(name) + 1)
      return 0
    },
  }
}

/** Limits what anonymous callers, and members in each session, do in a scope besides reading. */
export function limitAnonymousRequests(scope: FastifyInstance, limit: AnonymousLimit): void {
  scope.addHook('onRequest', (request, _reply, done) => {
    const { permission } = request.routeOptions.config
    if (permission !== 'public' || request.method === 'GET' || request.method === 'HEAD') return done()
    const seconds = limit.count(request.clientAddress)
    if (seconds === 0) return done()
    const detail = `Too many requests came from this network in this minute. Try again in ${seconds} seconds.`
    done(new Problem('network_limited', detail, { 'retry-after': String(seconds) }))
  })
  // Once the caller is known, and before the body is read.
  scope.addHook('preParsing', (request, _reply, _payload, done) => {
    const { principal, method } = request
    if (principal?.sessionKey === undefined || method === 'GET' || method === 'HEAD') return done()
    const seconds = limit.countInSession(principal.sessionKey)
    if (seconds === 0) return done()
    const detail = `You have changed too much in this minute. Try again in ${seconds} seconds.`
    done(new Problem('account_limited', detail, { 'retry-after': String(seconds) }))
  })
}
