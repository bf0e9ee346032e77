import type { Server } from 'node:http'
import type { Socket } from 'node:net'

/** How long a connection without a request stays open while the server stops */
const idleMilliseconds = 2_000
const lookMilliseconds = 50

/**
 * Node ends idle connections at once when a server closes. A request that a client is just sending is lost then, and the
 * client cannot know whether it was carried out. With this they stay open for two seconds after the server has begun to
 * close, so that such a request gets an answer, which says that the connection ends.
 * @returns call it when the server begins to close, and what that returns when it is closed
 */
export function lingerWhenClosing(server: Server): () => () => void {
  const open = new Set<Socket>()
  server.on('connection', (socket) => {
    open.add(socket)
    socket.once('close', () => open.delete(socket))
  })
  return () => {
    const closeIdle = server.closeIdleConnections.bind(server)
    server.closeIdleConnections = () => {}
    let look: NodeJS.Timeout | undefined
    const wait = setTimeout(() => {
      look = setInterval(() => {
        closeIdle()
        // Browsers connect ahead of time. For Node, a connection on which nothing came yet is not idle.
        for (const socket of open) if (socket.bytesRead === 0) socket.destroy()
      }, lookMilliseconds)
    }, idleMilliseconds)
    return () => {
      clearTimeout(wait)
      clearInterval(look)
    }
  }
}
