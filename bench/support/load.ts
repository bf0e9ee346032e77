import { connect, type Socket } from 'node:net'

export interface Load {
  url: string
  method?: string
  headers?: Record<string, string>
  body?: string
  connections: number
  /** How long to measure, in milliseconds */
  milliseconds: number
  /** Or how many requests to make */
  requests?: number
}

export interface LoadResult {
  perSecond: number
  requests: number
  /** Answers with another status than 200 */
  failures: number
}

/**
 * Keeps a fixed number of connections busy, each with one request at a time. It writes prepared bytes and reads just
 * enough of the answers to count them, so that the load takes little of the machine it shares with the server.
 */
export async function applyLoad(load: Load): Promise<LoadResult> {
  const { hostname, port } = new URL(load.url)
  const request = requestBytes(load)
  const began = performance.now()
  const end = load.requests === undefined ? began + load.milliseconds : Number.POSITIVE_INFINITY
  const state = { requests: 0, failures: 0, left: load.requests ?? Number.POSITIVE_INFINITY }
  const sockets = Array.from({ length: load.connections }, () =>
    connect({ host: hostname, port: Number(port), noDelay: true }),
  )
  await Promise.all(sockets.map((socket) => drive(socket, request, state, end)))
  const seconds = (performance.now() - began) / 1000
  return { perSecond: state.requests / seconds, requests: state.requests, failures: state.failures }
}

function drive(
  socket: Socket,
  request: Buffer,
  state: { requests: number; failures: number; left: number },
  end: number,
): Promise<void> {
  return new Promise((resolve, reject) => {
    let pending = Buffer.alloc(0)
    const next = (): void => {
      if (state.left-- > 0 && performance.now() < end) socket.write(request)
      else socket.end()
    }
    socket.on('data', (chunk) => {
      pending = pending.length === 0 ? chunk : Buffer.concat([pending, chunk])
      const head = pending.indexOf('\r\n\r\n')
      if (head < 0) return
      const length = contentLength(pending.subarray(0, head).toString('latin1'))
      if (pending.length < head + 4 + length) return
      state.requests++
      if (pending.toString('latin1', 9, 12) !== '200') state.failures++
      pending = pending.subarray(head + 4 + length)
      next()
    })
    socket.on('close', () => resolve())
    socket.on('error', reject)
    socket.on('connect', next)
  })
}

const contentLength = (head: string): number => Number(/^content-length: (\d+)/im.exec(head)?.[1] ?? 0)

function requestBytes({ url, method = 'GET', headers = {}, body = '' }: Load): Buffer {
  const { host, pathname, search } = new URL(url)
  const lines = [`${method} ${pathname}${search} HTTP/1.1`, `host: ${host}`]
  for (const [name, value] of Object.entries(headers)) lines.push(`${name}: ${value}`)
  if (body) lines.push(`content-length: ${Buffer.byteLength(body)}`)
  return Buffer.from(`${lines.join('\r\n')}\r\n\r\n${body}`)
}
