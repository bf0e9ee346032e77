import type { Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'
import type { Engine } from '../database.ts'
import { columnTypes } from './create-table.ts'

/** Since when an organization's SMTP server is known to take messages: those that are there have shown nothing yet. */
export const mailServerProof = (engine: Engine): Migration => ({
  async up(db: Kysely<unknown>) {
    await db.schema.alterTable('mail_settings').addColumn('worked_at', columnTypes(engine).text).execute()
  },
})
