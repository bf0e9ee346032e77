import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createServer, type ServerResponse } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import { describe, test } from 'node:test'
import { setImmediate as turn } from 'node:timers/promises'
import { afterFile } from '@portico/testing/after-file.ts'
import { limitPipelining } from './limit-pipelining.ts'

const get = (path: number): string => `GET /${path} HTTP/1.1\r\nHost: localhost\r\n\r\n`

describe('Requests that come on a connection before the former ones are answered', () => {
  /** Sends so many in one piece. @returns what is worked on by the time when all of them have been read */
  async function pipeline(count: number, answer: (response: ServerResponse) => void = () => {}) {
    const begun: { path: string; response: ServerResponse }[] = []
    const server = createServer(
      limitPipelining(({ url = '' }, response) => {
        begun.push({ path: url.slice(1), response })
        answer(response)
      }),
    )
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    afterFile(async () => {
      server.closeAllConnections()
      server.close()
    })
    const accepted = once(server, 'connection')
    const socket = connect((server.address() as AddressInfo).port, '127.0.0.1')
    socket.on('error', () => {})
    const requests = Array.from({ length: count }, (_, index) => get(index)).join('')
    socket.write(requests)
    const [connection] = await accepted
    while (!connection.destroyed && connection.bytesRead < requests.length) await turn()
    await turn()
    return { begun, socket, connection }
  }

  test('are worked on a few at a time, and all are answered, in their order', async () => {
    const { begun, socket } = await pipeline(60)
    assert.equal(begun.length, 9)
    let received = ''
    socket.setEncoding('latin1').on('data', (text) => {
      received += text
    })
    // The later ones of those first: answers wait for the ones before them.
    for (let answered = 0; answered < 60; ) {
      const some = begun.slice(answered)
      for (const { path, response } of some.toReversed()) response.end(`<${path}>`)
      answered += some.length
      while (begun.length === answered && answered < 60) await turn()
      assert.ok(begun.length - answered <= 9)
    }
    while (!received.includes('<59>')) await once(socket, 'data')
    assert.deepEqual(
      Array.from(received.matchAll(/<(\d+)>/g), ([, path]) => Number(path)),
      Array.from({ length: 60 }, (_, index) => index),
    )
  })

  test('begin a few in a turn, so that other requests come between', async () => {
    let [inTurn, most] = [0, 0]
    const { begun, socket } = await pipeline(60, (response) => {
      inTurn++
      if (inTurn === 1) setImmediate(() => ([inTurn, most] = [0, Math.max(most, inTurn)]))
      response.end()
    })
    socket.resume()
    while (begun.length < 60) await turn()
    await turn()
    assert.ok(most <= 9, `${most} in one turn`)
  })

  test('do not begin once the connection has ended', async () => {
    const { begun, connection } = await pipeline(60)
    // The next one is to begin in the next turn.
    begun[1]?.response.once('socket', () => connection.destroy())
    begun[0]?.response.end()
    while (!connection.destroyed) await turn()
    await turn()
    await turn()
    assert.equal(begun.length, 9)
  })

  test('end the connection where they are far too many', async () => {
    const { begun, connection } = await pipeline(1_000)
    assert.equal(connection.destroyed, true)
    assert.equal(begun.length, 9)
  })
})
