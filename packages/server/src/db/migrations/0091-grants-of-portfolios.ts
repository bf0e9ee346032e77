import type { Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'
import type { Engine } from '../database.ts'

/** To delete a portfolio, all grants of organization roles were read, for those that name it. Most name none. */
export const grantsOfPortfolios = (_engine: Engine): Migration => ({
  async up(db: Kysely<unknown>) {
    await db.schema
      .createIndex('user_organization_roles_by_portfolio_key_key')
      .on('user_organization_roles')
      .columns(['organization_key', 'portfolio_key', 'key'])
      .where('portfolio_key' as never, 'is not', null)
      .execute()
  },
})
