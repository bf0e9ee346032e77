import type { Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'
import type { Engine } from '../database.ts'
import { columnTypes } from './create-table.ts'

/** What strangers can add without end is found by its age, so that the oldest of it is removed. */
export const boundedRows = (engine: Engine): Migration => ({
  async up(db: Kysely<unknown>) {
    await db.schema.alterTable('attempts').addColumn('open_kind', columnTypes(engine).text).execute()
    await db.schema
      .createIndex('attempts_by_open_kind')
      .on('attempts')
      .columns(['organization_key', 'open_kind', 'expires_at'])
      .where('open_kind' as never, 'is not', null)
      .execute()
    await db.schema
      .createIndex('authorization_records_of_nobody')
      .on('authorization_records')
      .columns(['organization_key', 'model', 'expires_at'])
      .where('user_key' as never, 'is', null)
      .execute()
  },
})
