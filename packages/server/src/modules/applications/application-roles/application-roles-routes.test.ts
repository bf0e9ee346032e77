import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { onBothEngines } from '@portico/testing/databases.ts'
import { send } from '@portico/testing/requests.ts'
import { type Caller, startTestServer, type TestServer } from '@portico/testing/server.ts'

interface Role {
  key: string
  name: string
  environmentKey: string
  assetKey: string
  externalKey: string
  claim: string | null
  portfolioKey: string
}

const path = '/api/identity/v1/application-roles'

onBothEngines('GET /application-roles', (engine) => {
  let server: TestServer
  let caller: Caller
  let all: Role[]

  const list = async (query = ''): Promise<Role[]> => {
    const { status, body } = await caller.call<{ results: Role[] }>('GET', `${path}?${query}`)
    assert.equal(status, 200, query)
    return body.results
  }

  before(async () => {
    server = await startTestServer({ engine, sample: true })
    caller = await server.caller('View end users')
    all = await list()
  })

  test('lists roles by name with exactly the fields of the contract', async () => {
    // Customer Portal and Field Service in three environments (3 and 2 roles), Expense Claims in two (3 roles).
    assert.equal(all.length, 21)
    const names = all.map(({ name }) => name.toLowerCase())
    assert.deepEqual(names, [...names].sort())
    for (const role of all) {
      assert.deepEqual(Object.keys(role).sort(), [
        'assetKey',
        'claim',
        'environmentKey',
        'externalKey',
        'key',
        'name',
        'portfolioKey',
      ])
    }
    const technicians = all.filter(({ name }) => name === 'Technician')
    assert.equal(new Set(technicians.map(({ key }) => key)).size, 3)
    assert.equal(new Set(technicians.map(({ externalKey }) => externalKey)).size, 1)
    assert.deepEqual(
      technicians.map(({ environmentKey }) => environmentKey).sort(),
      server.environments.map(({ key }) => key).sort(),
    )
  })

  test('applies every filter', async () => {
    const [sample] = all.filter(({ name }) => name === 'Auditor')
    const [development, test] = server.environments
    assert.ok(sample && development && test)
    const filters: [query: string, keeps: (role: Role) => boolean][] = [
      [`key=${sample.key}`, ({ key }) => key === sample.key],
      [`key=${sample.key.toUpperCase()}`, ({ key }) => key === sample.key],
      [`key=${sample.externalKey}`, () => false],
      [`assetKey=${sample.assetKey}`, ({ assetKey }) => assetKey === sample.assetKey],
      [`environmentKey=${test.key}`, ({ environmentKey }) => environmentKey === test.key],
      [
        `environmentKeys=${test.key},${development.key}`,
        ({ environmentKey }) => [test.key, development.key].includes(environmentKey),
      ],
      [`portfolioKeys=${sample.portfolioKey}`, () => true],
      [`portfolioKeys=${development.key}`, () => false],
      ['nameContains=sUPPORT', ({ name }) => name.startsWith('Support')],
      ['nameContains=%25', () => false],
      [
        `nameContains=t&environmentKey=${test.key}&assetKey=${sample.assetKey}`,
        ({ name, environmentKey, assetKey }) =>
          name.includes('t') && environmentKey === test.key && assetKey === sample.assetKey,
      ],
    ]
    for (const [query, keeps] of filters) assert.deepEqual(await list(query), all.filter(keeps), query)
  })

  test('pages, and descends on request', async () => {
    assert.deepEqual(await list('sort=-name'), [...all].reverse())
    const paged: Role[] = []
    for (let offset = 0; offset < 21; offset += 4) paged.push(...(await list(`limit=4&offset=${offset}`)))
    assert.deepEqual(paged, all)
  })

  test('shows the roles of the granted environments only', async () => {
    const [development, test] = server.environments
    assert.ok(development && test)
    const token = await server.token(await server.createClient([{ name: 'View end users', environments: ['Test'] }]))
    const seen = await send(server.url, 'GET', path, { token })
    assert.deepEqual(
      seen.body.results,
      all.filter(({ environmentKey }) => environmentKey === test.key),
    )
    assert.equal(seen.body.page.totalResults, seen.body.results.length)
    const elsewhere = await send(server.url, 'GET', `${path}?environmentKey=${development.key}`, { token })
    assert.deepEqual([elsewhere.status, elsewhere.body.results], [200, []])
  })
})
