import type { ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { networkOf } from '../network-of.ts'

/** In bytes. Of smaller answers, the operating system takes most at once. */
const leastCounted = 65_536
/** In bytes: what a text that is read in parts has in memory, however long it is */
const countedOfStream = 1_048_576
const mostUnread = 268_435_456

/** A connection whose caller has not taken all that was answered */
interface Reader {
  socket: Socket
  network: string
  bytes: number
}

interface UnreadOptions {
  /** Bytes of all answers together */
  most?: number
}

/**
 * Breaks off answers that wait in memory for callers who don't read them, where there are too many: a caller who takes a byte
 * every second has each kept for hours, and opens a hundred connections. It meets the network with most of them, and of its
 * connections the one that has waited longest.
 */
export function limitUnreadAnswers(app: FastifyInstance, { most = mostUnread }: UnreadOptions = {}): void {
  const known = new WeakMap<Socket, Reader>()
  /** Those with something to read: the one that has waited longest comes first. */
  const waiting = new Set<Reader>()
  let unread = 0

  function forget(reader: Reader): void {
    if (waiting.delete(reader)) unread -= reader.bytes
    reader.bytes = 0
  }

  function readerOf({ clientAddress, raw: { socket } }: FastifyRequest): Reader {
    const network = networkOf(clientAddress)
    const reader = known.get(socket) ?? { socket, network, bytes: 0 }
    // Once all is read, a proxy asks for somebody else.
    if (reader.bytes === 0) reader.network = network
    // Answers behind the one that is being sent hear nothing of the connection's end.
    if (!known.has(socket)) socket.once('close', () => forget(reader))
    known.set(socket, reader)
    return reader
  }

  function count(request: FastifyRequest, response: ServerResponse, bytes: number): void {
    const reader = readerOf(request)
    reader.bytes += bytes
    unread += bytes
    waiting.add(reader)
    response.once('close', () => {
      if (!waiting.has(reader)) return
      reader.bytes -= bytes
      unread -= bytes
      if (reader.bytes === 0) forget(reader)
    })
    // One alone may be as long as it is: nothing else could be answered with it.
    while (unread > most && waiting.size > 1) breakOff(request)
  }

  function breakOff({ log, id: traceId }: FastifyRequest): void {
    const found = longestOfLargest([...waiting])
    if (!found) return
    const { network, bytes } = found
    forget(found)
    found.socket.destroy()
    log.warn({ traceId, network, bytes }, 'a connection was ended: too many answers wait for callers to read them')
  }

  app.addHook('onSend', async (request, reply, payload) => {
    const bytes = bytesOf(payload)
    if (bytes >= leastCounted && !reply.raw.destroyed) count(request, reply.raw, bytes)
    return payload
  })
}

function bytesOf(payload: unknown): number {
  if (typeof payload === 'string' || payload instanceof Uint8Array) return payload.length
  return payload === null || payload === undefined ? 0 : countedOfStream
}

function longestOfLargest(waiting: Reader[]): Reader | undefined {
  const sums = new Map<string, number>()
  for (const { network, bytes } of waiting) sums.set(network, (sums.get(network) ?? 0) + bytes)
  const largest = Math.max(...sums.values())
  return waiting.find(({ network }) => sums.get(network) === largest)
}
