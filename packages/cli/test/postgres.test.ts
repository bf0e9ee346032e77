import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { describe, test } from 'node:test'
import { porticoJson, porticoProcess, startProcess } from '@portico/testing/command.ts'
import { createTestDatabase } from '@portico/testing/databases.ts'
import { callWith, fetchToken } from '@portico/testing/requests.ts'
import { until } from '@portico/testing/until.ts'

const users = '/api/identity/v1/users'

describe('PostgreSQL', { concurrency: 2 }, () => {
  test('carries the whole product, on two servers that start at the same moment', async () => {
    const { database, dataFolder, remove } = await createTestDatabase('postgres')
    const env = {
      PORTICO_DATABASE: database,
      PORTICO_DATA: dataFolder,
      PORTICO_MASTER_KEY: randomBytes(32).toString('hex'),
    }
    const args = ['--public-url', 'https://id.example.com']
    const servers = await Promise.all([startProcess(args, { env }), startProcess(args, { env })])
    const [one, another] = servers
    assert.deepEqual(servers.map(({ isFirstStart }) => isFirstStart).sort(), [false, true])
    const credentials = one.credentials ?? another.credentials ?? assert.fail('nobody shows credentials')
    assert.equal((await porticoJson<unknown[]>(['organization', 'list'], { env })).length, 1)

    const token = await fetchToken(one.url, credentials)
    const [here, there] = [callWith(one.url, token), callWith(another.url, token)]
    const created = await here<{ key: string }>('POST', users, { email: 'both@example.com' })
    assert.equal(created.status, 201)
    assert.equal((await there('GET', `${users}/${created.body.key}`)).status, 200)
    const count = await there<{ userCount: number }>('GET', `${users}/count`)
    assert.equal(count.body.userCount, 321)

    const grants = ['--grant', 'Manage API clients', '--grant', 'Manage users']
    const administrator = await porticoJson<{ clientId: string; clientSecret: string }>(
      ['api-client', 'create', '--name', 'Administrator', ...grants],
      { env },
    )
    const administrate = callWith(one.url, await fetchToken(one.url, administrator))
    const path = `/api/management/v1/api-clients/${credentials.key}`
    assert.equal((await there('GET', `${users}?limit=1`)).status, 200)
    const suspended = await administrate('POST', `${path}/suspend`)
    assert.ok(suspended.status < 300, JSON.stringify(suspended))
    assert.equal((await here('GET', `${users}?limit=1`)).status, 401, 'at once on the node itself')
    await until(async () => (await there('GET', `${users}?limit=1`)).status === 401, 1_000)
    await porticoJson(['api-client', 'resume', credentials.clientId], { env })
    await until(async () => (await here('GET', `${users}?limit=1`)).status === 200, 1_000)
    await until(async () => (await there('GET', `${users}?limit=1`)).status === 200, 1_000)

    assert.equal(await one.end(), 0)
    assert.equal((await there('GET', `${users}?limit=1`)).status, 200, 'the other one goes on')
    assert.equal(await another.end(), 0)
    await remove()
  })

  test('lets one of two servers in whose master keys differ, and tells the other', async () => {
    const { database, dataFolder, remove } = await createTestDatabase('postgres')
    const start = () => {
      const env = { PORTICO_MASTER_KEY: randomBytes(32).toString('hex') }
      return startProcess(['--database', database, '--data', dataFolder], { env })
    }
    const results = await Promise.allSettled([start(), start()])
    assert.deepEqual(results.map(({ status }) => status).sort(), ['fulfilled', 'rejected'])
    for (const result of results) {
      if (result.status === 'fulfilled') {
        const { url, credentials } = result.value
        assert.ok(await fetchToken(url, credentials ?? assert.fail()))
        assert.equal(await result.value.end(), 0)
      } else assert.match(String(result.reason), /the database was written with another master key/)
    }
    await remove()
  })

  test('shows neither user nor password where it says where the data is', async () => {
    const { database, dataFolder, remove } = await createTestDatabase('postgres')
    const url = new URL(database)
    url.password = 's3cret-word'
    const args = ['--database', url.href, '--data', dataFolder]
    const server = await startProcess([...args, '--no-sample', '--log-level', 'debug'])
    assert.ok(!server.data.includes('s3cret') && server.data.startsWith('PostgreSQL '), server.data)
    assert.equal(await server.end(), 0)
    assert.ok(!JSON.stringify(server.logLines).includes('s3cret'))
    const { stdout, stderr } = await porticoProcess(['organization', 'list', ...args])
    assert.ok(!`${stdout}${stderr}`.includes('s3cret'))
    await remove()
  })
})
