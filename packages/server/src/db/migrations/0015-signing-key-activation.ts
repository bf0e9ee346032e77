import { type Kysely, sql } from 'kysely'
import type { Migration } from 'kysely/migration'
import type { Engine } from '../database.ts'
import { columnTypes } from './create-table.ts'

/** A signing key is published before it signs. Those that there are sign, or have signed, already. */
export const signingKeyActivation = (engine: Engine): Migration => ({
  async up(db: Kysely<unknown>) {
    const { text } = columnTypes(engine)
    await db.schema
      .alterTable('signing_keys')
      .addColumn('activates_at', text, (column) => column.notNull().defaultTo(''))
      .execute()
    await sql`update signing_keys set activates_at = created_at`.execute(db)
  },
})
