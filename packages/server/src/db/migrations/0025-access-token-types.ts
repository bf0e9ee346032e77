import type { Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'
import type { Engine } from '../database.ts'
import { columnTypes } from './create-table.ts'

/** The type that a client's access tokens name in their header. So far it was at+jwt for all. */
export const accessTokenTypes = (engine: Engine): Migration => ({
  async up(db: Kysely<unknown>) {
    const { text } = columnTypes(engine)
    await db.schema
      .alterTable('api_clients')
      .addColumn('access_token_type', text, (column) => column.notNull().defaultTo('at+jwt'))
      .execute()
  },
})
