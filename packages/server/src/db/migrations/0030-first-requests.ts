import type { Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'
import type { Engine } from '../database.ts'
import { columnTypes } from './create-table.ts'

/** When an API first answered each API client: not known of the past. */
export const firstRequests = (engine: Engine): Migration => ({
  async up(db: Kysely<unknown>) {
    await db.schema.alterTable('api_clients').addColumn('first_request_at', columnTypes(engine).text).execute()
  },
})
