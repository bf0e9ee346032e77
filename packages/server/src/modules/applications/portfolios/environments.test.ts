import assert from 'node:assert/strict'
import { before, beforeEach, test } from 'node:test'
import { onBothEngines } from '@portico/testing/databases.ts'
import { createDirectory, type Directory, storingNothing } from '@portico/testing/directory.ts'
import { newKey } from '../../../db/keys.ts'
import type { Parts } from '../../../db/parts.ts'
import type { Db } from '../../../db/transaction.ts'
import { createEnvironment } from './create-environment.ts'
import { createPortfolio } from './create-portfolio.ts'
import { insertEnvironments } from './environments-repository.ts'
import { listVisibleEnvironments } from './list-environments.ts'
import { listPortfolios } from './list-portfolios.ts'
import { updateEnvironments } from './update-environments.ts'
import { updatePortfolio } from './update-portfolio.ts'

const managesPortfolio = 'Portfolio management > Manage portfolio'
const managesStages = 'Portfolio management > Manage stages'
const unknownKey = '018f2b6a-7c1d-7e2f-9a3b-4c5d6e7f8091'

onBothEngines('Environments', (_engine, open) => {
  const clock = { now: () => Date.parse('2026-11-23T15:00:00.000Z') }
  let db: Db
  let directory: Directory
  let parts: Parts<'clock'>

  before(async () => {
    ;({ db } = await open())
    parts = { db, clock }
  })

  beforeEach(async () => {
    directory = await createDirectory(db, clock)
  })

  const admin = () => directory.principal(managesPortfolio, managesStages)
  const names = async (principal = admin(), portfolioKey?: string) => {
    const { results } = await listVisibleEnvironments(parts, principal, portfolioKey ? { portfolioKey } : {})
    return results.map(({ name, order }) => `${order} ${name}`)
  }
  const entries = () =>
    db
      .selectFrom('audit_entries')
      .select(['action', 'entity_name', 'old_values', 'new_values', 'environment_key'])
      .where('organization_key', '=', directory.organizationKey)
      .orderBy('key')
      .execute()

  test('are renamed and reordered together, each with its audit entry', async () => {
    const { development, test, production } = directory
    await updateEnvironments(parts, admin(), [
      { key: development.key.toUpperCase(), name: 'Production', order: 2 },
      { key: production.key, name: 'Development' },
    ])
    assert.deepEqual(await names(), ['0 Test', '1 Development', '2 Production'])
    const found = (await entries()).map(({ old_values, new_values, ...rest }) => [
      rest.action,
      rest.environment_key,
      JSON.parse(old_values ?? ''),
      JSON.parse(new_values ?? ''),
    ])
    assert.deepEqual(
      found.sort((a, b) => a[2].order - b[2].order),
      [
        ['environment.updated', development.key, { name: 'Development', order: 0 }, { name: 'Production', order: 2 }],
        ['environment.updated', test.key, { name: 'Test', order: 1 }, { name: 'Test', order: 0 }],
        ['environment.updated', production.key, { name: 'Production', order: 2 }, { name: 'Development', order: 1 }],
      ],
    )
  })

  test('record nothing where nothing changes', () =>
    storingNothing(db, () =>
      updateEnvironments(parts, directory.principal([managesStages, new Set()]), [
        { key: directory.test.key, name: 'Test', order: 1 },
      ]),
    ))

  test('take Manage stages for a name and Manage portfolio for the order', async () => {
    const { test, development } = directory
    const inTest = directory.principal([managesStages, new Set([test.key])])
    const order = directory.principal(managesPortfolio)
    await storingNothing(db, async () => {
      await assert.rejects(updateEnvironments(parts, inTest, [{ key: test.key, name: 'QA', order: 0 }]), {
        problem: 'permission_missing',
        message: /Manage portfolio/,
      })
      await assert.rejects(updateEnvironments(parts, inTest, [{ key: development.key, name: 'QA' }]), {
        problem: 'permission_missing',
        message: /Manage stages in the stage Development/,
      })
      await assert.rejects(updateEnvironments(parts, order, [{ key: test.key, name: 'QA' }]), {
        problem: 'permission_missing',
      })
      await assert.rejects(
        updateEnvironments(parts, admin(), [
          { key: test.key, name: 'QA' },
          { key: unknownKey, name: 'QB' },
        ]),
        { problem: 'environment_not_found' },
      )
    })
    await updateEnvironments(parts, inTest, [{ key: test.key, name: 'QA' }])
    await updateEnvironments(parts, order, [{ key: test.key, order: 2 }])
    assert.deepEqual(await names(), ['0 Development', '1 Production', '2 QA'])
  })

  test('are added at the end, or where they are wanted', async () => {
    const last = await createEnvironment(parts, admin(), { name: 'Hotfix', purpose: 'NonProduction' })
    const second = await createEnvironment(parts, admin(), { name: 'QA', purpose: 'NonProduction', order: 1 })
    assert.deepEqual(await names(), ['0 Development', '1 QA', '2 Test', '3 Production', '4 Hotfix'])
    assert.notEqual(last.key, second.key)
    const created = (await entries()).filter(({ action }) => action === 'environment.created')
    assert.deepEqual(
      created.map(({ entity_name, new_values }) => [entity_name, JSON.parse(new_values ?? '').order]).sort(),
      [
        ['Hotfix', 3],
        ['QA', 1],
      ],
    )
  })

  test('are covered by grants for all environments, and by no others', async () => {
    const everywhere = directory.principal('Portfolio management > View stage')
    const somewhere = directory.principal(['Portfolio management > View stage', new Set([directory.test.key])])
    await createEnvironment(parts, admin(), { name: 'QA', purpose: 'NonProduction' })
    assert.deepEqual(await names(everywhere), ['0 Development', '1 Test', '2 Production', '3 QA'])
    assert.deepEqual(await names(somewhere), ['1 Test'])
  })

  test('are 300 of an organization at most, in 100 portfolios at most', async () => {
    const portfolioKey = directory.development.portfolioKey
    const { organizationKey } = directory
    const environments = Array.from({ length: 296 }, (_, n) => {
      return { key: newKey(), portfolioKey, name: `Stage ${n}`, purpose: 'NonProduction' as const, position: n + 3 }
    })
    await insertEnvironments(db, organizationKey, environments, '2026')
    const add = (name: string) => createEnvironment(parts, admin(), { portfolioKey, name, purpose: 'NonProduction' })
    await add('Last')
    await storingNothing(db, () =>
      assert.rejects(add('One too many'), { problem: 'environments_too_many', message: /up to 300 stages/ }),
    )
    for (let n = 1; n < 100; n++) await createPortfolio(parts, admin(), { name: `Portfolio ${n}` })
    await storingNothing(db, () =>
      assert.rejects(createPortfolio(parts, admin(), { name: 'One too many' }), {
        problem: 'portfolios_too_many',
        message: /up to 100 portfolios/,
      }),
    )
  })

  test('have names of their own in each portfolio', async () => {
    const { key: portfolioKey } = await createPortfolio(parts, admin(), { name: 'Second' })
    await createEnvironment(parts, admin(), { portfolioKey, name: 'Test', purpose: 'NonProduction' })
    assert.deepEqual(await names(admin(), portfolioKey.toUpperCase()), ['0 Test'])
    assert.deepEqual(await names(), ['0 Development', '1 Test', '2 Production', '0 Test'])
    await storingNothing(db, async () => {
      const create = (request: object) =>
        createEnvironment(parts, admin(), { name: 'New', purpose: 'Production', ...request } as never)
      await assert.rejects(create({ portfolioKey, name: 'TEST' }), { problem: 'environment_name_taken' })
      await assert.rejects(create({ portfolioKey: unknownKey }), { problem: 'portfolio_unknown' })
      await assert.rejects(create({ portfolioKey, order: 2 }), { problem: 'environment_order_invalid' })
    })
  })

  test('get a name once, also when two ask for it at the same moment', async () => {
    const outcomes = await Promise.allSettled([
      createEnvironment(parts, admin(), { name: 'QA', purpose: 'NonProduction' }),
      createEnvironment(parts, admin(), { name: 'qa', purpose: 'NonProduction' }),
      updateEnvironments(parts, admin(), [{ key: directory.test.key, name: 'Qa' }]),
    ])
    const refused = outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason.problem] : []))
    assert.deepEqual(refused, ['environment_name_taken', 'environment_name_taken'])
    assert.equal((await names()).filter((name) => /qa/i.test(name)).length, 1)
  })

  test('keep an order without gaps, also when many move at the same moment', async () => {
    const all = [directory.development, directory.test, directory.production]
    await Promise.all(
      Array.from({ length: 12 }, (_, index) =>
        updateEnvironments(parts, admin(), [{ key: all[index % 3]?.key ?? '', order: (index * 7) % 3 }]),
      ),
    )
    assert.deepEqual(
      (await names()).map((name) => name[0]),
      ['0', '1', '2'],
    )
  })
})

