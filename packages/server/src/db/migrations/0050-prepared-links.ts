import type { Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'
import type { Engine } from '../database.ts'
import { columnTypes } from './create-table.ts'

/** Who has linked a user with an account that they have not signed in with yet, and until when that may be used. */
export const preparedLinks = (engine: Engine): Migration => ({
  async up(db: Kysely<unknown>) {
    for (const column of ['prepared_by', 'prepared_until']) {
      await db.schema.alterTable('user_identities').addColumn(column, columnTypes(engine).text).execute()
    }
  },
})
