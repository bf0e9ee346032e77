import { type Kysely, sql } from 'kysely'
import type { Migration } from 'kysely/migration'
import type { Engine } from '../database.ts'
import { columnTypes } from './create-table.ts'

/** An operation holds the results of its records in one value, where each had a row. */
export const resultsOfOperations = (engine: Engine): Migration => ({
  async up(db: Kysely<unknown>) {
    await db.schema.alterTable('bulk_operations').addColumn('results', columnTypes(engine).text).execute()
    const names = { status: 'status', errorCode: 'error_code', errorMessage: 'error_message', userKey: 'user_key' }
    const fields = Object.entries(names)
      .map(([name, column]) => `'${name}', r.${column}`)
      .join(', ')
    const array =
      engine === 'postgres'
        ? `json_agg(json_build_object(${fields}) order by r.position)::text`
        : `json_group_array(json_object(${fields}) order by r.position)`
    await sql`
      update bulk_operations set results = (
        select ${sql.raw(array)} from bulk_records as r
        where r.organization_key = bulk_operations.organization_key and r.operation_key = bulk_operations.key)
      where finished_at is not null`.execute(db)
    await db.schema.dropTable('bulk_records').execute()
  },
})
