import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { onBothEngines } from '@portico/testing/databases.ts'
import { type ApplicationRole, createDirectory, type Directory } from '@portico/testing/directory.ts'
import type { Parts } from '../../../db/parts.ts'
import type { ApplicationRolesQuery } from './application-roles-schemas.ts'
import { listApplicationRoles } from './list-application-roles.ts'

const unknownKey = '018f2b6a-7c1d-7e2f-9a3b-4c5d6e7f8091'

onBothEngines('Application roles', (_engine, open) => {
  const clock = { now: () => Date.parse('2026-11-23T15:00:00.000Z') }
  let directory: Directory
  let parts: Parts
  let roles: ApplicationRole[]
  let assetKeys: string[]

  before(async () => {
    const { db } = await open()
    parts = { db }
    directory = await createDirectory(db, clock)
    assetKeys = await directory.assets('one', 'two', 'three')
    const environmentKeys = [directory.development.key, directory.test.key]
    roles = await directory.roles(
      ...['b%', 'A', 'ç', 'a'].map((name, index) => ({
        assetKey: assetKeys[[0, 1, 0, 2][index] ?? 0] ?? '',
        name,
        claim: index === 0 ? 'claim' : null,
        environmentKeys,
      })),
    )
    const other = await createDirectory(db, clock)
    const [assetKey = ''] = await other.assets('one')
    await other.roles({ assetKey, name: 'foreign', environmentKeys: [other.test.key] })
  })

  const viewer = (...environmentKeys: string[]) =>
    directory.principal([
      'End-user management > View end users',
      environmentKeys.length === 0 ? 'all' : new Set(environmentKeys),
    ])
  const list = async (query: ApplicationRolesQuery, principal = viewer()): Promise<string[]> => {
    const { results, page } = await listApplicationRoles(parts, principal, query)
    assert.equal(page.totalResults, results.length)
    return results.map(
      ({ name, environmentKey }) => `${name} ${environmentKey === directory.test.key ? 'test' : 'dev'}`,
    )
  }

  test('lists the roles of the organization by name, each of them once', async () => {
    const names = (await list({})).map((text) => text.split(' ')[0])
    assert.deepEqual(
      names.map((name) => name?.toLowerCase()),
      ['a', 'a', 'a', 'a', 'b%', 'b%', 'ç', 'ç'],
    )
    const all = (await listApplicationRoles(parts, viewer(), {})).results
    const backward = (await listApplicationRoles(parts, viewer(), { sort: '-name' })).results
    assert.deepEqual(backward, [...all].reverse())
    const paged = []
    for (let offset: number | null = 0; offset !== null; ) {
      const { results, page } = await listApplicationRoles(parts, viewer(), { limit: 3, offset })
      assert.equal(page.totalResults, 8)
      paged.push(...results)
      offset = page.nextPageOffset
    }
    assert.deepEqual(paged, all)
  })

  test('gives the role that an asset defines one key for all environments', async () => {
    const { results } = await listApplicationRoles(parts, viewer(), { nameContains: 'B%' })
    assert.equal(new Set(results.map(({ externalKey }) => externalKey)).size, 1)
    assert.equal(new Set(results.map(({ key }) => key)).size, 2)
    const { portfolioKey } = directory
    assert.deepEqual(
      results.map((role) => ({ ...role })),
      roles
        .slice(0, 2)
        .map((role) => ({ ...role, portfolioKey }))
        .sort((a, b) => (a.key < b.key ? -1 : 1)),
    )
  })

  test('filters them', async () => {
    const { development, test, production, portfolioKey } = directory
    const [one = ''] = assetKeys
    const cases: [ApplicationRolesQuery, string[]][] = [
      [{ key: roles[0]?.key.toUpperCase() ?? '' }, ['b% dev']],
      [{ assetKey: one, environmentKey: test.key }, ['b% test', 'ç test']],
      [{ assetKey: one, environmentKeys: [test.key, production.key] }, ['b% test', 'ç test']],
      [{ nameContains: 'Ç', portfolioKeys: [portfolioKey], environmentKey: development.key }, ['ç dev']],
      [{ portfolioKeys: [unknownKey] }, []],
      [{ nameContains: '_' }, []],
      [{ key: unknownKey }, []],
    ]
    for (const [query, expected] of cases) assert.deepEqual(await list(query), expected, JSON.stringify(query))
    await assert.rejects(list({ environmentKey: test.key, environmentKeys: [test.key] }), {
      problem: 'excluded_parameters',
    })
  })

  test('shows those of the environments in which the caller may view end users', async () => {
    const inTest = viewer(directory.test.key)
    assert.deepEqual(new Set((await list({}, inTest)).map((text) => text.split(' ')[1])), new Set(['test']))
    assert.deepEqual(await list({ environmentKeys: [directory.development.key] }, inTest), [])
    assert.deepEqual(await list({ key: roles[0]?.key ?? '' }, inTest), [])
  })
})
