import assert from 'node:assert/strict'
import dns from 'node:dns'
import { createServer, type RequestListener } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import { syncBuiltinESMExports } from 'node:module'
import { createServer as createSocketServer, type Server as SocketServer } from 'node:net'
import { after, describe, type TestContext, test } from 'node:test'
import { createServer as createEncryptedServer, getCACertificates, setDefaultCACertificates } from 'node:tls'
import { gzipSync } from 'node:zlib'
import { localhostCertificate } from '@portico/testing/certificate.ts'
import { outgoingHere } from '@portico/testing/outgoing-here.ts'
import { newSamlKeys } from '@portico/testing/saml-documents.ts'
import { until } from '@portico/testing/until.ts'
import { asFetch } from './as-fetch.ts'
import { fetchOutgoing, type OutgoingOptions } from './fetch-outgoing.ts'
import { OutgoingFailure } from './outgoing-failure.ts'

const here = { outgoing: outgoingHere({ outgoingAllowedNetworks: ['127.0.0.1'] }) }
const nowhere = { outgoing: outgoingHere({ outgoingAllowedNetworks: [] }) }
const own = 'organization'
const servers: { close(): unknown; closeAllConnections?(): void }[] = []
after(() => {
  for (const server of servers) {
    server.closeAllConnections?.()
    server.close()
  }
})

const listen = async (server: SocketServer): Promise<number> => {
  servers.push(server)
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', () => ready()))
  return (server.address() as { port: number }).port
}
const answering = async (listener: RequestListener): Promise<string> =>
  `http://127.0.0.1:${await listen(createServer(listener))}`

const failsWith = (reason: string, url: string, options: OutgoingOptions = {}, parts = here) =>
  assert.rejects(fetchOutgoing(parts, own, url, options), (error) => {
    assert.ok(error instanceof OutgoingFailure, String(error))
    assert.equal(error.reason, reason, `${url}: ${error.detail}`)
    return true
  })

/** Names lead to these addresses for the time of a test. */
function withNames(t: TestContext, names: Record<string, string[]>) {
  const lookup = t.mock.method(dns, 'lookup', (name: string, _: object, done: (...all: unknown[]) => void) => {
    const addresses = names[name]
    if (!addresses) return done(Object.assign(new Error('unknown'), { code: 'ENOTFOUND' }))
    const found = addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }))
    setImmediate(() => done(null, found))
  })
  syncBuiltinESMExports()
  t.after(() => {
    lookup.mock.restore()
    syncBuiltinESMExports()
  })
}

