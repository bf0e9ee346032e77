import assert from 'node:assert/strict'
import { once } from 'node:events'
import { type AddressInfo, connect, type Socket } from 'node:net'
import { afterEach, beforeEach, describe, test } from 'node:test'
import { until as waitUntil } from '@portico/testing/until.ts'
import { type FastifyInstance, fastify } from 'fastify'
import { addClientAddress } from '../client-address.ts'
import { limitUnreadAnswers } from './limit-unread-answers.ts'

const megabyte = 1_048_576
const size = 8 * megabyte
const until = (holds: () => boolean | Promise<boolean>) => waitUntil(holds, 5_000)

describe('answers that nobody reads', () => {
  let app: FastifyInstance
  let port: number
  let clients: Socket[]
  beforeEach(async () => {
    clients = []
    app = fastify()
    addClientAddress(app, ({ headers }) => String(headers.from))
    limitUnreadAnswers(app, { most: 5 * size })
    app.get('/large', async (_request, reply) => reply.send(Buffer.alloc(size)))
    app.get('/huge', async (_request, reply) => reply.send(Buffer.alloc(6 * size)))
    app.get('/small', async () => 'small')
    await app.listen({ host: '127.0.0.1', port: 0 })
    port = (app.server.address() as AddressInfo).port
  })
  afterEach(async () => {
    for (const client of clients) client.destroy()
    await app.close()
  })

  /** Asks, and reads nothing of the answer unless told to */
  async function ask(from: string, path = '/large', times = 1): Promise<Socket> {
    const client = connect(port, '127.0.0.1')
    clients.push(client)
    client.on('error', () => {})
    await once(client, 'connect')
    askAgain(client, from, path, times)
    return client
  }
  const askAgain = (client: Socket, from: string, path = '/large', times = 1) =>
    client.pause().write(`GET ${path} HTTP/1.1\r\nhost: x\r\nfrom: ${from}\r\n\r\n`.repeat(times))
  const read = async (client: Socket, most = size): Promise<number> => {
    let bytes = 0
    client.on('data', (chunk) => {
      bytes += chunk.length
    })
    client.resume()
    await until(() => client.closed || bytes > most)
    return bytes
  }
  const connections = () => new Promise<number>((done) => app.server.getConnections((_, count) => done(count)))

  test('are broken off where there are too many: of who leaves most, the one that has waited longest', async () => {
    const person = await ask('192.0.2.1')
    const first = await ask('2001:db8::1')
    await until(async () => (await connections()) === 2)
    for (let n = 2; n <= 8; n++) await ask(`2001:db8::${n}`)
    await until(async () => (await connections()) === 5)
    assert.ok((await read(person)) > size)
    assert.ok((await read(first)) < size)
  })

  test('are not broken off where there is one alone, however long it is', async () => {
    assert.ok((await read(await ask('192.0.2.1', '/huge'), 6 * size)) > 6 * size)
  })

  test('count together on one connection, and no more once they are read or it has ended', async () => {
    const patient = await ask('192.0.2.1')
    await ask('192.0.2.2', '/large', 5)
    await until(async () => (await connections()) === 1)
    const client = await ask('192.0.2.3')
    for (let n = 0; n < 10; n++) {
      assert.ok((await read(client)) > size)
      askAgain(client, '192.0.2.3')
    }
    client.destroy()
    for (let n = 0; n < 100; n++) await ask('192.0.2.4', '/small')
    assert.ok((await read(patient)) > size)
  })

  test('count for whoever asked, where a proxy has asked for others on the same connection before', async () => {
    const proxy = await ask('192.0.2.1')
    assert.ok((await read(proxy)) > size)
    askAgain(proxy, '192.0.2.2')
    await ask('192.0.2.3')
    for (let n = 0; n < 4; n++) await ask('192.0.2.1')
    await until(async () => (await connections()) === 5)
    assert.ok((await read(proxy)) > size)
  })
})
