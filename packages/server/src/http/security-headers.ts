import type { FastifyInstance, FastifyReply } from 'fastify'

/** Answers are data: no browser may guess another type, show them in a frame, or keep them in a shared cache. */
export function setSecurityHeaders(app: FastifyInstance): void {
  app.addHook('onSend', (_request, reply, _payload, done) => {
    addSecurityHeaders(reply)
    done()
  })
}

export function addSecurityHeaders(reply: FastifyReply): void {
  reply.header('x-content-type-options', 'nosniff')
  if (!reply.hasHeader('cache-control')) reply.header('cache-control', 'no-store')
}
