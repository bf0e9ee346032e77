import type { Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'
import type { Engine } from '../database.ts'
import { createTable } from './create-table.ts'

/** The browsers in which users have signed in. */
export const knownBrowsers = (engine: Engine): Migration => ({
  async up(db: Kysely<unknown>) {
    await createTable(db, engine, 'known_browsers', {
      columns: { organization_key: 'key', user_key: 'key', token_hash: 'text', expires_at: 'text' },
      primaryKey: ['organization_key', 'user_key', 'token_hash'],
      references: [{ columns: ['organization_key', 'user_key'], table: 'users', cascade: true }],
    })
    // What has expired is removed for all organizations at once.
    await db.schema.createIndex('known_browsers_by_expires_at').on('known_browsers').column('expires_at').execute()
  },
})
