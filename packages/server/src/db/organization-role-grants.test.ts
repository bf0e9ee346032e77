import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { onBothEngines } from '@portico/testing/databases.ts'
import { createDirectory } from '@portico/testing/directory.ts'
import { plansOf } from '@portico/testing/plans-of.ts'
import { insertRows } from './insert-rows.ts'
import { newKey } from './keys.ts'
import { countGrantHolders } from './organization-role-grants.ts'
import { refreshStatistics } from './refresh-statistics.ts'
import type { Db } from './transaction.ts'

const past = '2026-01-01T00:00:00.000Z'
const now = '2026-11-23T15:00:00.000Z'

onBothEngines('Grants of organization roles', (_engine, open) => {
  let db: Db
  let organizationKey: string
  let roleKey: string
  let named: Record<'asset_key' | 'portfolio_key', string>

  before(async () => {
    db = (await open()).db
    const directory = await createDirectory(db, { now: () => Date.parse(now) })
    ;({ organizationKey, developerKey: roleKey } = directory)
    const [asset = ''] = await directory.assets('Shop')
    const portfolio = await db.selectFrom('portfolios').select('key').executeTakeFirstOrThrow()
    named = { asset_key: asset, portfolio_key: portfolio.key }
    const users = await directory.users(...Array.from({ length: 1_000 }, (_, n) => ({ email: `u${n}@example.com` })))
    // Those of the organization are most.
    const columns = ['asset_key', 'portfolio_key', undefined, undefined, undefined, undefined] as const
    for (const column of columns) {
      const grant = { organization_key: organizationKey, organization_role_key: roleKey, created_at: past }
      const ended = { ...grant, asset_key: null, portfolio_key: null, start_time: null, end_time: past }
      const rows = users.map((user_key) => ({ ...ended, ...(column && { [column]: named[column] }), user_key }))
      const again = () => rows.map((row) => ({ ...row, key: newKey() }))
      for (let times = 0; times < 5; times++) await insertRows(db, 'user_organization_roles', again())
    }
    await refreshStatistics(db)
  })

  test('that name an asset or a portfolio are counted in the order of its index: each slice reads no others', async () => {
    for (const column of ['asset_key', 'portfolio_key'] as const) {
      const plans = await plansOf(db, (db) =>
        countGrantHolders(db, organizationKey, { column, key: named[column] }, now),
      )
      assert.equal(plans.length, 6)
      // Of the last slices little is left, which may be sorted.
      for (const plan of plans.slice(0, 3)) {
        assert.match(plan, new RegExp(`_by_${column}`))
        assert.doesNotMatch(plan, /Sort|TEMP B-TREE/)
      }
    }
  })
})
