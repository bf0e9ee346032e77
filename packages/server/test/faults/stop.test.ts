import assert from 'node:assert/strict'
import { once } from 'node:events'
import { type ClientRequest, type IncomingMessage, request } from 'node:http'
import { connect } from 'node:net'
import { text } from 'node:stream/consumers'
import { describe, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { portico, porticoJson, type ServerProcess, startProcess } from '@portico/testing/command.ts'
import { temporaryFolder } from '@portico/testing/folders.ts'
import { fetchToken, send } from '@portico/testing/requests.ts'
import { until } from '@portico/testing/until.ts'
import { readConfig } from '../../src/config/config.ts'
import { startServer } from '../../src/main.ts'

const users = '/api/identity/v1/users'

async function start(data: string): Promise<{ server: ServerProcess; token: string }> {
  const server = await startProcess(['--data', data])
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
const underWay = (server: ServerProcess, requests: number): Promise<number> =>
  until(async () => {
    const { text } = await send(server.metricsUrl, 'GET', '/metrics')
    return text.includes(`\nportico_http_requests_in_flight ${requests}\n`)
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

  test('a connection that is kept open gets 503 and its end', async () => {
    const { server, token } = await start(await temporaryFolder())
    const slow = slowPost(server.url, token)
    const { hostname, port } = new URL(server.url)
    const kept = connect(Number(port), hostname)
    await once(kept, 'connect')
    // Half a request, so that it is not idle.
    kept.write('GET /healthz HTTP/1.1\r\nhost: localhost\r\n')
    await underWay(server, 1)
    await sleep(100)
    const ended = server.end('SIGTERM')
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

test('what runs longer than the grace period is cut off, and the rest of the stop goes on', async () => {
  const data = await temporaryFolder()
  const config = readConfig({ data, port: '0', metricsPort: '0', logLevel: 'silent' }, {})
  const server = await startServer(config, {})
  const token = await fetchToken(server.listening, server.credentials ?? assert.fail())
  const slow = slowPost(server.listening, token)
  await sleep(50)
  const began = performance.now()
  await Promise.all([assert.rejects(slow.answer), server.stop({ graceMilliseconds: 200 })])
  assert.ok(performance.now() - began < 2_000)
  const { code, stdout } = await portico(['api-client', 'list', '--data', data])
  assert.equal(code, 0)
  assert.match(stdout, /Getting started .*Available/)
})
