import type { Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'
import type { Engine } from '../database.ts'

/** To find the next mail of an organization, all were sorted that became due at the same moment, again for each one. */
export const nextMail = (_engine: Engine): Migration => ({
  async up(db: Kysely<unknown>) {
    await db.schema
      .createIndex('mails_by_turn')
      .on('mails')
      .columns(['organization_key', 'status', 'next_attempt_at', 'key'])
      .execute()
  },
})
