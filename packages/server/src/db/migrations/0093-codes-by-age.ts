import type { Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'
import type { Engine } from '../database.ts'

/** To find the oldest codes that anonymous callers asked for, all 50,000 that there may be were read and sorted. */
export const codesByAge = (_engine: Engine): Migration => ({
  async up(db: Kysely<unknown>) {
    await db.schema
      .createIndex('one_time_codes_asked_for')
      .on('one_time_codes')
      // The last one is in it so that SQLite counts them without reading the table.
      .columns(['organization_key', 'purpose', 'expires_at', 'recipient_hash'])
      .where('recipient_hash' as never, 'is not', null)
      .execute()
  },
})
