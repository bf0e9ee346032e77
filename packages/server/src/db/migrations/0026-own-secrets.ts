import type { Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'
import type { Engine } from '../database.ts'
import { columnTypes } from './create-table.ts'

/** API clients that make their own next secret. Which secrets were used so far nobody knows, so all count as used. */
export const ownSecrets = (engine: Engine): Migration => ({
  async up(db: Kysely<unknown>) {
    const { integer, text } = columnTypes(engine)
    await db.schema
      .alterTable('api_clients')
      .addColumn('may_rotate_secret', integer, (column) => column.notNull().defaultTo(0))
      .execute()
    await db.schema.alterTable('api_client_secrets').addColumn('used_at', text).execute()
    await (db as Kysely<{ api_client_secrets: { used_at: string | null; created_at: string } }>)
      .updateTable('api_client_secrets')
      .set(({ ref }) => ({ used_at: ref('created_at') }))
      .execute()
  },
})
