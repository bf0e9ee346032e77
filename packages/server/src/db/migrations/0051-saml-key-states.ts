import type { Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'
import type { Engine } from '../database.ts'
import { columnTypes } from './create-table.ts'

/** Which of the organization's SAML keys signs. Until now there was one. */
export const samlKeyStates = (engine: Engine): Migration => ({
  async up(db: Kysely<unknown>) {
    await db.schema
      .alterTable('saml_keys')
      .addColumn('state', columnTypes(engine).text, (column) => column.notNull().defaultTo('current'))
      .execute()
  },
})
