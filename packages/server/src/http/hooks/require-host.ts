import type { FastifyInstance } from 'fastify'
import { Problem } from '../../problems/problem.ts'

/** RFC 9112, section 3.2. Node itself would refuse such requests, but without a body that says why. */
export function requireHost(app: FastifyInstance): void {
  app.addHook('onRequest', ({ headers, raw }, _reply, done) => {
    if (headers.host !== undefined || raw.httpVersion === '1.0') return done()
    done(new Problem('bad_request', 'The Host header is missing.'))
  })
}
