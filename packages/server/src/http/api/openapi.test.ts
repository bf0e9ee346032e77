import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fastify } from 'fastify'
import { publishOpenApi } from './openapi.ts'

test('an OpenAPI document is written once, however often strangers ask for it', async () => {
  const app = fastify()
  const bodies: unknown[] = []
  app.addHook('onSend', (_request, _reply, body, done) => {
    bodies.push(body)
    done()
  })
  const api = { prefix: '/api/test/v1', title: 'Test', description: 'For tests' }
  await app.register((scope) => publishOpenApi(scope, api), { prefix: api.prefix })
  const [first, second] = [await app.inject('/api/test/v1/openapi.json'), await app.inject('/api/test/v1/openapi.json')]
  assert.equal(first.json().info.title, 'Test')
  assert.equal(second.headers['content-type'], 'application/json; charset=utf-8')
  assert.ok(bodies[0] instanceof Buffer && bodies[0] === bodies[1])
})
