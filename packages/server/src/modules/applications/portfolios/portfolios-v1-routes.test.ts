import assert from 'node:assert/strict'
import { before, describe, test } from 'node:test'
import { anyEngine } from '@portico/testing/databases.ts'
import { assertProblem, type Received, send } from '@portico/testing/requests.ts'
import { startTestServer, type TestServer } from '@portico/testing/server.ts'

const v1 = '/api/portfolios/v1'

describe('Portfolios v1', () => {
  let server: TestServer
  let viewer: string
  let supporter: string

  const get = (path: string, token = viewer): Promise<Received> => send(server.url, 'GET', `${v1}${path}`, { token })

  before(async () => {
    server = await startTestServer({ engine: anyEngine })
    const [development] = server.environments
    const tokenFor = async (name: string, environments?: string[]) =>
      server.token(await server.createClient([{ name, ...(environments && { environments }) }]))
    viewer = await tokenFor('View stage', ['Development'])
    supporter = await tokenFor('Open support cases')
    const { call } = await server.administrator()
    const { body } = await call<{ key: string }>('POST', '/api/management/v1/assets', { name: 'Shop' })
    for (const environment of [development, server.environments[1]]) {
      const path = `/api/management/v1/assets/${body.key}/deployments`
      assert.ok((await call('POST', path, { environmentKey: environment?.key })).status < 300)
    }
  })

  test('lists the environments that the caller may view, with its own fields', async () => {
    const { status, body } = await get('/environments')
    const [development] = server.environments
    assert.equal(status, 200)
    assert.deepEqual(body, {
      results: [
        {
          key: development?.key,
          name: 'Development',
          hostname: null,
          purpose: 'Development',
          order: 0,
          region: null,
          hosting: null,
          isConfigured: true,
          isDeployedToCluster: true,
        },
      ],
    })
  })

  test('lists deployed assets without portfolios', async () => {
    const { status, body } = await get('/deployed-assets?nameContains=sho&limit=5')
    assert.equal(status, 200)
    assert.deepEqual(body.page.totalResults, 1)
    const [{ deployments }] = body.results
    assert.deepEqual(
      deployments.map(({ environmentKey }: { environmentKey: string }) => environmentKey),
      [server.environments[0]?.key],
    )
    assert.ok(!('portfolioKey' in deployments[0]))
  })

  test('says in every answer that it is deprecated, and what comes after it', async () => {
    const answers: [Received, number][] = [
      [await get('/environments'), 200],
      [await get('/deployed-assets'), 200],
      [await get('/deployed-assets?limit=0'), 400],
      [await get('/environments', 'unknown'), 401],
      [await get('/environments', supporter), 403],
      [await get('/openapi.json'), 200],
    ]
    for (const [{ status, headers }, expected] of answers) {
      assert.equal(status, expected)
      assert.equal(headers.deprecation, '@1783468800')
      assert.equal(headers.sunset, 'Fri, 08 Jan 2027 00:00:00 GMT')
      assert.equal(headers.link, '</api/portfolios/v2/openapi.json>; rel="successor-version"')
    }
    const now = await send(server.url, 'GET', '/api/portfolios/v2/environments', { token: viewer })
    assert.deepEqual([now.status, now.headers.deprecation, now.headers.sunset], [200, undefined, undefined])
    const { body } = await get('/openapi.json')
    for (const item of Object.values(body.paths as Record<string, { get: { deprecated: boolean } }>)) {
      assert.equal(item.get.deprecated, true)
    }
  })

  test('needs the permission to view stages', async () => {
    for (const path of ['/environments', '/deployed-assets']) {
      assertProblem(await get(path, supporter), 'permission_missing', 'View stage')
    }
  })
})
