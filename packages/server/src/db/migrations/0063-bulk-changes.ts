import type { Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'
import type { Engine } from '../database.ts'
import { columnTypes, createTable } from './create-table.ts'

/** Changes of many users at once. Each is divided into operations, which the worker of bulk operations carries out. */
export const bulkChanges = (engine: Engine): Migration => ({
  async up(db: Kysely<unknown>) {
    await createTable(db, engine, 'bulk_changes', {
      columns: {
        organization_key: 'key',
        key: 'key',
        actor: 'text',
        request: 'text',
        total: 'integer',
        changed: 'integer',
        unchanged: 'integer',
        failed: 'integer',
        cancelled: 'integer',
        cancelled_at: 'text?',
        created_at: 'text',
        finished_at: 'text?',
      },
      primaryKey: ['organization_key', 'key'],
      references: [{ columns: ['organization_key'], table: 'organizations', target: ['key'], cascade: true }],
    })
    await db.schema.alterTable('bulk_operations').addColumn('change_key', columnTypes(engine).key).execute()
    await db.schema
      .createIndex('bulk_operations_of_change')
      .on('bulk_operations')
      .columns(['organization_key', 'change_key', 'key'])
      .where('change_key' as never, 'is not', null)
      .execute()
  },
})
