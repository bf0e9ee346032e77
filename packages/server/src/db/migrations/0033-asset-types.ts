import { type Kysely, sql } from 'kysely'
import type { Migration } from 'kysely/migration'
import type { Engine } from '../database.ts'

/** Libraries get ODC's name. */
export const assetTypes = (_engine: Engine): Migration => ({
  async up(db: Kysely<unknown>) {
    await sql`update assets set type = 'LowCodeLibrary' where type = 'Library'`.execute(db)
  },
})
