import type { Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'
import type { Engine } from '../database.ts'
import { columnTypes } from './create-table.ts'

/** Who added each public key of a sign-in application, or the address of its keys, and when. */
export const keysOfRelyingParties = (engine: Engine): Migration => ({
  async up(db: Kysely<unknown>) {
    await db.schema.alterTable('relying_parties').addColumn('jwks_origins', columnTypes(engine).text).execute()
  },
})
