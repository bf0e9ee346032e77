import type { IncomingHttpHeaders } from 'node:http'
import type { FastifyInstance } from 'fastify'
import { Problem } from '../../problems/problem.ts'

/** What a refusal of an encoded body tells the client to send instead (RFC 9110, 15.5.16) */
export const acceptedEncoding = { 'accept-encoding': 'identity' }

/**
 * Whether the body is compressed, or encoded in any other way (RFC 9110, 8.4). None is taken: a small body can hold a
 * very large one, and what clients send here is small.
 */
export const isEncoded = (headers: IncomingHttpHeaders): boolean =>
  (headers['content-encoding'] ?? '')
    .split(',')
    .map((coding) => coding.trim().toLowerCase())
    .some((coding) => coding !== '' && coding !== 'identity')

/** Refuses encoded bodies before they are read, on every path that takes a body but the authorization server's. */
export function refuseEncodedBodies(app: FastifyInstance): void {
  app.addHook('preParsing', (request, _reply, _payload, done) => {
    const takesNone = request.method === 'GET' || request.method === 'HEAD'
    if (takesNone || !isEncoded(request.headers)) return done()
    done(
      new Problem(
        'unsupported_content_encoding',
        'Send the body as it is, without the header Content-Encoding: compressed bodies are not taken.',
        acceptedEncoding,
      ),
    )
  })
}
