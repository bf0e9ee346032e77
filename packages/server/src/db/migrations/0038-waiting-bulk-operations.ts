import type { Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'
import type { Engine } from '../database.ts'

/** What waits is found by organization, the oldest first; what has finished by when it did. */
export const waitingBulkOperations = (_engine: Engine): Migration => ({
  async up(db: Kysely<never>) {
    await db.schema.dropIndex('bulk_operations_by_finished_at_created_at').execute()
    await db.schema
      .createIndex('bulk_operations_unfinished')
      .on('bulk_operations')
      .columns(['organization_key', 'created_at', 'key'])
      .where('finished_at' as never, 'is', null)
      .execute()
    await db.schema
      .createIndex('bulk_operations_finished')
      .on('bulk_operations')
      .column('finished_at')
      .where('finished_at' as never, 'is not', null)
      .execute()
  },
})
