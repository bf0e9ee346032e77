import type { Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'
import type { Engine } from '../database.ts'
import { columnTypes } from './create-table.ts'

/** Why a mail was not sent and why metadata could not be fetched, by a name beside the words. Of earlier failures it is unknown. */
export const failureReasons = (engine: Engine): Migration => ({
  async up(db: Kysely<unknown>) {
    const { text } = columnTypes(engine)
    await db.schema.alterTable('mails').addColumn('problem', text).execute()
    await db.schema.alterTable('saml_metadata').addColumn('failure_reason', text).execute()
  },
})
