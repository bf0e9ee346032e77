import type { Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'
import type { Engine } from '../database.ts'

/** To delete a portfolio, all assets of the organization were read, twice, for those that lie in it. */
export const assetsOfPortfolios = (_engine: Engine): Migration => ({
  async up(db: Kysely<unknown>) {
    await db.schema
      .createIndex('assets_by_portfolio_key_key')
      .on('assets')
      .columns(['organization_key', 'portfolio_key', 'key'])
      .execute()
  },
})
