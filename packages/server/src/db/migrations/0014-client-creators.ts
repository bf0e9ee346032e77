import type { Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'
import type { Engine } from '../database.ts'
import { columnTypes } from './create-table.ts'

/** Who created an API client. Of those that there are nobody knows. */
export const clientCreators = (engine: Engine): Migration => ({
  async up(db: Kysely<unknown>) {
    await db.schema.alterTable('api_clients').addColumn('created_by', columnTypes(engine).text).execute()
  },
})
