import type { RequestListener } from 'node:http'
import type { FastifyServerFactory } from 'fastify'
import { makeServer } from './make-server.ts'

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
    serverFactory: (_, options) => makeServer((request, response) => listener(request, response), options),
    replace(next) {
      listener = next
    },
  }
}
