import type { Db } from '@portico/server/db/transaction.ts'
import { sql } from 'kysely'

/** A table as PostgreSQL's catalogue has it, with the statements that make what hangs on it. */
export interface Table {
  name: string
  hasOrganization: boolean
  /** Unique indexes and foreign keys that leave the organization's key out */
  withoutOrganization: string[]
  /** The primary key, unique constraints and indexes */
  keys: string[]
  foreignKeys: string[]
  triggers: string[]
}

/** Into how many parts each table is divided */
export const partitionCount = 4

/** Every table of the schema, whatever it is for. */
export async function readTables(db: Db): Promise<Table[]> {
  const { rows } = await sql<Table>`
    select c.relname as name,
      exists (
        select from pg_attribute a where a.attrelid = c.oid and a.attname = 'organization_key'
      ) as "hasOrganization",
      array(
        select pg_get_indexdef(i.indexrelid) from pg_index i
        where i.indrelid = c.oid and i.indisunique and not exists (
          select from pg_attribute a
          where a.attrelid = c.oid and a.attname = 'organization_key' and a.attnum = any(i.indkey::int2[])
        )
        union all
        select k.conname || ' ' || pg_get_constraintdef(k.oid) from pg_constraint k
        where k.conrelid = c.oid and k.contype = 'f' and k.conparentid = 0 and not exists (
          select from unnest(k.conkey, k.confkey) as pair (own, other)
          join pg_attribute a on a.attrelid = k.conrelid and a.attnum = pair.own
          join pg_attribute b on b.attrelid = k.confrelid and b.attnum = pair.other
          where a.attname = 'organization_key'
            and (b.attname = 'organization_key' or k.confrelid = 'organizations'::regclass)
        )
      ) as "withoutOrganization",
      array(
        select format('alter table %I add constraint %I %s', c.relname, k.conname, pg_get_constraintdef(k.oid))
        from pg_constraint k where k.conrelid = c.oid and k.contype in ('p', 'u')
        union all
        select pg_get_indexdef(i.indexrelid) from pg_index i
        where i.indrelid = c.oid and not exists (select from pg_constraint k where k.conindid = i.indexrelid)
      ) as keys,
      array(
        select format('alter table %I add constraint %I %s', c.relname, k.conname, pg_get_constraintdef(k.oid))
        from pg_constraint k where k.conrelid = c.oid and k.contype = 'f' and k.conparentid = 0
      ) as "foreignKeys",
      array(
        select pg_get_triggerdef(t.oid) from pg_trigger t where t.tgrelid = c.oid and not t.tgisinternal
      ) as triggers
    from pg_class c
    where c.relkind in ('r', 'p') and not c.relispartition and c.relnamespace = current_schema()::regnamespace
    order by c.relname`.execute(db)
  return rows
}

/** Puts an empty partitioned table in the place of each of these, with the same columns, keys, references and triggers. */
export async function partitionTables(db: Db, tables: readonly Table[]): Promise<void> {
  const parts = Array.from({ length: partitionCount }, (_, part) => part)
  const statements: string[] = []
  for (const { name } of tables) {
    statements.push(
      `create table partitioned (like ${name} including all excluding indexes) partition by hash (organization_key)`,
      `drop table ${name} cascade`,
      `alter table partitioned rename to ${name}`,
      ...parts.map(
        (part) =>
          `create table ${name}_${part} partition of ${name} for values with (modulus ${partitionCount}, remainder ${part})`,
      ),
    )
  }
  // References come after all keys that they point at.
  for (const what of ['keys', 'foreignKeys', 'triggers'] as const) {
    statements.push(...tables.flatMap((table) => table[what]))
  }
  // Sent together they are one transaction, which waits for the disk once.
  await sql.raw(statements.join(';\n')).execute(db)
}

/** In how many parts of the table rows lie. */
export async function countFilledPartitions(db: Db, table: string): Promise<number> {
  const { rows } = await sql<{ count: string }>`
    select count(distinct tableoid) as count from ${sql.table(table)}`.execute(db)
  return Number(rows[0]?.count)
}
