import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'
import type { Socket } from 'node:net'

/** So many requests behind the one that is being answered are worked on at the same time. */
const mostBehind = 8
/** So many more may wait. No client that pipelines at all sends nearly as many. */
const mostWaiting = 100

/** Of one connection, what came before the answers to the former requests were sent (RFC 9112, section 9.3.2) */
interface Pipeline {
  behind: number
  waiting: [request: IncomingMessage, response: ServerResponse][]
}

/**
 * Works on few requests of one connection at a time. Answers are sent in the order of the requests, so that each waits in
 * memory for the one before it to be read: Node itself takes all requests that come in one piece, a thousand of them, and a
 * client that reads nothing would have the server keep a thousand large answers for it. Who sends still more is cut off.
 */
export function limitPipelining(listener: RequestListener): RequestListener {
  const pipelines = new WeakMap<Socket, Pipeline>()

  function begin(pipeline: Pipeline, request: IncomingMessage, response: ServerResponse): void {
    // Nobody waits for an answer any more, nor sends what is left of the request.
    if (request.socket.destroyed) return
    // Once it is this one's turn to be sent.
    if (response.socket) goOn(pipeline)
    else response.once('socket', () => goOn(pipeline))
    listener(request, response)
  }

  function goOn(pipeline: Pipeline): void {
    const next = pipeline.waiting.shift()
    // Of requests that are answered at once, all would be carried out in this turn of the event loop.
    if (next) setImmediate(begin, pipeline, ...next)
    else pipeline.behind--
  }

  return (request, response) => {
    // Nothing is before it, as nearly always.
    if (response.socket) return listener(request, response)
    const { socket } = request
    const pipeline = pipelines.get(socket) ?? { behind: 0, waiting: [] }
    pipelines.set(socket, pipeline)
    if (pipeline.behind < mostBehind) {
      pipeline.behind++
      return begin(pipeline, request, response)
    }
    if (pipeline.waiting.length === mostWaiting) {
      pipeline.waiting = []
      socket.destroy()
    } else pipeline.waiting.push([request, response])
  }
}
