import type { Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'
import type { Engine } from '../database.ts'
import { columnTypes } from './create-table.ts'

/** Origins whose pages may read what the APIs answer. None, as before. */
export const browserOrigins = (engine: Engine): Migration => ({
  async up(db: Kysely<unknown>) {
    await db.schema
      .alterTable('organizations')
      .addColumn('browser_origins', columnTypes(engine).text, (column) => column.notNull().defaultTo('[]'))
      .execute()
  },
})
