import assert from 'node:assert/strict'
import { before, describe, test } from 'node:test'
import { changingNothing } from '@portico/testing/contents.ts'
import { anyEngine, onBothEngines } from '@portico/testing/databases.ts'
import { createDirectory, type Directory } from '@portico/testing/directory.ts'
import { refusalsOf } from '@portico/testing/refusals.ts'
import { assertProblem, type Received, send } from '@portico/testing/requests.ts'
import { startTestServer, type TestServer, testClock } from '@portico/testing/server.ts'

const v2 = '/api/portfolios/v2'
const management = '/api/management/v1'
const nobody = '018f2b6a-7c1d-7e2f-9a3b-4c5d6e7f8091'

onBothEngines('Portfolios and environments', (engine) => {
  let server: TestServer
  let foreign: Directory
  let admin: string
  let stages: string
  let viewer: string
  let supporter: string
  let development: string
  let testKey: string
  let production: string
  let main: string

  const call = (method: string, path: string, body?: unknown, token: string | undefined = admin): Promise<Received> =>
    send(server.url, method, path, { token, body })
  const refuses = refusalsOf(() => server, call)
  const order = async (): Promise<string[]> =>
    (await call('GET', `${v2}/environments`)).body.results.map(({ name }: { name: string }) => name)

  before(async () => {
    server = await startTestServer({ engine, environment: { PORTICO_PUBLIC_URL: 'http://127.0.0.1' } })
    foreign = await createDirectory(server.context.database.db, server.context.clock)
    ;[development = '', testKey = '', production = ''] = server.environments.map(({ key }) => key)
    main = server.environments[0]?.portfolioKey ?? ''
    admin = (await server.caller('Manage portfolio', 'Manage stages')).token
    const tokenFor = async (permissions: { name: string; environmentKeys?: string[] }[]): Promise<string> =>
      server.token(
        await server.createClient(
          permissions.map(({ name, environmentKeys }) => ({
            name,
            ...(environmentKeys ? { environments: environmentKeys } : {}),
          })),
        ),
      )
    stages = await tokenFor([{ name: 'Manage stages', environmentKeys: [testKey] }])
    viewer = await tokenFor([{ name: 'View stage', environmentKeys: [production, testKey] }])
    supporter = await tokenFor([{ name: 'Open support cases' }])
  })

  test('lists the environments that the caller may view', async () => {
    const { status, body } = await call('GET', `${v2}/environments`)
    assert.equal(status, 200)
    assert.deepEqual(body.results[1], {
      key: testKey,
      name: 'Test',
      builtinDomain: null,
      defaultDomain: null,
      purpose: 'NonProduction',
      order: 1,
      region: null,
      hosting: null,
      status: 'Ready',
      portfolioKey: main,
    })
    assert.deepEqual(
      body.results.map(({ key }: { key: string }) => key),
      [development, testKey, production],
    )
    const seen = await call('GET', `${v2}/environments?portfolioKey=${main.toUpperCase()}`, undefined, viewer)
    assert.deepEqual(
      seen.body.results.map(({ key }: { key: string }) => key),
      [testKey, production],
    )
    for (const other of [nobody, foreign.portfolioKey]) {
      assert.deepEqual((await call('GET', `${v2}/environments?portfolioKey=${other}`)).body, { results: [] })
    }
  })

  test('lists portfolios to callers who have any permission', async () => {
    const { status, body } = await call('GET', `${v2}/portfolios`, undefined, supporter)
    assert.equal(status, 200)
    assert.deepEqual(body, {
      page: { count: 1, limit: 100, offset: 0, nextPageOffset: null, totalResults: 1, totalPages: 1 },
      results: [{ key: main, name: 'Main', type: null, isMainPortfolio: true, nonProductionEnvironmentCount: 1 }],
    })
    const past = await call('GET', `${v2}/portfolios?offset=5&limit=1&portfolioKey=${main}`)
    assert.deepEqual([past.body.page.totalResults, past.body.results], [1, []])
  })

  test('renames and moves one environment, with 200 and no body', async () => {
    const renamed = await call('PATCH', `${v2}/environments/${testKey}`, { name: 'QA', order: null }, stages)
    assert.deepEqual([renamed.status, renamed.text], [200, ''])
    const moved = await call('PATCH', `${v2}/environments/${testKey.toUpperCase()}`, { order: 0, name: null })
    assert.deepEqual([moved.status, moved.text], [200, ''])
    assert.deepEqual(await order(), ['QA', 'Development', 'Production'])
    const back = await send(server.url, 'PATCH', `${v2}/environments`, {
      token: admin,
      headers: { 'content-type': 'application/merge-patch+json' },
      body: JSON.stringify({
        environments: [
          { key: testKey, name: 'Test' },
          { key: development, order: 0 },
        ],
      }),
    })
    assert.deepEqual([back.status, back.text], [200, ''])
    assert.deepEqual(await order(), ['Development', 'Test', 'Production'])
  })

  test('refuses changes that are not possible, and keeps everything as it was', async () => {
    const one = `${v2}/environments/${testKey}`
    const all = `${v2}/environments`
    const [a, b] = [{ key: testKey }, { key: production }]
    const list = (...environments: object[]) => ({ environments })
    await refuses('environment_name_taken', /production/i, 'PATCH', one, { name: 'PRODUCTION' })
    await refuses('invalid_body', 'name must have at most 50 characters', 'PATCH', one, { name: 'x'.repeat(51) })
    await refuses('invalid_body', 'name must have at least 1 character', 'PATCH', one, { name: '' })
    await refuses('invalid_body', 'name must not hold control', 'PATCH', one, { name: 'a\u0007' })
    await refuses('invalid_body', 'order must be a whole number', 'PATCH', one, { order: '1' })
    await refuses('invalid_body', 'order must be at least 0', 'PATCH', one, { order: -1 })
    await refuses('nothing_to_change', 'Test', 'PATCH', one, { purpose: 'Production' })
    await refuses('nothing_to_change', 'Test', 'PATCH', one, {})
    await refuses('environment_order_invalid', 'from 0 to 2', 'PATCH', one, { order: 3 })
    await refuses('invalid_parameter', 'environmentKey must be a UUID', 'PATCH', `${v2}/environments/x`, { order: 1 })
    await refuses('nothing_to_change', 'environments', 'PATCH', all, { environments: null })
    await refuses('invalid_body', 'environments is missing', 'PATCH', all, {})
    await refuses('invalid_body', 'environments[1].key is missing', 'PATCH', all, list(a, { name: 'x' }))
    await refuses('invalid_body', testKey, 'PATCH', all, list({ ...a, order: 1 }, { ...a, order: 2 }))
    const clash = list({ ...a, order: 1 }, { ...b, order: 1 })
    await refuses('environment_order_invalid', 'Production', 'PATCH', all, clash)
    const twice = list({ ...a, name: 'New' }, { ...b, name: 'nEW' })
    await refuses('environment_name_taken', /new/i, 'PATCH', all, twice)
    for (const key of [nobody, foreign.test.key]) {
      await refuses('environment_not_found', key, 'PATCH', `${v2}/environments/${key}`, { name: 'Mine' })
      await refuses('environment_not_found', key, 'PATCH', all, list({ ...a, name: 'New' }, { key, name: 'Mine' }))
    }
  })

  test('requires the permission that the change needs', async () => {
    const one = `${v2}/environments/${testKey}`
    await refuses('permission_missing', 'Manage portfolio', 'PATCH', one, { order: 0 }, stages)
    const other = `${v2}/environments/${production}`
    await refuses('permission_missing', 'in the stage Production', 'PATCH', other, { name: 'X' }, stages)
    await refuses('permission_missing', 'Manage stages', 'PATCH', one, { name: 'X' }, viewer)
    const orderOnly = (await server.caller('Manage portfolio')).token
    await refuses('permission_missing', 'Manage stages', 'PATCH', one, { name: 'X' }, orderOnly)
    await refuses('permission_missing', 'View stage', 'GET', `${v2}/environments`, undefined, supporter)
    const nothing = await server.token(await server.createClient([]))
    await refuses('permission_missing', 'any one permission', 'GET', `${v2}/portfolios`, undefined, nothing)
    await refuses('permission_missing', 'Manage portfolio', 'PATCH', `${v2}/portfolios/${main}`, { name: 'X' }, stages)
    const post = { name: 'X', purpose: 'Production' }
    await refuses('permission_missing', 'Manage portfolio', 'POST', `${management}/environments`, post, stages)
    await refuses('permission_missing', 'Manage portfolio', 'POST', `${management}/portfolios`, { name: 'X' }, stages)
    const { key } = (await call('POST', `${management}/portfolios`, { name: 'Kept' })).body
    await refuses(
      'permission_missing',
      'Manage portfolio',
      'DELETE',
      `${management}/portfolios/${key}`,
      undefined,
      stages,
    )
    assert.equal((await call('DELETE', `${management}/portfolios/${key}`)).status, 204)
  })

  test('adds portfolios and environments, and renames portfolios', async () => {
    const created = await call('POST', `${management}/portfolios`, { name: 'Second' })
    assert.deepEqual([created.status, Object.keys(created.body)], [201, ['key']])
    const { key } = created.body
    const environment = { portfolioKey: key, name: 'Test', purpose: 'NonProduction' }
    const added = await call('POST', `${management}/environments`, environment)
    assert.deepEqual([added.status, Object.keys(added.body)], [201, ['key']])
    const before = { ...environment, name: 'Earlier', order: 0 }
    assert.equal((await call('POST', `${management}/environments`, before)).status, 201)
    const { body } = await call('GET', `${v2}/environments?portfolioKey=${key}`)
    assert.deepEqual(
      body.results.map(({ name, order }: { name: string; order: number }) => [name, order]),
      [
        ['Earlier', 0],
        ['Test', 1],
      ],
    )
    const renamed = await call('PATCH', `${v2}/portfolios/${key}`, { name: 'Third' })
    assert.deepEqual([renamed.status, renamed.text], [200, ''])
    const [portfolio] = (await call('GET', `${v2}/portfolios?portfolioKey=${key}`)).body.results
    assert.deepEqual([portfolio.name, portfolio.nonProductionEnvironmentCount], ['Third', 2])

    const place = `${v2}/portfolios/${key}`
    await refuses('portfolio_name_taken', 'mAIN', 'PATCH', place, { name: 'mAIN' })
    await refuses('portfolio_name_taken', 'third', 'POST', `${management}/portfolios`, { name: 'third' })
    await refuses('nothing_to_change', 'name', 'PATCH', place, { name: null })
    await refuses('nothing_to_change', 'name', 'PATCH', place, { type: 'x' })
    await refuses('invalid_body', 'name is missing', 'POST', `${management}/portfolios`, {})
    for (const unknown of [nobody, foreign.portfolioKey]) {
      await refuses('portfolio_not_found', unknown, 'PATCH', `${v2}/portfolios/${unknown}`, { name: 'Mine' })
      const there = { ...environment, portfolioKey: unknown }
      await refuses('portfolio_unknown', 'portfolioKey', 'POST', `${management}/environments`, there)
    }
    await refuses('environment_name_taken', 'TEST', 'POST', `${management}/environments`, {
      ...environment,
      name: 'TEST',
    })
    const gap = { ...environment, name: 'New', order: 3 }
    await refuses('environment_order_invalid', 'from 0 to 2', 'POST', `${management}/environments`, gap)
    const purpose = { ...environment, purpose: 'Fun' }
    await refuses('invalid_body', 'purpose must be one of', 'POST', `${management}/environments`, purpose)
  })

  test('refuses wrong values of parameters', async () => {
    const queries: [path: string, detail: string][] = [
      [`${v2}/environments?portfolioKey=x`, 'portfolioKey must be a UUID'],
      [`${v2}/portfolios?limit=101`, 'limit must be at most 100'],
    ]
    for (const [path, detail] of queries) await refuses('invalid_parameter', detail, 'GET', path)
  })

  test('grants what is granted everywhere in a new environment at once', async () => {
    const everywhere = await server.caller('View stage')
    const { body } = await call('POST', `${management}/environments`, { name: 'Newest', purpose: 'NonProduction' })
    const seen = await everywhere.call<{ results: { key: string }[] }>('GET', `${v2}/environments`)
    assert.ok(seen.body.results.some(({ key }) => key === body.key))
    const limited = await call('GET', `${v2}/environments`, undefined, viewer)
    assert.equal(limited.body.results.length, 2)
  })
})

