import type { IncomingHttpHeaders } from 'node:http'
import type { FastifyInstance, preParsingHookHandler } from 'fastify'
import { Problem } from '../../problems/problem.ts'
import { takesBody } from '../has-body.ts'

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
  app.addHook('onRoute', (route) => {
    if (takesBody(route)) route.preParsing = [refuseEncoded, ...[route.preParsing ?? []].flat()]
  })
}

const refuseEncoded: preParsingHookHandler = (request, _reply, _payload, done) => {
  if (!isEncoded(request.headers)) return done()
  done(
    new Problem(
      'unsupported_content_encoding',
      'Send the body as it is, without the header Content-Encoding: compressed bodies are not taken.',
      acceptedEncoding,
    ),
  )
}
