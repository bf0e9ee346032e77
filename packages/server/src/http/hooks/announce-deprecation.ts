import type { FastifyInstance } from 'fastify'
import type { ApiDescription } from '../api/openapi.ts'

/**
 * Says in every answer of a deprecated API since when it is (RFC 9745), until when it is there at least (RFC 8594), and
 * what to use instead (`successor-version` of RFC 5829). Call it in the API's own scope, before the routes.
 */
export function announceDeprecation(scope: FastifyInstance, { deprecated }: ApiDescription): void {
  if (!deprecated) return
  const headers = {
    // A date of structured fields (RFC 9651, section 3.3.7): seconds since 1970
    deprecation: `@${Date.parse(deprecated.since) / 1_000}`,
    sunset: new Date(deprecated.removedFrom).toUTCString(),
    link: `<${scope.basePath ?? ''}${deprecated.successor}/openapi.json>; rel="successor-version"`,
  }
  // Before the guard, so that refusals say it as well.
  scope.addHook('onRequest', async (_request, reply) => {
    reply.headers(headers)
  })
}