describe('Every operation on portfolios, environments and assets', () => {
  const operations: [method: string, path: string, body?: object][] = [
    ['GET', `${v2}/environments`],
    ['PATCH', `${v2}/environments`, { environments: [] }],
    ['PATCH', `${v2}/environments/${nobody}`, {}],
    ['GET', `${v2}/portfolios`],
    ['PATCH', `${v2}/portfolios/${nobody}`, {}],
    ['GET', `${v2}/deployed-assets`],
    ['POST', `${management}/portfolios`, { name: 'x' }],
    ['DELETE', `${management}/portfolios/${nobody}`],
    ['POST', `${management}/environments`, { name: 'x', purpose: 'Production' }],
    ['GET', `${management}/assets`],
    ['POST', `${management}/assets`, { name: 'x' }],
    ['GET', `${management}/assets/${nobody}`],
    ['PATCH', `${management}/assets/${nobody}`, {}],
    ['DELETE', `${management}/assets/${nobody}`],
    ['POST', `${management}/assets/${nobody}/application-roles`, { name: 'x' }],
    ['PATCH', `${management}/assets/${nobody}/application-roles/${nobody}`, { name: 'x' }],
    ['DELETE', `${management}/assets/${nobody}/application-roles/${nobody}`],
    ['POST', `${management}/assets/${nobody}/deployments`, { environmentKey: nobody }],
    ['DELETE', `${management}/assets/${nobody}/deployments/${nobody}`],
  ]
  let server: TestServer
  let token: string

  before(async () => {
    server = await startTestServer({ engine: anyEngine, clock: testClock(), environment: { PORTICO_RATE_LIMIT: '1' } })
    token = (await server.caller('Open support cases')).token
    for (const path of [`${v2}/portfolios`, `${management}/assets`]) await send(server.url, 'GET', path, { token })
  })

  for (const [method, path, body] of operations) {
    test(`${method} ${path.replaceAll(nobody, '{key}')} knows its callers and counts their requests`, async () => {
      await changingNothing(server, async () => {
        assertProblem(await send(server.url, method, path, { body }), 'token_missing')
        assertProblem(await send(server.url, method, path, { body, token: 'x' }), 'token_invalid')
        const limited = await send(server.url, method, path, { body, token })
        assertProblem(limited, 'rate_limited')
        assert.match(limited.headers['retry-after'] ?? '', /^\d+$/)
      })
    })
  }
})
