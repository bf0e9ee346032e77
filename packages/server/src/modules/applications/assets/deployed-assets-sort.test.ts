import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { onBothEngines } from '@portico/testing/databases.ts'
import { createDirectory, type Directory } from '@portico/testing/directory.ts'
import type { Parts } from '../../../db/parts.ts'
import type { Environments } from '../../foundation/permissions/scope.ts'
import { listDeployedAssets } from './list-deployed-assets.ts'
import { seedAssets } from './seed-assets.ts'

const unknownKey = '018f2b6a-7c1d-7e2f-9a3b-4c5d6e7f8091'
const viewStage = 'Portfolio management > View stage'

onBothEngines('Deployed assets, by when they were deployed,', (_engine, open) => {
  const clock = { now: () => Date.parse('2026-11-23T15:00:00.000Z') }
  let directory: Directory
  let parts: Parts
  let dev: string
  let test2: string

  before(async () => {
    const { db } = await open()
    parts = { db }
    directory = await createDirectory(db, clock)
    const { development, test: second, production, portfolioKey, organizationKey } = directory
    dev = `deployments[${development.key}].deploymentDateTime`
    test2 = `deployments[${second.key}].deploymentDateTime`
    const hours = {
      P: { [development.key]: 10, [second.key]: 12 },
      Q: { [development.key]: 11 },
      R: { [development.key]: 10, [second.key]: 9 },
      S: { [production.key]: 8 },
    }
    for (const [name, deployments] of Object.entries(hours)) {
      const asset = { portfolioKey, name, environmentKeys: Object.keys(deployments) }
      const [{ key = '' } = {}] = await seedAssets({ db, clock }, organizationKey, [asset])
      for (const [environmentKey, hour] of Object.entries(deployments)) {
        await db
          .updateTable('asset_deployments')
          .set({ deployed_at: new Date(Date.UTC(2026, 0, 1, hour)).toISOString() })
          .where('asset_key', '=', key)
          .where('environment_key', '=', environmentKey)
          .execute()
      }
    }
  })

  const read = async (sort: string, environments: Environments = 'all', page = {}) =>
    (await listDeployedAssets(parts, directory.principal([viewStage, environments]), { sort, ...page })).results
  const names = async (sort: string, environments: Environments = 'all'): Promise<string> =>
    (await read(sort, environments)).map(({ deployments }) => deployments[0]?.name).join('')

  test('are sorted up and down, in any case, by several orders, and by key at last', async () => {
    const cases: [sort: string, expected: string][] = [
      [`${dev},name`, 'SPRQ'],
      [`${dev},-name`, 'SRPQ'],
      [`-${dev},name`, 'QPRS'],
      [dev, 'SPRQ'],
      [`-${dev}`, 'QRPS'],
      [`${test2.toUpperCase()}, name`, 'QSRP'],
      [`-${test2.replace('deploymentDateTime', 'DeploymentDateTime')}`, 'PRSQ'],
      [`-${test2.toLowerCase()},${dev}`, 'PRSQ'],
      [`${dev},-${test2}`, 'SPRQ'],
      [`${dev},${test2}`, 'SRPQ'],
      [`deployments[${unknownKey}].deploymentDateTime,-name`, 'SRQP'],
    ]
    for (const [sort, expected] of cases) {
      assert.equal(await names(sort), expected, sort)
      const pages = [0, 1, 2, 3].map((offset) => read(sort, 'all', { limit: 1, offset }))
      const paged = (await Promise.all(pages)).flat()
      assert.equal(paged.map(({ deployments }) => deployments[0]?.name).join(''), expected, sort)
    }
  })

  test('tell nothing of environments that the caller does not view', async () => {
    const views = new Set([directory.development.key])
    assert.equal(await names(`${test2},name`, views), 'PQR')
    assert.equal(await names(`-${test2},name`, views), 'PQR')
  })

  test('have their deployments newest first', async () => {
    const shown = (await read('name')).map(({ deployments }) => deployments.map(({ environmentKey }) => environmentKey))
    const { development, test: second, production } = directory
    assert.deepEqual(shown, [
      [second.key, development.key],
      [development.key],
      [development.key, second.key],
      [production.key],
    ])
  })

  test('refuse other orders, and say which there are', async () => {
    const many = Array(11).fill('name').join()
    for (const sort of [
      '',
      'key',
      'name,',
      '--name',
      'deployments[x].deploymentDateTime',
      `${dev}.x`,
      'deployments',
      many,
    ]) {
      await assert.rejects(read(sort), { problem: 'invalid_parameter', message: /sort .*deploymentDateTime/ }, sort)
    }
  })
})
