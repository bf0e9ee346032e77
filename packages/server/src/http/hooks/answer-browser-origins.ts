import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { Problem } from '../../problems/problem.ts'
import { ignoredNamesHeader } from '../api/ignored-names.ts'
import type { AnonymousLimit } from './anonymous-limit.ts'

interface BrowserOrigins {
  /** The origins that the organization of this host allows. Throws a Problem where the host has none. */
  originsOf(host: string): Promise<readonly string[]>
  /** Counts preflights, which anybody may send. */
  preflights: AnonymousLimit
}

const methods = 'GET, HEAD, POST, PUT, PATCH, DELETE'
const requestHeaders = 'Authorization, Content-Type, Accept, If-Match, If-None-Match, Traceparent'
const exposedHeaders = [
  ignoredNamesHeader,
  'Retry-After',
  'WWW-Authenticate',
  'Deprecation',
  'Sunset',
  'ETag',
  'Location',
  'Link',
].join(', ')

/**
 * CORS (Fetch standard, section 3.2) for the APIs alone: pages of the origins that an organization allows may read what
 * is answered to a token, refusals included. Never with credentials, so that a page gains nothing by the session of a
 * member who visits it; the portal's own endpoints have no CORS at all.
 */
export function answerBrowserOrigins(app: FastifyInstance, { originsOf, preflights }: BrowserOrigins): void {
  /** @returns whether the request is answered: it was a preflight */
  const answer = async (request: FastifyRequest, reply: FastifyReply, origin: string): Promise<boolean> => {
    // A host without an organization, or a database that is away, is told by what answers the request.
    const origins = await originsOf(request.hostname).catch((): readonly string[] => [])
    if (!origins.includes(origin)) return false
    reply.header('access-control-allow-origin', origin)
    reply.header('access-control-expose-headers', exposedHeaders)
    const isPreflight = request.method === 'OPTIONS' && request.headers['access-control-request-method'] !== undefined
    if (!isPreflight) return false
    const seconds = preflights.count(request.clientAddress)
    if (seconds > 0) {
      const detail = `Too many preflight requests came from this network in this minute. Try again in ${seconds} seconds.`
      throw new Problem('network_limited', detail, { 'retry-after': String(seconds) })
    }
    reply
      .code(204)
      .headers({
        'access-control-allow-methods': methods,
        'access-control-allow-headers': requestHeaders,
        'access-control-max-age': '7200',
      })
      .send()
    return true
  }

  app.addHook('onRequest', (request, reply, done) => {
    if (!isOfApi.test(request.url)) return done()
    // Also where no origin is sent: a cache must not answer a page with what it kept for another.
    reply.header('vary', 'Origin')
    const { origin } = request.headers
    if (origin === undefined) return done()
    answer(request, reply, origin).then((isAnswered) => {
      if (!isAnswered) done()
    }, done)
  })
}

/** Without regard to case, as the paths of ODC's APIs */
const isOfApi = /^\/api\//i
