import { type Kysely, sql } from 'kysely'
import { changeTriggers, type LoggedTable } from '../change-triggers.ts'
import type { Engine } from '../database.ts'
import type { ChangeLog } from '../log-position.ts'
import { createTable, type TableDefinition } from './create-table.ts'

const pruning: TableDefinition = {
  columns: { id: 'integer', pruned_to: 'bigint', next: 'bigint', noted_at: 'text' },
  primaryKey: ['id'],
}

/**
 * Makes a log of changes: its table, the row that says up to where it was deleted, and the triggers that write it, so that
 * no statement can forget it. It does not refer to `organizations`: an organization that is deleted takes its rows along,
 * which the triggers log.
 * @param named what a row of the log names beside the organization
 */
export async function createChangeLog(
  db: Kysely<unknown>,
  engine: Engine,
  { log, named, logged }: { log: ChangeLog; named: Record<string, 'key' | 'text'>; logged: LoggedTable[] },
): Promise<void> {
  const table = `${log}_changes`
  // On SQLite, where a group's members are logged one by one, the plainest table: it takes a third of the time. The
  // position is one more than the highest, which is never deleted.
  if (engine === 'postgres') {
    await createTable(db, engine, table, {
      columns: { position: 'bigint', organization_key: 'key', ...named },
      primaryKey: ['position', 'organization_key', ...Object.keys(named)],
    })
  } else {
    const columns = ['organization_key', ...Object.keys(named)].map((name) => sql`${sql.ref(name)} text not null`)
    await sql`create table ${sql.table(table)} (position integer not null primary key, ${sql.join(columns)})`.execute(
      db,
    )
  }
  await createTable(db, engine, `${log}_change_pruning`, pruning)
  await sql`insert into ${sql.table(`${log}_change_pruning`)} (id, pruned_to, next, noted_at) values (1, 0, 0, '')`.execute(
    db,
  )
  for (const statement of changeTriggers(engine, log, logged)) await sql.raw(statement).execute(db)
}
