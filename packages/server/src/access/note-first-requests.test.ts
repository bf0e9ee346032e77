import assert from 'node:assert/strict'
import { once } from 'node:events'
import { type AddressInfo, connect } from 'node:net'
import { test } from 'node:test'
import fastify from 'fastify'
import { createOnFinished } from '../http/hooks/on-finished.ts'
import type { Principal } from '../modules/foundation/permissions/principal.ts'
import { noteFirstRequests } from './note-first-requests.ts'

test('What an API client asked is noted once, and only when it has been answered', async (t) => {
  const app = fastify()
  const noted: string[] = []
  let finished = 0
  const onFinished = createOnFinished(app)
  noteFirstRequests(onFinished, {
    noteFirstRequest: (organization, key) => noted.push(`${organization} ${key}`),
    noteFirstUserList: (organization, key) => noted.push(`${organization} ${key} users`),
  })
  onFinished(() => {
    finished++
  })
  app.decorateRequest('principal')
  app.addHook('onRequest', async (request) => {
    const actor = { type: String(request.headers.type), key: 'me' }
    request.principal = { organizationKey: 'here', actor } as unknown as Principal
  })
  app.post('/', async () => ({}))
  app.post('/users', { schema: { operationId: 'UserProfile_QueryUsers' } }, async () => ({}))
  await app.listen()
  t.after(() => app.close())
  const { port } = app.server.address() as AddressInfo
  const url = `http://localhost:${port}`

  const lost = connect(port, 'localhost')
  lost.write(
    'POST / HTTP/1.1\r\nHost: a\r\nType: api-client\r\nContent-Type: application/json\r\nContent-Length: 9\r\n\r\n{',
  )
  await once(app.server, 'request')
  lost.destroy()
  while (finished < 1) await new Promise(setImmediate)
  assert.deepEqual(noted, [])
  const post = (path: string, type: string) => fetch(url + path, { method: 'POST', headers: { type } })
  await post('/none', 'api-client')
  await post('/', 'user')
  while (finished < 3) await new Promise(setImmediate)
  assert.deepEqual(noted, [])
  for (let n = 0; n < 2; n++) await post('/', 'api-client')
  while (finished < 5) await new Promise(setImmediate)
  assert.deepEqual(noted, ['here me'])
  for (let n = 0; n < 2; n++) await post('/users', 'api-client')
  while (finished < 7) await new Promise(setImmediate)
  assert.deepEqual(noted, ['here me', 'here me users'])
})
