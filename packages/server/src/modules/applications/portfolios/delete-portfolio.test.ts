import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { onBothEngines } from '@portico/testing/databases.ts'
import { createDirectory, type Directory, storingNothing } from '@portico/testing/directory.ts'
import { plansOf } from '@portico/testing/plans-of.ts'
import type { Parts } from '../../../db/parts.ts'
import type { Db } from '../../../db/transaction.ts'
import { grantUserOrganizationRole } from '../../directory/assignments/grant-user-organization-role.ts'
import { createUser } from '../../directory/users/create-user.ts'
import { systemPrincipal } from '../../foundation/permissions/principal.ts'
import { createOrganizationRole } from '../../members/organization-roles/create-organization-role.ts'
import { createAsset } from '../assets/create-asset.ts'
import { createEnvironment } from './create-environment.ts'
import { createPortfolio } from './create-portfolio.ts'
import { deletePortfolio } from './delete-portfolio.ts'
import { listPortfolios } from './list-portfolios.ts'
import { selectPortfolioUses } from './portfolios-repository.ts'

const hour = 3_600_000
const start = Date.parse('2026-11-23T15:00:00.000Z')

onBothEngines('Deleting a portfolio', (engine, open) => {
  let time = start
  let db: Db
  let directory: Directory
  let parts: Parts<'clock'>

  before(async () => {
    ;({ db } = await open())
    parts = { db, clock: { now: () => time } }
    directory = await createDirectory(db, parts.clock)
  })

  const system = () => systemPrincipal(directory.organizationKey, 'test')
  const create = async (name: string) => (await createPortfolio(parts, system(), { name })).key
  const refuses = (key: string, message: RegExp) =>
    storingNothing(db, () =>
      assert.rejects(deletePortfolio(parts, system(), key), { problem: 'portfolio_in_use', message }),
    )

  test('takes an empty one, and records its name', async () => {
    const key = await create('Empty')
    await deletePortfolio(parts, system(), key.toUpperCase())
    assert.deepEqual((await listPortfolios(parts, system(), { portfolioKey: key })).results, [])
    const entry = await db
      .selectFrom('audit_entries')
      .select(['entity_key', 'old_values'])
      .where('action', '=', 'portfolio.deleted')
      .executeTakeFirstOrThrow()
    assert.deepEqual({ ...entry }, { entity_key: key, old_values: '{"name":"Empty"}' })
    await assert.rejects(deletePortfolio(parts, system(), key), { problem: 'portfolio_not_found' })
  })

  test('is refused for the main one, and for one of another organization', async () => {
    await refuses(directory.portfolioKey, /Main cannot be deleted: it is the main portfolio/)
    const other = await createDirectory(db, parts.clock)
    const { key } = await createPortfolio(parts, systemPrincipal(other.organizationKey, 'test'), { name: 'Foreign' })
    await storingNothing(db, () =>
      assert.rejects(deletePortfolio(parts, system(), key), { problem: 'portfolio_not_found' }),
    )
  })

  test('is refused while it has environments or assets, which the detail counts', async () => {
    const key = await create('Full')
    await createEnvironment(parts, system(), { portfolioKey: key, name: 'Test', purpose: 'NonProduction' })
    await refuses(key, /Full cannot be deleted: it has 1 stage\.$/)
    for (const name of ['One', 'Two']) await createAsset(parts, system(), { name, portfolioKey: key })
    await refuses(key, /it has 1 stage, and it has 2 assets\.$/)
  })

  test('is refused while somebody holds a role for it or will hold one, and possible after the last has ended', async () => {
    const key = await create('Granted')
    const { key: userKey } = await createUser(parts as never, system(), {
      name: 'Mo',
      email: 'mo@example.com',
    } as never)
    const { orgRoleKey } = await createOrganizationRole(parts as never, system(), {
      name: 'Viewer',
      permissions: [{ name: 'Portfolio management > View stage' }],
    })
    const at = (hours: number): string => new Date(start + hours * hour).toISOString()
    const params = { key: userKey, roleKey: orgRoleKey }
    const grantPeriod = { startTime: at(1), endTime: at(2) }
    await grantUserOrganizationRole(parts as never, system(), params, { portfolioKey: key, grantPeriod })
    await refuses(key, /1 user holds organization roles for it/)
    time = start + 2 * hour
    await deletePortfolio(parts, system(), key)
    const left = await db.selectFrom('user_organization_roles').select('key').where('user_key', '=', userKey).execute()
    assert.deepEqual(left, [])
  })

  test('and a role or an environment for it at the same moment: one of both', async () => {
    for (const name of ['A', 'B', 'C']) {
      const key = await create(name)
      const [deleted, added] = await Promise.allSettled([
        deletePortfolio(parts, system(), key),
        createEnvironment(parts, system(), { portfolioKey: key, name: 'Test', purpose: 'NonProduction' }),
      ])
      const problems = [deleted, added].flatMap((one) => (one.status === 'rejected' ? [one.reason.problem] : []))
      assert.equal(problems.length, 1, String(problems))
      assert.match(problems[0], /^portfolio_(?:in_use|unknown)$/)
    }
  })

  // SQLite's planner goes by the statistics of a large organization, PostgreSQL's by the few rows that there are.
  if (engine === 'sqlite') {
    test('reads no assets of other portfolios', async () => {
      const plans = await plansOf(db, (db) =>
        selectPortfolioUses(db, directory.organizationKey, directory.portfolioKey, '2026'),
      )
      assert.match(
        plans.join(),
        /SEARCH assets USING COVERING INDEX assets_by_portfolio_key_key \(organization_key=\? AND portfolio_key=\?/,
      )
    })
  }
})
