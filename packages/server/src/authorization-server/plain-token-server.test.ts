import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { test } from 'node:test'
import { startAuthorizationServer } from '@portico/testing/authorization-server.ts'
import { send } from '@portico/testing/requests.ts'
import { createPlainTokenServer } from './plain-token-server.ts'

test('a request that is not plain is answered also where the whole authorization server cannot be made', async (t) => {
  const { options, logged } = await startAuthorizationServer(t)
  const away = Object.assign(new Error('the database is not available'), { statusCode: 503 })
  const plain = createPlainTokenServer(options, () => Promise.reject(away))
  const server = createServer((request, response) => plain.handle(request, response, { headers: { 'x-kept': '1' } }))
  t.after(() => server.close())
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const { status, headers, body } = await send(base, 'POST', '/token', { form: 'grant_type=x' })
  assert.equal(status, 503)
  assert.equal(headers['retry-after'], '1')
  assert.equal(headers['x-kept'], '1')
  assert.equal(body.error, 'temporarily_unavailable')
  assert.deepEqual(
    logged.map(({ level, details }) => [level, details]),
    [['warn', { err: away }]],
  )
})
