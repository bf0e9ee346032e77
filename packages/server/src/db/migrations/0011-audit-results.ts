import { type Kysely, sql } from 'kysely'
import type { Migration } from 'kysely/migration'
import type { Engine } from '../database.ts'
import { columnTypes } from './create-table.ts'

/** Whether what an audit entry tells of succeeded, and how often it happened. What there is tells of changes. */
export const auditResults = (engine: Engine): Migration => ({
  async up(db: Kysely<unknown>) {
    const { integer, text } = columnTypes(engine)
    await db.schema
      .alterTable('audit_entries')
      .addColumn('result', text, (column) => column.notNull().defaultTo(sql.lit('Success')))
      .execute()
    await db.schema
      .alterTable('audit_entries')
      .addColumn('occurrences', integer, (column) => column.notNull().defaultTo(sql.lit(1)))
      .execute()
    await sql`update audit_entries set result = 'Failure' where action = 'user.sign-in-failed'`.execute(db)
    // Failures are few, and looked for among many changes.
    await sql`
      create index audit_entries_failures on audit_entries (organization_key, occurred_at, key)
      where result = 'Failure'`.execute(db)
  },
})