onBothEngines('Portfolios', (_engine, open) => {
  const clock = { now: () => Date.parse('2026-11-23T15:00:00.000Z') }
  let db: Db
  let directory: Directory
  let parts: Parts<'clock'>

  before(async () => {
    ;({ db } = await open())
    parts = { db, clock }
    directory = await createDirectory(db, clock)
    const other = await createDirectory(db, clock)
    await createPortfolio(parts, other.principal(managesPortfolio), { name: 'Foreign' })
  })

  const admin = () => directory.principal(managesPortfolio)

  test('are listed with the main one first, page by page', async () => {
    await createPortfolio(parts, admin(), { name: 'Beta' })
    await createPortfolio(parts, admin(), { name: 'alpha' })
    const { results, page } = await listPortfolios(parts, admin(), {})
    assert.deepEqual(
      results.map(({ name, isMainPortfolio, nonProductionEnvironmentCount: count }) => [name, isMainPortfolio, count]),
      [
        ['Main', true, 1],
        ['alpha', false, 0],
        ['Beta', false, 0],
      ],
    )
    assert.equal(page.totalResults, 3)
    const second = await listPortfolios(parts, admin(), { limit: 1, offset: 1 })
    assert.deepEqual(second.results, [results[1]])
    assert.equal(second.page.nextPageOffset, 2)
    const [one] = (await listPortfolios(parts, admin(), { portfolioKey: directory.portfolioKey.toUpperCase() })).results
    assert.equal(one?.name, 'Main')
    assert.deepEqual((await listPortfolios(parts, admin(), { portfolioKey: unknownKey })).results, [])
  })

  test('are renamed, with names that nobody else has', async () => {
    const { key } = await createPortfolio(parts, admin(), { name: 'Gamma' })
    await updatePortfolio(parts, admin(), key, { name: 'gamma' })
    await storingNothing(db, async () => {
      await updatePortfolio(parts, admin(), key, { name: 'gamma' })
      await assert.rejects(updatePortfolio(parts, admin(), key, { name: 'MAIN' }), { problem: 'portfolio_name_taken' })
      await assert.rejects(updatePortfolio(parts, admin(), key, { name: null }), { problem: 'nothing_to_change' })
      await assert.rejects(updatePortfolio(parts, admin(), unknownKey, { name: 'x' }), {
        problem: 'portfolio_not_found',
      })
      await assert.rejects(createPortfolio(parts, admin(), { name: 'Gamma' }), { problem: 'portfolio_name_taken' })
    })
    const entry = await db
      .selectFrom('audit_entries')
      .select(['old_values', 'new_values'])
      .where('action', '=', 'portfolio.updated')
      .executeTakeFirstOrThrow()
    assert.deepEqual({ ...entry }, { old_values: '{"name":"Gamma"}', new_values: '{"name":"gamma"}' })
  })

  test('get a name once, also when two ask for it at the same moment', async () => {
    const outcomes = await Promise.allSettled(
      ['Delta', 'DELTA', 'delta'].map((name) => createPortfolio(parts, admin(), { name })),
    )
    const refused = outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason.problem] : []))
    assert.deepEqual(refused, ['portfolio_name_taken', 'portfolio_name_taken'])
  })
})
