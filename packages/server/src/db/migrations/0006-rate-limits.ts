import type { Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'
import type { Engine } from '../database.ts'
import { columnTypes } from './create-table.ts'

/**
 * Limits of an organization's own. They lie in its row and not in a table of their own: whoever finds the organization
 * of a request has read them.
 */
export const rateLimits = (engine: Engine): Migration => ({
  async up(db: Kysely<unknown>) {
    const { integer } = columnTypes(engine)
    for (const column of ['requests_per_minute', 'bulk_requests_per_minute']) {
      await db.schema.alterTable('organizations').addColumn(column, integer).execute()
    }
  },
})
