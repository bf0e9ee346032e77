import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { hasBody } from '../has-body.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** From its first hook until it is finished */
    isUnderWay: boolean
  }
}

type Work = (request: FastifyRequest, reply: FastifyReply) => void

/** Has `work` called once for each request, when it is finished. */
export type OnFinished = (work: Work) => void

/**
 * A request is finished when its answer is handed over, or when it is answered to nobody. Fastify's onResponse misses the
 * second: where the caller hangs up first, what they asked for is done or refused all the same, and would be neither
 * logged nor counted.
 */
export function createOnFinished(app: FastifyInstance): OnFinished {
  const works: Work[] = []
  const end: Work = (request, reply) => {
    if (!request.isUnderWay) return
    request.isUnderWay = false
    for (const work of works) work(request, reply)
  }
  app.decorateRequest('isUnderWay', false)
  app.addHook('onRequest', (request, reply, done) => {
    request.isUnderWay = true
    // Comes right after the answer was handed over as well.
    reply.raw.on('close', () => {
      // Otherwise what becomes of it is not known yet. Without its whole body, nothing does.
      const isLost = hasBody(request) && !request.raw.readableEnded
      if (reply.sent || reply.raw.headersSent || isLost) end(request, reply)
    })
    done()
  })
  app.addHook('onSend', (request, reply, _payload, done) => {
    if (reply.raw.destroyed) end(request, reply)
    done()
  })
  return (work) => void works.push(work)
}
