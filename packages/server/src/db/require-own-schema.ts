import { sql } from 'kysely'
import { BackupProblem } from './backup-file.ts'
import type { Db } from './transaction.ts'

interface SchemaPart {
  kind: string
  name: string
  /** What it does: the text of an index, a trigger or a view, what a column takes; of a table, its columns say it */
  definition: string | null
}

/** Tables with their columns, indexes, triggers and views; without the tables and indexes that SQLite makes by itself. */
async function partsOf(db: Db): Promise<Map<string, SchemaPart>> {
  const { rows } = await sql<SchemaPart>`
    select type as kind, name, iif(type = 'table', null, sql) as definition from sqlite_schema
    where type not in ('table', 'index') or name not like 'sqlite\\_%' escape '\\'
    union all
    select 'column' as kind, t.name || '.' || c.name as name, c.type || ' ' || c."notnull" || ' ' || c.pk as definition
    from sqlite_schema as t join pragma_table_info(t.name) as c where t.type = 'table'`.execute(db)
  return new Map(rows.map((part) => [`${part.kind} ${part.name}`, part]))
}

/** Renaming a table there and back puts its name into quotes. */
const isSame = (one: SchemaPart, other: SchemaPart): boolean =>
  one.definition?.replaceAll('"', '') === other.definition?.replaceAll('"', '')

/**
 * Requires that a restored database has all that a new one has, as that has it: what a repair leaves out, or somebody has
 * taken away or changed, would be missed only later. It may have more, such as an index of its own, but no trigger:
 * triggers change what is written.
 * @param fresh a new database, on which the same migrations were carried out
 * @throws BackupProblem
 */
export async function requireOwnSchema(restored: Db, fresh: Db, file: string): Promise<void> {
  const [own, expected] = [await partsOf(restored), await partsOf(fresh)]
  for (const [id, part] of expected) {
    const { kind, name } = part
    const found = own.get(id)
    if (!found) throw new BackupProblem(`${file} is no whole database of Portico: it lacks the ${kind} ${name}.`)
    if (!isSame(found, part))
      throw new BackupProblem(`${file} is no whole database of Portico: its ${kind} ${name} is not as Portico made it.`)
  }
  for (const [id, { kind, name }] of own) {
    if (kind === 'trigger' && !expected.has(id))
      throw new BackupProblem(
        `${file} has the trigger ${name}, which is not Portico's and would change what is written. Drop it first.`,
      )
  }
}
