import { createServer, type RequestListener } from 'node:http'
import type { FastifyServerFactory } from 'fastify'

interface ReplaceableListener {
  /** Makes servers for Fastify that hand each request to the listener of that moment. */
  serverFactory: FastifyServerFactory
  /** From now on, this one answers. */
  replace(next: RequestListener): void
}

/** Lets another listener answer the requests to a server that listens already. */
export function createReplaceableListener(first: RequestListener): ReplaceableListener {
  let listener = first
  return {
    serverFactory(_, options) {
      const server = createServer(options.http ?? {}, (request, response) => listener(request, response))
      // Fastify sets these only on servers that it makes itself.
      server.setTimeout(Number(options.connectionTimeout))
      server.keepAliveTimeout = Number(options.keepAliveTimeout)
      server.requestTimeout = Number(options.requestTimeout)
      return server
    },
    replace(next) {
      listener = next
    },
  }
}
