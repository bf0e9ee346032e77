import { type Kysely, sql } from 'kysely'
import type { Migration } from 'kysely/migration'
import type { Engine } from '../database.ts'

/**
 * Has the trail searched by address, trace ID and client ID. What is part of an import or a bulk change is not in these
 * indexes: the entry of its start stands for it, and an import costs nothing more.
 */
export const auditSearchBySource = (_engine: Engine): Migration => ({
  async up(db: Kysely<unknown>) {
    for (const column of ['address', 'trace_id']) {
      await sql`create index ${sql.ref(`audit_entries_by_${column}_occurred_at_key_kind`)}
        on audit_entries (organization_key, ${sql.ref(column)}, occurred_at, key, kind)
        where part_of is null and ${sql.ref(column)} is not null`.execute(db)
    }
    for (const table of ['api_clients', 'relying_parties']) {
      // The form of audit-names-repository.ts
      await sql`insert into audit_subjects (organization_key, subject_key, names)
        select organization_key, key, ${sql.lit(wordBegins)} || replace(client_id, '_', ${sql.lit(`_${wordBegins}`)})
        from ${sql.table(table)} where true on conflict do nothing`.execute(db)
    }
  },
})

const wordBegins = '\u0001'
