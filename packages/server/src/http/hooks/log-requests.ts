import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Problem } from '../../problems/problem.ts'
import type { OnFinished } from './on-finished.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** What the request's log line tells besides: who sent it. Keys, no names. */
    logDetails: Readonly<Record<string, string>> | null
    /** What it was refused with */
    problem: Problem | null
  }
}

/**
 * Logs one line for each request, when it is finished. The query is left out: it holds what people search for, and
 * sometimes a secret by mistake. Headers and bodies are never logged, but for the names in them that were ignored.
 */
export function logRequests(app: FastifyInstance, onFinished: OnFinished): void {
  app.decorateRequest('logDetails', null)
  app.decorateRequest('problem', null)
  // Reading originalUrl stores it. Later the request gets another URL for the authorization server.
  app.addHook('onRequest', (request, _reply, done) => {
    void request.originalUrl
    done()
  })
  onFinished((request, reply) => {
    // Health probes come every few seconds: the other lines would be hard to find.
    if (request.routeOptions.logLevel !== 'silent') logRequest(request, reply)
  })
}

/** Writes the line of one request: as an error where the status is 500 or above, but for what a server that stops refuses */
export function logRequest(request: FastifyRequest, reply: FastifyReply): void {
  const { method, originalUrl, clientAddress, id, problem, logDetails, ignoredNames } = request
  const { statusCode, raw } = reply
  const line = {
    traceId: id,
    method,
    path: originalUrl.split('?', 1)[0],
    status: statusCode,
    ms: Math.round(reply.elapsedTime * 10) / 10,
    address: clientAddress,
    // What is undefined is left out.
    refused: problem?.problem,
    // The caller has hung up, and has not got all of the answer.
    isAborted: (raw.destroyed && !raw.writableFinished) || undefined,
    ignored: ignoredNames ?? undefined,
    ...logDetails,
  }
  if (statusCode >= 500 && problem?.problem !== 'shutting_down') request.log.error(line, 'request')
  else request.log.info(line, 'request')
}
