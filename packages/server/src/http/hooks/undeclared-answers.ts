import type { FastifyInstance } from 'fastify'
import { isEdited, onlyReads } from '../api/entity-tag.ts'
import { ChangedMeanwhile, ProblemDetails } from '../api/schemas.ts'

/** What every operation may answer besides what it declares itself: errors of the request or of the server. */
const always = [400, 404, 405, 413, 415, 421, 429, 431, 500, 503]

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Every answer that the route declares, by status, with those that all operations share. */
    answers?: Record<string, unknown>
  }
}

/**
 * Declares the answers that every operation shares. The route's own schema does not get the problems: the error handler
 * writes them itself, and compiling hundreds of serializers for them would slow down every start.
 */
export function declareAnswers(app: FastifyInstance): void {
  app.addHook('onRoute', (route) => {
    if (!route.schema || route.schema.hide) return
    const takesNone = onlyReads(route)
    const shared = takesNone ? always.filter((status) => status !== 413 && status !== 415) : always
    const answers = { ...(route.schema.response as Record<string, unknown> | undefined) }
    for (const status of shared) answers[status] ??= ProblemDetails
    const response = Object.fromEntries(Object.entries(answers).filter(([, schema]) => schema !== ProblemDetails))
    if (!takesNone && isEdited(route.config?.edited)) answers[412] = ChangedMeanwhile
    route.config = { ...route.config, answers }
    route.schema = { ...route.schema, response }
  })
}

/** An answer with a status that its route doesn't declare. */
class UndeclaredAnswer extends Error {}

/** For the tests: an answer with an undeclared status fails. */
export function refuseUndeclaredAnswers(app: FastifyInstance): void {
  app.addHook('onSend', async (request, reply) => {
    const declared = request.routeOptions.config.answers
    if (!declared || reply.statusCode in declared) return
    throw new UndeclaredAnswer(`${request.method} ${request.routeOptions.url} does not declare ${reply.statusCode}`)
  })
}