describe('what an organization may have the server ask', () => {
  test('an address that the operator lists, with method, headers and body', async () => {
    const url = await answering((request, response) => {
      const chunks: Buffer[] = []
      request.on('data', (chunk) => chunks.push(chunk))
      request.on('end', () => {
        const { method, headers } = request
        response.setHeader('x-seen', `${method} ${headers['content-type']} ${headers['accept-encoding']}`)
        response.end(Buffer.concat(chunks))
      })
    })
    const sent = { method: 'POST', body: 'a=ä', headers: { 'content-type': 'text/plain' } }
    const { status, headers, body, url: from } = await fetchOutgoing(here, own, `${url}/x?y=1`, sent)
    assert.deepEqual(
      [status, body.toString(), headers['x-seen'], from],
      [200, 'a=ä', 'POST text/plain identity', `${url}/x?y=1`],
    )
  })

  test('no loopback, private or link-local address, in whatever form it is written', async () => {
    const forms = ['127.0.0.1', '2130706433', '0x7f000001', '0177.0.0.1', '127.1', '0', '10.0.0.1', '0xa000001']
    const more = ['169.254.169.254', '[::1]', '[::]', '[::ffff:127.0.0.1]', '[::ffff:7f00:1]', '[fe80::1]', '[fd00::1]']
    const others = [
      '[64:ff9b::7f00:1]',
      '[2002:7f00:1::]',
      '①②⑦.⓪.⓪.①',
      '127.0.0.1.',
      '%31%32%37.0.0.1',
      '168.63.129.16',
    ]
    for (const host of [...forms, ...more, ...others]) {
      for (const scheme of ['http', 'https']) await failsWith('forbidden-address', `${scheme}://${host}/`, {}, nowhere)
    }
    await failsWith('forbidden-address', 'https://[::1]/')
    await failsWith('forbidden-address', 'https://127.0.0.2/')
  })

  test('no other scheme, no credentials in the URL, no port of another protocol, no plain http to the Internet', async () => {
    for (const url of [
      'ftp://8.8.8.8/',
      'file:///etc/passwd',
      'gopher://127.0.0.1/',
      'data:,x',
      'nonsense',
      '',
      '//8.8.8.8',
    ]) {
      await failsWith('not-https', url)
    }
    await failsWith('not-https', 'http://8.8.8.8/')
    await failsWith('forbidden-address', 'https://user:secret@8.8.8.8/')
    for (const port of [22, 25, 465, 587]) await failsWith('forbidden-address', `https://127.0.0.1:${port}/`)
  })

  test('no name that leads to such an address: it looks as if there was no such name', async (t) => {
    const url = new URL(await answering((_, response) => response.end('reached')))
    withNames(t, {
      'metadata.example': ['169.254.169.254'],
      'loopback.example': ['127.0.0.1'],
      'mixed.example': ['8.8.8.8', '10.0.0.1'],
      'mapped.example': ['::ffff:10.0.0.1'],
      'public.example': ['8.8.8.8'],
      localhost: ['127.0.0.1'],
    })
    for (const name of ['metadata.example', 'mapped.example', 'unknown.example']) {
      for (const scheme of ['http', 'https']) await failsWith('unreachable', `${scheme}://${name}/`)
    }
    await failsWith('unreachable', 'https://mixed.example/')
    await failsWith('unreachable', `http://loopback.example:${url.port}/`, {}, nowhere)
    await failsWith('unreachable', `http://localhost:${url.port}/`, {}, nowhere)
    await failsWith('not-https', 'http://public.example/')
    const reached = await fetchOutgoing(here, own, `http://loopback.example:${url.port}/`)
    assert.equal(reached.body.toString(), 'reached')
    const [unknown, forbidden] = await Promise.all(
      ['unknown.example', 'metadata.example'].map((name) =>
        fetchOutgoing(here, own, `https://${name}/`).catch((error: Error) => error.message.replace(name, '')),
      ),
    )
    assert.equal(unknown, forbidden)
  })

  test('redirects are followed a few times, each checked like the first address', async () => {
    const url = await answering((request, response) => {
      const { pathname, searchParams } = new URL(request.url ?? '', 'http://x')
      if (pathname === '/seen') return response.end(JSON.stringify(request.headers))
      const left = Number(pathname.slice(1))
      const location = left > 0 ? `/${left - 1}?${searchParams}` : (searchParams.get('to') ?? '')
      response.writeHead(302, { location }).end('moved')
    })
    const to = (location: string, hops = 0) => `${url}/${hops}?to=${encodeURIComponent(location)}`
    assert.equal((await fetchOutgoing(here, own, to('/seen', 2))).url, `${url}/seen`)
    await failsWith('too-many-redirects', to('/seen', 3))
    for (const location of [
      'http://127.0.0.2/',
      'https://169.254.169.254/latest',
      'http://2130706434/',
      '//10.0.0.1/',
    ]) {
      await failsWith('forbidden-address', to(location))
    }
    await failsWith('not-https', to('http://8.8.8.8/'))
    await failsWith('not-https', to('file:///etc/passwd'))
    assert.equal((await fetchOutgoing(here, own, to('/seen'), { maxRedirects: 0 })).status, 302)
    // Whoever is asked to keep a secret does not pass it on, nor is a form sent twice.
    assert.equal((await fetchOutgoing(here, own, to('/seen'), { method: 'POST', body: 'secret' })).status, 302)
    const headers = { authorization: 'Bearer token', accept: 'text/x' }
    const same = JSON.parse(String((await fetchOutgoing(here, own, to('/seen'), { headers })).body))
    assert.deepEqual([same.authorization, same.accept], ['Bearer token', 'text/x'])
    const other = await answering((_, response) => response.writeHead(307, { location: `${url}/seen` }).end())
    const crossed = JSON.parse(String((await fetchOutgoing(here, own, other, { headers })).body))
    assert.deepEqual([crossed.authorization, crossed.accept], [undefined, 'text/x'])
  })

  test('an answer costs no more than the time and the bytes that are allowed', async () => {
    const closed: string[] = []
    const url = await answering((request, response) => {
      const path = request.url ?? ''
      request.socket.on('close', () => closed.push(path))
      if (path === '/silent') return
      if (path === '/bomb') {
        response.setHeader('content-encoding', 'gzip')
        return response.end(gzipSync(Buffer.alloc(5_000_000)))
      }
      if (path === '/header') return response.writeHead(200, { 'x-long': 'x'.repeat(20_000) }).end()
      if (path === '/switch')
        return request.socket.end('HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: x\r\n\r\n')
      if (path === '/status') return response.writeHead(999).end()
      if (path === '/hints') {
        const timer = setInterval(() => response.writeEarlyHints({ link: '</>' }), 1)
        return request.socket.on('close', () => clearInterval(timer))
      }
      if (path === '/half')
        return response.writeHead(200, { 'content-length': '100' }).write('half', () => request.socket.destroy())
      const size = path === '/drip' ? 1 : 50_000
      const timer = setInterval(() => response.write(Buffer.alloc(size)), 5)
      request.socket.on('close', () => clearInterval(timer))
    })
    const began = performance.now()
    await failsWith('too-large', `${url}/endless`, { maxBytes: 200_000 })
    await Promise.all([
      failsWith('too-slow', `${url}/drip`, { timeout: 300 }),
      failsWith('too-slow', `${url}/silent`, { timeout: 300 }),
    ])
    for (const path of ['/bomb', '/header', '/switch', '/half', '/status', '/hints'])
      await failsWith('unreachable', url + path)
    assert.ok(performance.now() - began < 4_000)
    await until(() => ['/endless', '/drip', '/silent', '/bomb'].every((path) => closed.includes(path)), 4_000)
  })

  test('what speaks no HTTP, nothing, or TLS that cannot be trusted', async () => {
    const socket = createSocketServer((connection) => connection.end('220 mail.example ESMTP\r\n'))
    const port = await listen(socket)
    await failsWith('unreachable', `http://127.0.0.1:${port}/`)
    await failsWith('tls', `https://127.0.0.1:${port}/`)
    socket.close()
    const selfSigned = await listen(createTlsServer(localhostCertificate, (_, response) => response.end('reached')))
    await failsWith('tls', `https://127.0.0.1:${selfSigned}/`)
    // A server chooses the numbers of DHE, so long that the event loop calculates for a second.
    const { privatePem, certificate } = newSamlKeys()
    const dhe = { ciphers: 'DHE-RSA-AES128-GCM-SHA256', dhparam: 'auto', maxVersion: 'TLSv1.2' } as const
    const secret = { ...dhe, cert: certificate.toString(), key: privatePem }
    const chooses = await listen(createTlsServer(secret, (_, response) => response.end('reached')))
    await assert.rejects(fetchOutgoing(here, own, `https://127.0.0.1:${chooses}/`), {
      reason: 'tls',
      detail: /handshake/i,
    })
    const gone = createSocketServer()
    const closedPort = await listen(gone)
    await new Promise((done) => gone.close(done))
    await failsWith('unreachable', `http://127.0.0.1:${closedPort}/`)
  })

  test('one handshake of TLS: a server may have it repeated without an end', async (t) => {
    const usual = getCACertificates('default')
    setDefaultCACertificates([localhostCertificate.cert])
    t.after(() => setDefaultCACertificates(usual))
    const local = { outgoing: outgoingHere({ outgoingAllowedNetworks: ['127.0.0.1', '::1'] }) }
    const repeats = await listen(
      createEncryptedServer({ ...localhostCertificate, maxVersion: 'TLSv1.2' }, (socket) => {
        socket.on('error', () => {})
        const answer = () => socket.end('HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n')
        socket.once('data', () => socket.renegotiate({}, (error) => error ?? answer()))
      }),
    )
    await failsWith('tls', `https://localhost:${repeats}/`, {}, local)
  })

  test('a fetch for libraries', async () => {
    const url = await answering((request, response) => {
      if (request.url === '/moved') return response.writeHead(302, { location: '/' }).end()
      if (request.url === '/empty') return response.writeHead(204).end()
      if (request.url === '/challenge')
        return response.writeHead(401, { 'www-authenticate': 'a '.repeat(7_000), 'x-short': 'b' }).end()
      let sent = ''
      request.on('data', (chunk) => {
        sent += chunk
      })
      request.on('end', () => {
        response.setHeader('set-cookie', ['a=1', 'b=2'])
        response.end(JSON.stringify({ method: request.method, type: request.headers['content-type'], sent }))
      })
    })
    const fetch = asFetch(here, own)
    const posted = await fetch(url, { method: 'POST', body: new URLSearchParams({ code: 'a b' }) })
    assert.deepEqual(posted.headers.getSetCookie(), ['a=1', 'b=2'])
    const type = 'application/x-www-form-urlencoded;charset=UTF-8'
    assert.deepEqual(await posted.json(), { method: 'POST', type, sent: 'code=a+b' })
    assert.equal((await fetch(`${url}/moved`)).status, 200)
    assert.equal((await fetch(`${url}/moved`, { redirect: 'manual' })).status, 302)
    assert.equal((await fetch(new URL('/empty', url))).status, 204)
    const { headers } = await fetch(`${url}/challenge`)
    assert.deepEqual([headers.get('www-authenticate'), headers.get('x-short')], [null, 'b'])
    await assert.rejects(asFetch(nowhere, own)(url), OutgoingFailure)
  })
})
