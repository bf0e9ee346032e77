import type { Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'
import type { Engine } from '../database.ts'
import { createTable, type TableDefinition } from './create-table.ts'

const organization = { columns: ['organization_key'], table: 'organizations', target: ['key'], cascade: true } as const
const ofOrganization = { ...organization, columns: [...organization.columns], target: [...organization.target] }

const tables: Record<string, TableDefinition> = {
  bulk_operations: {
    columns: {
      organization_key: 'key',
      key: 'key',
      status: 'text',
      actor: 'text',
      requests: 'text',
      failures: 'integer',
      claimed_by: 'key?',
      claimed_until: 'text?',
      created_at: 'text',
      finished_at: 'text?',
    },
    primaryKey: ['organization_key', 'key'],
    references: [ofOrganization],
  },
  bulk_records: {
    columns: {
      organization_key: 'key',
      operation_key: 'key',
      position: 'integer',
      status: 'text',
      error_code: 'text?',
      error_message: 'text?',
      user_key: 'key?',
    },
    primaryKey: ['organization_key', 'operation_key', 'position'],
    references: [{ columns: ['organization_key', 'operation_key'], table: 'bulk_operations', cascade: true }],
  },
  rate_limits: {
    columns: { organization_key: 'key', name: 'text', minute: 'integer', used: 'integer' },
    primaryKey: ['organization_key', 'name'],
    references: [ofOrganization],
  },
}

/** Bulk operations, the requests of a minute, and the filters of the audit trail. */
export const bulk = (engine: Engine): Migration => ({
  async up(db: Kysely<unknown>) {
    for (const [name, definition] of Object.entries(tables)) await createTable(db, engine, name, definition)
    // The workers look for what is unfinished, in all organizations; what finished long ago is found the same way.
    await db.schema
      .createIndex('bulk_operations_by_finished_at_created_at')
      .on('bulk_operations')
      .columns(['finished_at', 'created_at'])
      .execute()
    for (const column of ['action', 'actor_key']) {
      await db.schema
        .createIndex(`audit_entries_by_${column}_occurred_at_key`)
        .on('audit_entries')
        .columns(['organization_key', column, 'occurred_at', 'key'])
        .execute()
    }
  },
})
