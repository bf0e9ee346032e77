import type { Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'
import type { Engine } from '../database.ts'
import { columnTypes } from './create-table.ts'

/**
 * What a user has begun belongs to the credentials that they have at that time. Sessions and links that were made before
 * this migration belong to none: they are not valid any more.
 */
export const credentialsEpoch = (engine: Engine): Migration => ({
  async up(db: Kysely<unknown>) {
    const { key, text } = columnTypes(engine)
    const columns = [
      ['users', 'credentials_epoch', key],
      ['sessions', 'credentials_stamp', text],
      ['one_time_codes', 'credentials_stamp', text],
      ['one_time_codes', 'browser_hash', text],
      ['one_time_codes', 'recipient_hash', text],
    ] as const
    for (const [table, column, type] of columns) await db.schema.alterTable(table).addColumn(column, type).execute()
    for (const column of ['browser_hash', 'recipient_hash']) {
      await db.schema
        .createIndex(`one_time_codes_by_${column}`)
        .on('one_time_codes')
        .columns(['organization_key', column])
        .execute()
    }
  },
})
