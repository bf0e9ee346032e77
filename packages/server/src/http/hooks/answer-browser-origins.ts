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

type Headers = Readonly<Record<string, string>>

const anyOrigin: Headers = { 'access-control-allow-origin': '*' }
/** Also where no origin is sent: a cache must not answer a page with what it kept for another. */
const originsOfOrganization: Headers = { vary: 'Origin' }
const noOrigin: Headers = {}

/** The authorization server but for its authorization endpoint, which alone is decided by cookies */
const isForPrograms = /^\/(?:\.well-known\/|auth\/realms\/|identity\/(?!auth(?:[/?]|$)))/
/** Without regard to case, as the paths of ODC's APIs */
const isOfApi = /^\/api\//i

/**
 * The pages of which origins may read what is answered at an address, besides the server's own (CORS, Fetch standard,
 * section 3.2): any for the authorization server, refusals included, those that the organization allows for the APIs, and
 * none for all else. Never with credentials, so that a page gains nothing by the session of a member who visits it.
 * @returns what the answer says of it, whoever asks
 */
export function originHeaders(url: string): Headers {
  if (isForPrograms.test(url)) return anyOrigin
  return isOfApi.test(url) ? originsOfOrganization : noOrigin
}

/** What the answer to a preflight allows */
export const preflightHeaders = (methods: readonly string[], requestHeaders: string, seconds: number): Headers => ({
  'access-control-allow-methods': methods.join(', '),
  'access-control-allow-headers': requestHeaders,
  'access-control-max-age': String(seconds),
})

const apiPreflight = preflightHeaders(
  ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'],
  'Authorization, Content-Type, Accept, If-Match, If-None-Match, Idempotency-Key, Traceparent',
  7_200,
)
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

/** Lets browsers read answers as `originHeaders` says, and answers the preflights for the APIs. */
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
    reply.code(204).headers(apiPreflight).send()
    return true
  }

  app.addHook('onRequest', (request, reply, done) => {
    const headers = originHeaders(request.url)
    reply.headers(headers)
    const { origin } = request.headers
    if (headers !== originsOfOrganization || origin === undefined) return done()
    answer(request, reply, origin).then((isAnswered) => {
      if (!isAnswered) done()
    }, done)
  })
}
