import type { Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'
import type { Engine } from '../database.ts'
import { columnTypes } from './create-table.ts'

/** When each API client first listed users: not known of the past. */
export const firstUserLists = (engine: Engine): Migration => ({
  async up(db: Kysely<unknown>) {
    await db.schema.alterTable('api_clients').addColumn('first_user_list_at', columnTypes(engine).text).execute()
  },
})
