import { type Kysely, sql } from 'kysely'
import type { Migration } from 'kysely/migration'
import type { Engine } from '../database.ts'
import { columnTypes, createTable, type TableDefinition } from './create-table.ts'

const ofOrganization = {
  columns: ['organization_key'],
  table: 'organizations',
  target: ['key'],
  cascade: true as const,
}

const tables: Record<string, TableDefinition> = {
  audit_names: {
    columns: { organization_key: 'key', text: 'text', subject_key: 'text' },
    primaryKey: ['organization_key', 'text', 'subject_key'],
    references: [ofOrganization],
  },
  audit_named: {
    columns: { organization_key: 'key', named_key: 'text', occurred_at: 'text', entry_key: 'key' },
    primaryKey: ['organization_key', 'named_key', 'occurred_at', 'entry_key'],
    references: [ofOrganization],
  },
}

/**
 * Has the trail searched by names, and filtered by roles, assets and imports. Entries from before have none of it: they are
 * found as they were.
 */
export const auditSearch = (engine: Engine): Migration => ({
  async up(db: Kysely<unknown>) {
    const types = columnTypes(engine)
    for (const [name, definition] of Object.entries(tables)) await createTable(db, engine, name, definition)
    for (const [table, column] of [
      ['audit_named', 'occurred_at'],
      ['audit_names', 'subject_key'],
    ] as const) {
      const index = db.schema.createIndex(`${table}_by_${column}`).on(table)
      await index.columns(['organization_key', column]).execute()
    }
    for (const column of ['role_key', 'asset_key', 'part_of']) {
      await db.schema
        .alterTable('audit_entries')
        .addColumn(column, types.key as 'text')
        .execute()
    }
    await db.schema
      .alterTable('audit_entries')
      .addColumn('related', types.text as 'text')
      .execute()
    for (const column of ['role_key', 'asset_key']) {
      await db.schema
        .alterTable('audit_kinds')
        .addColumn(column, types.key as 'text')
        .execute()
    }
    await db.schema
      .alterTable('audit_kinds')
      .addColumn('is_part', types.integer as 'integer', (column) => column.notNull().defaultTo(0))
      .execute()
    await sql`create index audit_entries_by_part_of_occurred_at_key_kind
      on audit_entries (organization_key, part_of, occurred_at, key, kind) where part_of is not null`.execute(db)
  },
})
