import { type Kysely, sql } from 'kysely'
import type { Migration } from 'kysely/migration'
import type { Engine } from '../database.ts'
import { createTable, type TableDefinition } from './create-table.ts'

const counts: TableDefinition = {
  columns: { organization_key: 'key', slot: 'integer', entries: 'integer' },
  primaryKey: ['organization_key', 'slot'],
  references: [{ columns: ['organization_key'], table: 'organizations', target: ['key'], cascade: true }],
}

/** How many audit entries each organization has, in several rows that are added up. Counts what is there already. */
export const auditCounts = (engine: Engine): Migration => ({
  async up(db: Kysely<unknown>) {
    await createTable(db, engine, 'audit_counts', counts)
    await sql`
      insert into audit_counts (organization_key, slot, entries)
      select organization_key, 0, count(*) from audit_entries group by organization_key`.execute(db)
  },
})
