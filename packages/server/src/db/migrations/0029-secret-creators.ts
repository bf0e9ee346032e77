import type { Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'
import type { Engine } from '../database.ts'
import { columnTypes } from './create-table.ts'

/** Who made each secret of an API client. Of the secrets that there are, nobody recorded it. */
export const secretCreators = (engine: Engine): Migration => ({
  async up(db: Kysely<unknown>) {
    await db.schema.alterTable('api_client_secrets').addColumn('created_by', columnTypes(engine).text).execute()
  },
})
