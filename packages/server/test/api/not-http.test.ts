import assert from 'node:assert/strict'
import type { Server } from 'node:http'
import { before, describe, test } from 'node:test'
import { anyEngine } from '@portico/testing/databases.ts'
import { send, sendRaw } from '@portico/testing/requests.ts'
import { startTestServer } from '@portico/testing/server.ts'
import { catalogue, type ProblemName } from '../../src/problems/catalogue.ts'

describe('What arrives on the socket and is not a valid request', () => {
  let url: string
  let server: Server

  before(async () => {
    const started = await startTestServer({ engine: anyEngine })
    url = started.url
    server = started.app.server
  })

  test('has half a minute, head and body together', () => {
    // Where the head has more time than the whole request, Node takes one for the other: the body would have that much.
    assert.deepEqual([server.headersTimeout, server.requestTimeout], [30_000, 30_000])
    // Without a byte in either direction: an answer that nobody reads
    assert.equal(server.timeout, 120_000)
  })

  const refusedHosts = [
    'Host: localhost\r\nHost: other.example',
    'host: other.example\r\nHOST: localhost',
    'Host: localhost, other.example',
    'Host: user@localhost',
    'Host: localhost other.example',
    'Host: localhost/path',
  ]
  for (const hosts of refusedHosts) {
    test(`is refused, since a proxy may read another host: ${JSON.stringify(hosts)}`, async () => {
      for (const path of ['/healthz', '/identity/.well-known/openid-configuration', '/portal/sign-in', '/nowhere']) {
        const { status, body } = await sendRaw(url, `GET ${path} HTTP/1.1\r\n${hosts}\r\nConnection: close\r\n\r\n`)
        assert.equal(status, 400, path)
        assert.match(body, /The Host header|more than one Host/)
      }
    })
  }

  test('is the same request with the whole address as with its path', async () => {
    const { host } = new URL(url)
    const ask = (target: string, headers = '') =>
      sendRaw(url, `GET ${target} HTTP/1.1\r\nHost: ${host}\r\n${headers}Connection: close\r\n\r\n`)
    for (const path of ['/identity/jwks', '/api/identity/v1/users?limit=1', '/portal/session', '/nowhere']) {
      const [whole, other] = [await ask(`HTTP://${host}${path}`), await ask(path)]
      const lines = ({ head }: { head: string }) =>
        head.split('\r\n').filter((line) => !/^(date|traceparent|content-length):/i.test(line))
      assert.deepEqual(lines(whole), lines(other), path)
    }
    assert.equal((await ask(`http://${host}?a`)).status, 200)
    for (const target of [`http://other.example/healthz`, `http://x@${host}/healthz`, 'healthz']) {
      const { status, body } = await ask(target)
      assert.equal(status, 400, target)
      assert.match(body, /another host|not valid HTTP/)
    }
  })

  const refusals: [what: string, text: string, problem: ProblemName][] = [
    ['no HTTP at all', 'HELLO\r\n\r\n', 'bad_request'],
    ['a TLS greeting', '\x16\x03\x01\x02\x00\x01\x00\r\n\r\n', 'bad_request'],
    ['an unknown version', 'GET /healthz HTTP/9.9\r\nHost: localhost\r\n\r\n', 'bad_request'],
    ['no Host', 'GET /healthz HTTP/1.1\r\nConnection: close\r\n\r\n', 'bad_request'],
    ['a header without a name', 'GET /healthz HTTP/1.1\r\nHost: localhost\r\n: x\r\n\r\n', 'bad_request'],
    ['a control character in a header', 'GET /healthz HTTP/1.1\r\nHost: localhost\r\nX-A: \x01\r\n\r\n', 'bad_request'],
    [
      'two lengths of the body',
      'POST /api/identity/v1/users HTTP/1.1\r\nHost: localhost\r\nContent-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
      'bad_request',
    ],
    ['a negative length', 'POST /healthz HTTP/1.1\r\nHost: localhost\r\nContent-Length: -1\r\n\r\n', 'bad_request'],
    [
      '17 KiB of headers',
      `GET /healthz HTTP/1.1\r\nHost: localhost\r\nX-A: ${'a'.repeat(17_000)}\r\n\r\n`,
      'header_too_large',
    ],
    ['17 KiB of path', `GET /${'a'.repeat(17_000)} HTTP/1.1\r\nHost: localhost\r\n\r\n`, 'header_too_large'],
  ]
  for (const [what, text, problem] of refusals) {
    test(`answers a problem: ${what}`, async () => {
      const { status, head, body } = await sendRaw(url, text)
      const { code, status: expected, title } = catalogue[problem]
      assert.equal(status, expected, head)
      assert.match(head, /content-type: application\/json/i)
      assert.match(head, /connection: close/i)
      const { detail, traceId, instance, ...rest } = JSON.parse(body)
      assert.deepEqual(rest, { type: `/docs/problems/${code}`, title, status, errorCode: code })
      assert.match(traceId, /^[0-9a-f]{32}$/)
      assert.ok(detail.length > 10)
      assert.equal(typeof instance, 'string')
      assert.equal((await send(url, 'GET', '/healthz')).status, 200)
    })
  }

  test('takes headers of 15 KiB', async () => {
    const { status } = await send(url, 'GET', '/healthz', { headers: { 'x-a': 'a'.repeat(15_000) } })
    assert.equal(status, 200)
  })
})
