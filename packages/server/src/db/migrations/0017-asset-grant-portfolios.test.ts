import assert from 'node:assert/strict'
import { test } from 'node:test'
import { onBothEngines } from '@portico/testing/databases.ts'
import { createDirectory } from '@portico/testing/directory.ts'
import { migrations } from './index.ts'

onBothEngines('migration 0017', (engine, open) => {
  test('gives grants for assets the main portfolio, and leaves the others', async () => {
    const { db } = await open()
    const directory = await createDirectory(db, { now: () => Date.now() })
    const another = await createDirectory(db, { now: () => Date.now() })
    for (const { users, assets, grantOrganizationRole, developerKey: organizationRoleKey } of [directory, another]) {
      const [userKey = '', ...others] = await users({ name: 'Ada' }, { name: 'Bob' }, { name: 'Cy' })
      const [assetKey = '', secondAsset = ''] = await assets('Shop', 'Stock')
      await grantOrganizationRole(
        { userKey, organizationRoleKey },
        { userKey, organizationRoleKey, assetKey },
        ...others.map((userKey) => ({ userKey, organizationRoleKey, assetKey: secondAsset })),
      )
    }
    await db.updateTable('user_organization_roles').set({ portfolio_key: null }).execute()
    await migrations(engine)['0017-asset-grant-portfolios']?.up(db)
    const rows = await db
      .selectFrom('user_organization_roles')
      .select(['organization_key', 'asset_key', 'portfolio_key'])
      .execute()
    assert.equal(rows.length, 8)
    for (const { organization_key, asset_key, portfolio_key } of rows) {
      const of = organization_key === directory.organizationKey ? directory : another
      assert.equal(portfolio_key, asset_key === null ? null : of.portfolioKey)
    }
  })
})
