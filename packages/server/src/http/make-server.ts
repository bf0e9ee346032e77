import { createServer, type RequestListener, type Server } from 'node:http'
import type { FastifyServerOptions } from 'fastify'
import { limitPipelining } from './limit-pipelining.ts'

/** How often Node looks for requests that have taken too long: each half a minute unless told otherwise */
const lookMilliseconds = 5_000

/** Makes what listens, for Fastify: which sets these only on servers that it makes itself. */
export function makeServer(
  listener: RequestListener,
  { http, connectionTimeout, keepAliveTimeout, requestTimeout }: Omit<FastifyServerOptions, 'http'> & { http?: object },
): Server {
  const server = createServer(
    {
      ...http,
      requestTimeout: Number(requestTimeout),
      // Where this is more than the one for whole requests, as it is by itself, Node takes one for the other.
      headersTimeout: Number(requestTimeout),
      connectionsCheckingInterval: lookMilliseconds,
      keepAliveTimeout: Number(keepAliveTimeout),
    },
    limitPipelining(listener),
  )
  server.setTimeout(Number(connectionTimeout))
  // Node itself would answer 417, without any header of ours. An expectation may be ignored (RFC 9110, section 10.1.1).
  server.on('checkExpectation', (request, response) => server.emit('request', request, response))
  return server
}
