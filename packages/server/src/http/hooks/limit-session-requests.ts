import type { FastifyInstance } from 'fastify'
import type { Clock } from '../../config/clock.ts'
import { Problem } from '../../problems/problem.ts'
import { createMinuteCounts } from './minute-counts.ts'

/** What a member changes of their own account, each an entry of the audit trail. Nobody does so much by hand. */
const mostInMinute = 100

/**
 * Limits what members do in a scope besides reading, in each session by itself: whoever has got at one does not hold up
 * its user's others.
 */
export function limitSessionRequests(scope: FastifyInstance, clock: Clock): void {
  const counts = createMinuteCounts(clock)
  // Once the caller is known, and before the body is read.
  scope.addHook('preParsing', (request, _reply, _payload, done) => {
    const { principal, method } = request
    if (principal?.sessionKey === undefined || method === 'GET' || method === 'HEAD') return done()
    const seconds = counts.add({ [principal.sessionKey]: mostInMinute })
    if (seconds === 0) return done()
    const detail = `You have changed too much in this minute. Try again in ${seconds} seconds.`
    done(new Problem('account_limited', detail, { 'retry-after': String(seconds) }))
  })
}
