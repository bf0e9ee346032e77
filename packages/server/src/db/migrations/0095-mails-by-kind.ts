import type { Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'
import type { Engine } from '../database.ts'

/** To count the test messages of the last hour, all mails of that hour were read, with what they say. */
export const mailsByKind = (_engine: Engine): Migration => ({
  async up(db: Kysely<unknown>) {
    await db.schema
      .createIndex('mails_by_kind')
      .on('mails')
      .columns(['organization_key', 'kind', 'created_at'])
      .execute()
  },
})
