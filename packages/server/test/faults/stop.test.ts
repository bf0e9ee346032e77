import assert from 'node:assert/strict'
import { once } from 'node:events'
import { Agent, type ClientRequest, type IncomingMessage, request } from 'node:http'
import { connect, type Socket } from 'node:net'
import { text } from 'node:stream/consumers'
import { describe, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { portico, porticoJson, type ServerProcess, startProcess } from '@portico/testing/command.ts'
import { temporaryFolder } from '@portico/testing/folders.ts'
import { fetchToken, send } from '@portico/testing/requests.ts'
import { until } from '@portico/testing/until.ts'
// What a server of this process loads only after its start takes long from the sources.
import '../../src/app.ts'
import { readConfig } from '../../src/config/config.ts'
import { type RunningServer, startServer } from '../../src/main.ts'

const users = '/api/identity/v1/users'

async function start(data: string, ...more: string[]): Promise<{ server: ServerProcess; token: string }> {
  const server = await startProcess(['--data', data, ...more])
  return { server, token: await fetchToken(server.url, server.credentials ?? assert.fail()) }
}

/** A POST whose body is sent in two halves. */
function slowPost(
  url: string,
  token: string,
  index = 0,
): { rest(): void; answer: Promise<IncomingMessage>; sent: ClientRequest } {
  const body = JSON.stringify({ name: 'Slow', email: `slow-${index}@example.com` })
  const sent = request(`${url}${users}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', 'content-length': body.length },
  })
  const answer = once(sent, 'response').then(([response]) => response as IncomingMessage)
  sent.write(body.slice(0, 10))
  return { rest: () => sent.end(body.slice(10)), answer, sent }
}

/** Until the server has begun with that many requests. */
const underWay = ({ metricsUrl = '' }: Pick<RunningServer, 'metricsUrl'>, requests: number): Promise<number> =>
  until(async () => {
    const { text } = await send(metricsUrl, 'GET', '/metrics')
    return Number(/\nportico_http_requests_in_flight (\d+)\n/.exec(text)?.[1]) >= requests
  }, 5_000)

const isRefused = (url: string): Promise<boolean> => {
  const { hostname, port } = new URL(url)
  const socket = connect(Number(port), hostname)
  return new Promise((resolve) => {
    socket.once('connect', () => resolve(false)).once('error', () => resolve(true))
  }).finally(() => socket.destroy()) as Promise<boolean>
}

describe('SIGTERM', () => {
  test('finishes what runs, takes nothing new, stores the last uses, and ends with 0', async () => {
    const data = await temporaryFolder()
    const { server, token } = await start(data)
    const slow = Array.from({ length: 10 }, (_, index) => slowPost(server.url, token, index))
    await underWay(server, slow.length)
    const lastToken = Date.now()
    await fetchToken(server.url, server.credentials ?? assert.fail())
    const ended = server.end('SIGTERM')
    await until(() => isRefused(server.url), 5_000)
    assert.equal(server.child.exitCode, null, 'slow requests are still under way')
    for (const { rest } of slow) rest()
    const keys: string[] = []
    for (const { answer } of slow) {
      const response = await answer
      assert.equal(response.statusCode, 201)
      keys.push(JSON.parse(await text(response)).key)
    }
    const answered = performance.now()
    assert.equal(await ended, 0)
    assert.ok(performance.now() - answered < 5_000, 'it waits for no connection on which nothing runs')
    assert.deepEqual(
      server.logLines.map(({ msg }) => msg).filter((message) => /^stop/.test(String(message))),
      ['stopping', 'stopped'],
    )
    const [client] = await porticoJson<{ lastUsedAt: string }[]>(['api-client', 'list', '--data', data])
    assert.ok(Date.parse(client?.lastUsedAt ?? '') >= lastToken, 'the last use is stored')

    const again = await startProcess(['--data', data])
    const anew = await fetchToken(again.url, server.credentials ?? assert.fail())
    const { body } = await send(again.url, 'GET', `${users}?userKeys=${keys}`, { token: anew })
    assert.equal(body.results.length, keys.length)
    assert.equal(await again.end('SIGINT'), 0)
  })

  test('lets it drain: it answers all, says that it is not ready, and ends each connection, then 503', async () => {
    const { server, token } = await start(await temporaryFolder(), '--drain-time', '1')
    const slow = slowPost(server.url, token)
    const { hostname, port } = new URL(server.url)
    const kept = connect(Number(port), hostname)
    await once(kept, 'connect')
    // Half a request, so that it is not idle.
    kept.write('GET /healthz HTTP/1.1\r\nhost: localhost\r\n')
    await underWay(server, 1)
    await sleep(100)
    const ended = server.end('SIGTERM')
    await until(async () => (await send(server.url, 'GET', '/readyz')).status === 503, 5_000)
    const answered = await send(server.url, 'GET', `${users}?limit=1`, { token })
    assert.deepEqual([answered.status, answered.headers.connection], [200, 'close'])
    await until(() => isRefused(server.url), 5_000)
    kept.write('\r\n')
    const answer = await text(kept)
    assert.match(answer, /^HTTP\/1\.1 503 /)
    assert.match(answer, /connection: close/i)
    assert.match(answer, /PTC-SYS-50302/)
    slow.rest()
    assert.equal((await slow.answer).statusCode, 201)
    assert.equal(await ended, 0)
  })

  test('another one, a second later, ends it at once', async () => {
    const { server, token } = await start(await temporaryFolder())
    const slow = slowPost(server.url, token)
    slow.answer.catch(() => {})
    slow.sent.on('error', () => {})
    await underWay(server, 1)
    server.child.kill('SIGTERM')
    await until(() => isRefused(server.url), 5_000)
    // Under npm, one Ctrl+C can arrive twice: what follows within a second is that.
    server.child.kill('SIGTERM')
    await sleep(1_200)
    assert.equal(server.child.exitCode, null)
    const began = performance.now()
    assert.equal(await server.end('SIGTERM'), 1)
    assert.ok(performance.now() - began < 5_000)
  })
})

/** Connections of their own, on which raw text is sent, and everything that came back until the end */
function rawConnection(url: string): { send(text: string): void; received: Promise<string>; socket: Socket } {
  const { hostname, port } = new URL(url)
  const socket = connect(Number(port), hostname)
  const received = text(socket)
  return { socket, received, send: (line) => void socket.write(line) }
}

const get = (path: string): string => `GET ${path} HTTP/1.1\r\nhost: localhost\r\n\r\n`
const statusesOf = (received: string): number[] =>
  [...received.matchAll(/HTTP\/1\.1 (\d{3}) /g)].map(([, status]) => Number(status))
const endsOf = (received: string): number => received.match(/^connection: close\r$/gim)?.length ?? 0

describe('many clients when the server stops', () => {
  const config = async () =>
    readConfig({ data: await temporaryFolder(), port: '0', metricsPort: '0', logLevel: 'silent' }, {})

  /** Asks again and again on one connection, until an answer says that it was the last one. */
  async function askOn(
    agent: Agent,
    url: string,
    token: string,
    pause: number,
    answered: () => void,
  ): Promise<number[]> {
    const statuses: number[] = []
    for (;;) {
      const sent = request(`${url}${users}?limit=1`, { agent, headers: { authorization: `Bearer ${token}` } }).end()
      const [response] = (await once(sent, 'response')) as [IncomingMessage]
      await text(response)
      statuses.push(response.statusCode ?? 0)
      answered()
      if (response.headers.connection === 'close') return statuses
      await sleep(pause)
    }
  }

  test('each gets an answer that says it is the last one, and no connection is reset', async () => {
    const server = await startServer(await config(), {})
    const url = server.listening
    const token = await fetchToken(url, server.credentials ?? assert.fail())
    // The first list starts the thread that reads: on a busy machine, some of many would have waited for too long.
    const headers = { authorization: `Bearer ${token}` }
    await until(async () => (await fetch(`${url}${users}?limit=1`, { headers })).ok, 30_000)
    const silent = rawConnection(url)
    const agents = Array.from({ length: 40 }, () => new Agent({ keepAlive: true, maxSockets: 1 }))
    const first = new Set<Agent>()
    const asking = Promise.all(
      agents.map((agent, index) => askOn(agent, url, token, 100 + (index % 9) * 50, () => first.add(agent))),
    )
    const halfSent = Array.from({ length: 20 }, (_, index) => slowPost(url, token, index))
    const forms = Array.from({ length: 5 }, () => {
      const form = rawConnection(url)
      form.send(
        'POST /identity/token HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/x-www-form-urlencoded\r\ncontent-length: 29\r\n\r\n',
      )
      return form
    })
    const idle = Array.from({ length: 10 }, () => rawConnection(url))
    for (const { send } of idle) send(get('/healthz'))
    const pipelined = Array.from({ length: 10 }, () => rawConnection(url))
    const create = `POST ${users} HTTP/1.1\r\nhost: localhost\r\nauthorization: Bearer ${token}\r\ncontent-type: application/json\r\ncontent-length: 2\r\n\r\n`
    for (const { send } of pipelined) send(get('/healthz') + get('/healthz') + create)
    // A connection that the server has not accepted yet is refused, one way or the other.
    const answered = [...idle, ...pipelined]
    await until(() => first.size === agents.length && answered.every(({ socket }) => socket.bytesRead > 0), 20_000)
    await underWay(server, halfSent.length + forms.length + pipelined.length)

    const began = performance.now()
    const stopped = server.stop()
    await until(() => isRefused(url), 5_000)
    await sleep(200)
    for (const { send } of idle) send(get('/healthz'))
    // What comes behind the request that is under way was not accepted: the answer to it says so.
    for (const { send } of pipelined) send(`{}${get('/healthz')}`)
    for (const { rest } of halfSent) rest()
    for (const { send } of forms) send('grant_type=client_credentials')

    for (const statuses of await asking) {
      const last = statuses.pop()
      assert.ok(last === 200 || last === 503, `${last}`)
      assert.ok(
        statuses.every((status) => status === 200),
        String(statuses),
      )
    }
    for (const { answer } of halfSent) {
      const response = await answer
      assert.deepEqual([response.statusCode, response.headers.connection], [201, 'close'])
      response.resume()
    }
    for (const { received } of forms) {
      const answer = await received
      assert.deepEqual([statusesOf(answer), endsOf(answer)], [[401], 1], answer)
    }
    for (const { received } of idle) {
      const answers = await received
      assert.deepEqual([statusesOf(answers), endsOf(answers)], [[200, 503], 1], answers)
      assert.match(answers, /PTC-SYS-50302/)
    }
    for (const { received } of pipelined) {
      const answers = await received
      assert.deepEqual(statusesOf(answers), [200, 200, 400, 503], answers)
      assert.match(answers, /connection: close\r\n[\s\S]*PTC-SYS-50302/i)
    }
    assert.equal(await silent.received, '')
    await stopped
    assert.ok(performance.now() - began < 6_000, `${performance.now() - began} ms`)
    for (const agent of agents) agent.destroy()
  })

  test('connections on which nobody asks end after two seconds', async () => {
    const server = await startServer(await config(), {})
    const connections = Array.from({ length: 20 }, () => rawConnection(server.listening))
    for (const { send } of connections.slice(10)) send(get('/healthz'))
    await sleep(200)
    const began = performance.now()
    await server.stop()
    const took = performance.now() - began
    assert.ok(took > 1_500 && took < 4_000, `${took} ms`)
    for (const { received } of connections.slice(10)) assert.deepEqual(statusesOf(await received), [200])
  })
})

test('what runs longer than the grace period is cut off, and the rest of the stop goes on', async () => {
  const data = await temporaryFolder()
  const config = readConfig({ data, port: '0', metricsPort: '0', logLevel: 'silent' }, {})
  const server = await startServer(config, {})
  const token = await fetchToken(server.listening, server.credentials ?? assert.fail())
  const slow = slowPost(server.listening, token)
  await underWay(server, 1)
  const began = performance.now()
  await Promise.all([assert.rejects(slow.answer), server.stop({ graceMilliseconds: 200 })])
  assert.ok(performance.now() - began < 2_000)
  const { code, stdout } = await portico(['api-client', 'list', '--data', data])
  assert.equal(code, 0)
  assert.match(stdout, /Getting started .*Available/)
})
