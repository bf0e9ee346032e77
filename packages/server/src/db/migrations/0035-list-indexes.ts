import type { Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'
import type { Engine } from '../database.ts'

/** By table, the columns that an index has, and those that come beside them. */
const indexes = [
  ['groups', ['name_folded', 'key'], ['environment_key']],
  ['application_roles', ['name_folded', 'key'], ['environment_key', 'asset_key']],
  ['api_client_secrets', ['api_client_key'], ['is_current', 'expires_at']],
] as const

/**
 * What lists are filtered by lies in the index that they are read from: where a group or a role is, and when the secret
 * of an API client expires.
 */
export const listIndexes = (_engine: Engine): Migration => ({
  async up(db: Kysely<unknown>) {
    for (const [table, columns, more] of indexes) {
      const name = `${table}_by_${columns.join('_')}`
      await db.schema.dropIndex(name).execute()
      await db.schema
        .createIndex(name)
        .on(table)
        .columns(['organization_key', ...columns, ...more])
        .execute()
    }
  },
})
