import type { FastifyInstance, FastifyRequest } from 'fastify'
import { Problem } from '../../problems/problem.ts'
import { sendProblem } from './answer-problems.ts'

/**
 * Answers 404 to unknown paths, and 405 with the allowed methods to known paths with another method. Both before the
 * body is read.
 */
export function answerUnknownPaths(app: FastifyInstance): void {
  const methodsByPath = new Map<string, { pattern: RegExp; methods: Set<string> }>()
  app.addHook('onRoute', ({ url, method }) => {
    const known = methodsByPath.get(url) ?? { pattern: pathPattern(url), methods: new Set() }
    for (const one of [method].flat()) known.methods.add(one)
    methodsByPath.set(url, known)
  })
  const problemOf = (request: FastifyRequest): Problem => {
    const path = request.url.split('?', 1)[0] ?? ''
    const methods = [...methodsByPath.values()].flatMap(({ pattern, methods }) =>
      pattern.test(path) ? [...methods] : [],
    )
    // A handler that calls callNotFound() ends here too, with a method that the path has.
    if (methods.length === 0 || methods.includes(request.method)) {
      return new Problem(
        'path_not_found',
        `There is nothing at ${path.slice(0, 200)}. See ${app.basePath ?? ''}/docs for what there is.`,
      )
    }
    const allow = [...new Set(methods)].sort().join(', ')
    const detail = `${request.method} is not possible here. This path takes ${allow}.`
    return new Problem('method_not_allowed', detail, { allow })
  }
  app.addHook('onRequest', (request, _reply, done) => (request.is404 ? done(problemOf(request)) : done()))
  app.setNotFoundHandler((request, reply) => sendProblem(problemOf(request), request, reply))
}

/** `/users/:key` → a pattern for what find-my-way matches */
export const pathPattern = (url: string): RegExp =>
  new RegExp(
    `^${url
      .replace(/[.+^${}()|[\]\\]/g, '\\$&')
      .replace(/:[a-zA-Z]+/g, '[^/]+')
      .replace('*', '.*')}$`,
  )
