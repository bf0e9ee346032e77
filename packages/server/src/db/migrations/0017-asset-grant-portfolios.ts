import { type Kysely, sql } from 'kysely'
import type { Migration } from 'kysely/migration'
import type { Engine } from '../database.ts'

/** A grant for an asset that named no portfolio belongs to the main one. What it gives is the same. */
export const assetGrantPortfolios = (_engine: Engine): Migration => ({
  async up(db: Kysely<unknown>) {
    await sql`
      update user_organization_roles set portfolio_key = (
        select p.key from portfolios p
        where p.organization_key = user_organization_roles.organization_key and p.is_main = 1
      )
      where asset_key is not null and portfolio_key is null`.execute(db)
  },
})
