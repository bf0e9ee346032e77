import { type Kysely, sql } from 'kysely'
import type { Migration } from 'kysely/migration'
import type { Engine } from '../database.ts'
import { columnTypes, createTable, type TableDefinition } from './create-table.ts'

const streamPositions: TableDefinition = {
  columns: { organization_key: 'key', slot: 'integer', position: 'integer', until: 'integer' },
  primaryKey: ['organization_key', 'slot'],
  references: [{ columns: ['organization_key'], table: 'organizations', target: ['key'], cascade: true }],
}

/**
 * Whether what an audit entry tells of succeeded, and how often it happened; where the entry lies in the order in which
 * entries were stored, and up to where they were streamed. What there is lies in slot 0, in the order of time.
 */
export const auditTrail = (engine: Engine): Migration => ({
  async up(db: Kysely<unknown>) {
    const { integer, key, text } = columnTypes(engine)
    const add = (table: string, column: string, type: typeof text, value: string | number) =>
      db.schema
        .alterTable(table)
        .addColumn(column, type, (builder) => builder.notNull().defaultTo(sql.lit(value)))
        .execute()
    await add('audit_entries', 'result', text, 'Success')
    await add('audit_entries', 'occurrences', integer, 1)
    await sql`update audit_entries set result = 'Failure' where action = 'user.sign-in-failed'`.execute(db)
    // Failures are few, and looked for among many changes.
    await sql`
      create index audit_entries_failures on audit_entries (organization_key, occurred_at, key)
      where result = 'Failure'`.execute(db)

    await add('audit_counts', 'written', integer, 0)
    await add('audit_entries', 'slot', integer, 0)
    await add('audit_entries', 'position', integer, 0)
    await sql`
      update audit_entries set position = numbered.position
      from (
        select organization_key, key,
          row_number() over (partition by organization_key order by occurred_at, key) as position
        from audit_entries
      ) as numbered
      where audit_entries.organization_key = numbered.organization_key and audit_entries.key = numbered.key`.execute(db)
    await sql`
      insert into audit_counts (organization_key, slot, entries, written)
      select organization_key, 0, 0, count(*) from audit_entries where true group by organization_key
      on conflict (organization_key, slot) do update set written = excluded.written`.execute(db)
    await sql`
      create unique index audit_entries_by_slot_position
      on audit_entries (organization_key, slot, position)`.execute(db)
    await createTable(db, engine, 'audit_stream_positions', streamPositions)
    await db.schema.alterTable('deployment').addColumn('audit_stream_node', key).execute()
    await db.schema.alterTable('deployment').addColumn('audit_stream_until', text).execute()
  },
})
