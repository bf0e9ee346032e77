import { createServer, type RequestListener } from 'node:http'
import type { FastifyServerFactory } from 'fastify'

export interface HandingOver {
  /** Makes servers for Fastify that answer by what answers at the moment. */
  serverFactory: FastifyServerFactory
  /** From now on, this answers. */
  to(answer: RequestListener): void
}

/** Lets something else answer the requests to a server that listens already. */
export function handingOver(first: RequestListener): HandingOver {
  let answer = first
  return {
    serverFactory(_, options) {
      const server = createServer(options.http ?? {}, (request, response) => answer(request, response))
      server.setTimeout(Number(options.connectionTimeout))
      server.keepAliveTimeout = Number(options.keepAliveTimeout)
      server.requestTimeout = Number(options.requestTimeout)
      return server
    },
    to(next) {
      answer = next
    },
  }
}
