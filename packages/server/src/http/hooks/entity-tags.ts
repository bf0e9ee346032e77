import type { FastifyInstance, RouteOptions } from 'fastify'
import type { Vault } from '../../config/vault.ts'
import { Problem } from '../../problems/problem.ts'
import { type Edited, entityTag, isEdited, onlyReads } from '../api/entity-tag.ts'

/**
 * Gives the answers of what can be edited an ETag. A PATCH or PUT that does not say whether it honours If-Match stops the
 * start, and an operation that does not honour it refuses it: a condition must not be ignored (RFC 9110, section 13.1.1).
 */
export function addEntityTags(app: FastifyInstance, vault: Vault): void {
  app.addHook('onRoute', (route) => {
    if (!/^\/(?:api|portal)\//.test(route.url)) return
    const { edited } = route.config ?? {}
    const methods = [route.method].flat()
    if (methods.some((method) => method === 'PATCH' || method === 'PUT') && !edited) {
      throw new Error(`${route.method} ${route.url} does not say what it edits: set config.edited`)
    }
    const reads = onlyReads(route)
    if (reads && isEdited(edited)) tagAnswers(route, edited, vault)
    if (!reads && !isEdited(edited)) refuseIfMatch(route)
  })
}

function tagAnswers(route: RouteOptions, edited: Edited, vault: Vault): void {
  route.preSerialization = async (request, reply, payload) => {
    // Problems pass here, too.
    const isState = reply.statusCode === 200 && !reply.hasHeader('etag')
    if (isState) reply.header('etag', entityTag(vault, request.principal.organizationKey, edited, payload as object))
    return payload
  }
}

function refuseIfMatch(route: RouteOptions): void {
  route.preHandler = [
    ({ headers }, _reply, done) => {
      if (headers['if-match'] === undefined) return done()
      done(new Problem('bad_request', 'This operation compares nothing: send it without the header If-Match.'))
    },
    ...[route.preHandler ?? []].flat(),
  ]
}
