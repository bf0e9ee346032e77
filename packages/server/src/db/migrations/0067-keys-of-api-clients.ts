import type { Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'
import type { Engine } from '../database.ts'
import { columnTypes } from './create-table.ts'

/** Where an API client publishes its public keys, how reading them went, and who added each key that is stored. */
export const keysOfApiClients = (engine: Engine): Migration => ({
  async up(db: Kysely<unknown>) {
    for (const column of ['jwks_origins', 'jwks_uri', 'jwks_fetched_at', 'jwks_failed_at', 'jwks_failure'])
      await db.schema.alterTable('api_clients').addColumn(column, columnTypes(engine).text).execute()
  },
})
