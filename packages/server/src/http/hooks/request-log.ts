import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'

/**
 * One line per request, when it is answered. The query is left out: what people search for, and what they put there by
 * mistake, is nobody's business in a log. Headers and bodies are never logged.
 */
export function logRequests(app: FastifyInstance): void {
  // Reading it keeps it: the authorization server gets its requests with another URL.
  app.addHook('onRequest', (request, _reply, done) => {
    void request.originalUrl
    done()
  })
  app.addHook('onResponse', (request, reply, done) => {
    // Health probes come every few seconds and would drown the rest.
    if (request.routeOptions.logLevel !== 'silent') logRequest(request, reply)
    done()
  })
}

export function logRequest(request: FastifyRequest, reply: FastifyReply): void {
  const { method, originalUrl, ip, id } = request
  const line = {
    traceId: id,
    method,
    path: originalUrl.split('?', 1)[0],
    status: reply.statusCode,
    ms: Math.round(reply.elapsedTime * 10) / 10,
    address: ip,
  }
  if (reply.statusCode >= 500) request.log.error(line, 'request')
  else request.log.info(line, 'request')
}
