import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'

/** An address of 127.0.0.1 that leads to a PostgreSQL server, as a name or a balancer before several does */
export interface PostgresAddress {
  url: string
  /** New connections lead to this server. Those that are there stay as they are. */
  leadTo(serverUrl: string): void
  /** Lets nothing through any more, in either direction, and no connection notices. */
  hang(): void
  /** Lets everything through again. What was lost is not sent again: the connections end, as after the failure of a network. */
  recover(): void
  /** Ends the connection that has been there for longest. */
  breakOldest(): void
  /** The next connection is refused with this code, as by a server that is starting. Resolves once that was heard. */
  refuseNext(code: string): Promise<void>
  close(): void
}

/** Makes an address that leads to the server, which listens on a socket in a folder. */
export async function startPostgresAddress(serverUrl: string): Promise<PostgresAddress> {
  const pairs = new Set<[Socket, Socket]>()
  let target = socketOf(serverUrl)
  let isHanging = false
  let refusal: { code: string; heard: () => void } | undefined
  const server = createServer((client) => {
    if (refusal !== undefined) {
      const { code, heard } = refusal
      refusal = undefined
      client.once('data', () => client.end(refusalOf(code))).on('close', heard)
      client.on('error', () => {})
      return
    }
    const upstream = connect(target)
    const pair: [Socket, Socket] = [client, upstream]
    pairs.add(pair)
    client.on('data', (data) => isHanging || upstream.write(data)).on('close', () => upstream.destroy())
    upstream.on('data', (data) => isHanging || client.write(data)).on('close', () => client.destroy())
    client.on('close', () => pairs.delete(pair))
    for (const socket of pair) socket.on('error', () => {})
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const end = (pair: [Socket, Socket]): void => {
    for (const socket of pair) socket.destroy()
  }
  return {
    url: `postgres://postgres@127.0.0.1:${(server.address() as AddressInfo).port}/postgres`,
    leadTo(serverUrl) {
      target = socketOf(serverUrl)
    },
    hang() {
      isHanging = true
    },
    recover() {
      isHanging = false
      for (const pair of pairs) end(pair)
    },
    breakOldest() {
      const [oldest] = pairs
      if (oldest) end(oldest)
    },
    refuseNext: (code) =>
      new Promise((heard) => {
        refusal = { code, heard }
      }),
    close() {
      server.close()
      for (const pair of pairs) end(pair)
    },
  }
}

const socketOf = (serverUrl: string): string => `${new URL(serverUrl).searchParams.get('host')}/.s.PGSQL.5432`

/** ErrorResponse of PostgreSQL's protocol */
function refusalOf(code: string): Buffer {
  const fields = Buffer.from(`SFATAL\0VFATAL\0C${code}\0Mrefused\0\0`)
  const head = Buffer.from('E\0\0\0\0')
  head.writeInt32BE(fields.length + 4, 1)
  return Buffer.concat([head, fields])
}
