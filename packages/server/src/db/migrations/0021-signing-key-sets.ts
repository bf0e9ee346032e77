import type { Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'
import type { Engine } from '../database.ts'
import { columnTypes } from './create-table.ts'

/** Keys beside the one that signs access tokens. Those that there are sign them, or have signed them. */
export const signingKeySets = (engine: Engine): Migration => ({
  async up(db: Kysely<unknown>) {
    const { integer } = columnTypes(engine)
    await db.schema
      .alterTable('signing_keys')
      .addColumn('signs_access_tokens', integer, (column) => column.notNull().defaultTo(1))
      .execute()
  },
})
