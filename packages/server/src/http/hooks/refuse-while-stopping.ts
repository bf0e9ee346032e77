import type { ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import type { FastifyInstance } from 'fastify'
import { Problem } from '../../problems/problem.ts'
import type { OnFinished } from './on-finished.ts'

/** How long a client has to read the last answer of a connection before the connection ends on this side as well. */
const lastReadMilliseconds = 1_000

/** The time before a stop, in which the server still answers everything, but says that it is not ready */
export interface Drain {
  begin(): void
  hasBegun(): boolean
}

export function createDrain(): Drain {
  let hasBegun = false
  return {
    begin() {
      hasBegun = true
    },
    hasBegun: () => hasBegun,
  }
}

/**
 * Refuses requests that arrive while the server stops. The last answer on each connection says that it is the last one,
 * so that no client sends another request into a connection that ends (RFC 9112, 9.6). While the server drains, each answer
 * is the last one of its connection: what keeps connections open moves to other nodes.
 * @returns whether it drains or stops
 */
export function refuseWhileStopping(app: FastifyInstance, onFinished: OnFinished, drain: Drain): () => boolean {
  let isStopping = false
  /** The newest request on each connection that has one under way. Those before it were pipelined. */
  const newest = new Map<Socket, ServerResponse>()

  onFinished(({ raw: { socket } }, { raw: response }) => {
    if (newest.get(socket) === response) newest.delete(socket)
  })
  app.addHook('preClose', async () => {
    isStopping = true
    for (const [socket, response] of newest) endWith(response, socket)
  })
  app.addHook('onRequest', ({ raw: { socket } }, { raw: response }, done) => {
    const former = newest.get(socket)
    newest.set(socket, response)
    if (!isStopping && !drain.hasBegun()) return done()
    if (former && !former.headersSent) former.removeHeader('connection')
    endWith(response, socket)
    if (!isStopping) return done()
    done(new Problem('shutting_down', 'The server is stopping. Try again.', { 'retry-after': '1' }))
  })
  return () => isStopping || drain.hasBegun()
}

/**
 * Makes this the last answer of its connection. What a client sends after it would have the system reset the connection,
 * and the answer could be lost with it: so this side ends first, and the client gets a moment to read.
 */
function endWith(response: ServerResponse, socket: Socket): void {
  if (response.headersSent) return
  response.setHeader('connection', 'close')
  socket.destroySoon = () => {
    socket.end()
    setTimeout(() => socket.destroy(), lastReadMilliseconds).unref()
  }
}
