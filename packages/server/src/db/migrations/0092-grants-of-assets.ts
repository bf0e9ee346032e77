import type { Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'
import type { Engine } from '../database.ts'

/**
 * PostgreSQL counted the grants that name an asset by reading those of the whole organization, or by sorting all that name
 * it for each slice: the index had no order of its own. SQLite puts the key there by itself.
 */
export const grantsOfAssets = (_engine: Engine): Migration => ({
  async up(db: Kysely<unknown>) {
    await db.schema.dropIndex('user_organization_roles_by_asset_key').execute()
    await db.schema
      .createIndex('user_organization_roles_by_asset_key_key')
      .on('user_organization_roles')
      .columns(['organization_key', 'asset_key', 'key'])
      .execute()
  },
})
