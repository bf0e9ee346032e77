import assert from 'node:assert/strict'
import { before, describe, test } from 'node:test'
import { brotliDecompressSync, gunzipSync, zstdDecompressSync } from 'node:zlib'
import { type FastifyInstance, fastify } from 'fastify'
import { compressAnswers } from './compress-answers.ts'

const large = JSON.stringify({ results: Array.from({ length: 200 }, (_, index) => `user ${index}`) })

describe('compressed answers', () => {
  const document = Buffer.from(large)
  let app: FastifyInstance
  before(() => {
    app = fastify()
    compressAnswers(app)
    app.get('/api/identity/v1/users', async (_request, reply) => reply.type('application/json').send(large))
    // As what comes from the thread for reading
    app.get('/api/identity/v1/groups', async (_request, reply) =>
      reply.header('vary', 'origin').type('application/json').send(Buffer.from(large)),
    )
    app.get('/api/identity/v1/openapi.json', async (_request, reply) => reply.type('application/json').send(document))
    app.get('/api/identity/v1/small', async () => ({ one: 1 }))
    app.get('/api/identity/v1/users/:key', async (_request, reply) => reply.header('etag', '"a"').send(large))
    app.get('/api/identity/v1/refused', async (_request, reply) => reply.code(403).send(large))
    app.get('/api/management/v1/mails/:key', async (_request, reply) => reply.send(large))
    app.get('/portal/session', async (_request, reply) => reply.send(large))
    app.post('/api/management/v1/api-clients', async (_request, reply) => reply.send(large))
    app.post('/identity/token', async (_request, reply) => reply.send(large))
  })

  const ask = (url: string, encoding = 'gzip, deflate, br, zstd', method: 'GET' | 'POST' | 'HEAD' = 'GET') =>
    app.inject({ url, method, headers: { 'accept-encoding': encoding } })

  test('the client says in which way', async () => {
    for (const [asked, used, decompress] of [
      ['gzip, deflate, br, zstd', 'br', brotliDecompressSync],
      ['gzip, br;q=0, zstd', 'zstd', zstdDecompressSync],
      ['GZIP', 'gzip', gunzipSync],
    ] as const)
      for (const url of ['/api/identity/v1/users', '/api/identity/v1/groups?limit=2']) {
        const { headers, rawPayload } = await ask(url, asked)
        assert.equal(headers['content-encoding'], used)
        assert.equal(decompress(rawPayload).toString(), large)
        assert.equal(Number(headers['content-length']), rawPayload.length)
        assert.ok(rawPayload.length < large.length / 2)
      }
    assert.equal((await ask('/api/identity/v1/groups')).headers.vary, 'origin, accept-encoding')
  })

  test('what is answered as the same bytes again is compressed once in each way', async () => {
    const { rawPayload: first } = await ask('/api/identity/v1/openapi.json')
    document.fill('a')
    assert.deepEqual((await ask('/api/identity/v1/openapi.json')).rawPayload, first)
    const { rawPayload } = await ask('/api/identity/v1/openapi.json', 'gzip')
    assert.equal(gunzipSync(rawPayload).toString(), document.toString())
  })

  test('who takes none gets what there is, and caches are told that others get another', async () => {
    for (const asked of ['', 'identity', 'br;q=0', 'deflate']) {
      const { headers, body } = await ask('/api/identity/v1/users', asked)
      assert.equal(headers['content-encoding'], undefined)
      assert.equal(headers.vary, 'accept-encoding')
      assert.equal(body, large)
    }
  })

  test('small answers, refusals, what has a tag, and what may have secrets stay as they are', async () => {
    for (const [method, url] of [
      ['GET', '/api/identity/v1/small'],
      ['GET', '/api/identity/v1/users/1'],
      ['GET', '/api/identity/v1/refused'],
      ['GET', '/api/management/v1/mails/1'],
      ['GET', '/portal/session'],
      ['POST', '/api/management/v1/api-clients'],
      ['POST', '/identity/token'],
    ] as const)
      assert.equal((await ask(url, 'br', method)).headers['content-encoding'], undefined, url)
  })
})
