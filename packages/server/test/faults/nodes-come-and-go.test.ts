import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { createTestDatabase } from '@portico/testing/databases.ts'
import { startLoadBalancer } from '@portico/testing/load-balancer.ts'
import { fetchToken, send } from '@portico/testing/requests.ts'
import { until } from '@portico/testing/until.ts'
import { readConfig } from '../../src/config/config.ts'
import { type RunningServer, startServer } from '../../src/main.ts'

const users = '/api/identity/v1/users'
const drainMilliseconds = 500

test('Nodes that join and leave behind a load balancer, which tries nothing twice, lose nobody a request', async (t) => {
  const place = await createTestDatabase('postgres', { migrated: true })
  const options = { data: place.dataFolder, database: place.database, port: '0', metricsPort: 'off' } as const
  const config = readConfig({ ...options, logLevel: 'silent', publicUrl: 'http://localhost:1' }, {})
  const balancer = await startLoadBalancer({ probeMilliseconds: 50 })
  t.after(() => balancer.close())

  let isOver = false
  const running = new Set<RunningServer>()
  t.after(async () => {
    isOver = true
    await Promise.all([...running].map((server) => server.stop()))
    await place.remove()
  })

  const join = async () => {
    const server = await startServer(config, {})
    running.add(server)
    const target = balancer.add(server.listening)
    await until(target.isReady, 10_000)
    // Loading the rest of a server takes the event loop, here also that of the balancer, which would miss that a node leaves.
    await fetch(server.listening + users)
    return { server, target }
  }
  const leave = async ({ server, target }: Awaited<ReturnType<typeof join>>) => {
    running.delete(server)
    await server.stop({ drainMilliseconds })
    assert.equal(target.isReady(), false)
    balancer.remove(target)
    assert.ok(target.answered() > 0, 'it had requests')
  }

  let node = await join()
  const credentials = node.server.credentials ?? assert.fail()
  const { url } = balancer
  const token = await fetchToken(url, credentials)
  const refused: string[] = []
  let created = 0
  const asker = async (name: number): Promise<void> => {
    for (let n = 0; !isOver; n++) {
      const body = { name: 'Ada', email: `ada-${name}-${n}@example.com` }
      const answers = [
        await send(url, 'POST', users, { token, body }),
        await send(url, 'GET', `${users}?sort=-name&limit=2`, { token }),
        await send(url, 'POST', '/identity/token', {
          form: {
            grant_type: 'client_credentials',
            client_id: credentials.clientId,
            client_secret: credentials.clientSecret,
          },
        }),
      ]
      if (answers[0]?.status === 201) created++
      for (const { status, text } of answers) if (status >= 300) refused.push(`${status} ${text}`)
    }
  }
  const asking = Promise.all(Array.from({ length: 6 }, (_, name) => asker(name)))
  for (let round = 0; round < 2; round++) {
    const next = await join()
    await sleep(300)
    await leave(node)
    node = next
  }
  isOver = true
  await asking
  assert.deepEqual(refused, [])
  const { body } = await send(url, 'GET', `${users}?nameOrEmailContains=ada-`, { token })
  assert.equal(body.page.totalResults, created)
})
