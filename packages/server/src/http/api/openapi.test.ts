import assert from 'node:assert/strict'
import { test } from 'node:test'
import { anyEngine } from '@portico/testing/databases.ts'
import { loopTurns } from '@portico/testing/loop-turns.ts'
import { send } from '@portico/testing/requests.ts'
import { startTestServer } from '@portico/testing/server.ts'
import { fastify } from 'fastify'
import { apis } from './apis.ts'
import { publishOpenApi } from './openapi.ts'

test('an OpenAPI document is written once, however often strangers ask for it', async () => {
  const app = fastify()
  const bodies: unknown[] = []
  app.addHook('onSend', (_request, _reply, body, done) => {
    bodies.push(body)
    done()
  })
  const api = { prefix: '/api/test/v1', title: 'Test', description: 'For tests' }
  await app.register((scope) => publishOpenApi(scope, api, [async () => {}]), { prefix: api.prefix })
  const [first, second] = [await app.inject('/api/test/v1/openapi.json'), await app.inject('/api/test/v1/openapi.json')]
  assert.equal(first.json().info.title, 'Test')
  assert.equal(second.headers['content-type'], 'application/json; charset=utf-8')
  assert.ok(bodies[0] instanceof Buffer && bodies[0] === bodies[1])
})

test('the first OpenAPI documents of a process are written in short turns of the event loop', async () => {
  const server = await startTestServer({ engine: anyEngine })
  for (const { prefix } of Object.values(apis)) {
    const { longest } = await loopTurns(async () => {
      assert.equal((await send(server.url, 'GET', `${prefix}/openapi.json`)).status, 200)
    })
    assert.ok(longest < 40, `${prefix}: ${longest} ms`)
  }
})
