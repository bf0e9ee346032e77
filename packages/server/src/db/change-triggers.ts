import type { Engine } from './database.ts'
import type { ChangeLog } from './log-position.ts'

/** A table that says something of users, or of the rows of a list, and which columns lists ask for */
export interface LoggedTable {
  table: string
  /** The column with the key that is logged */
  key: string
  columns: readonly string[]
  /** In the log of lists: the table whose rows the list has */
  list?: string
}

/** The statements that make the triggers which write a log. */
export const changeTriggers = (engine: Engine, log: ChangeLog, tables: readonly LoggedTable[]): string[] => [
  ...(engine === 'postgres' ? [ofTruncate(log)] : []),
  ...moreTriggers(engine, log, tables),
]

/** The same for tables that are logged later, beside those of the beginning. */
export const moreTriggers = (engine: Engine, log: ChangeLog, tables: readonly LoggedTable[]): string[] =>
  tables.flatMap((table) => (engine === 'postgres' ? postgresTriggers(log, table) : sqliteTriggers(log, table)))

/** The statements that have changes of more columns logged, of a table that is logged already. @param logged with all of them */
export const widerTrigger = (engine: Engine, log: ChangeLog, logged: LoggedTable): string[] =>
  engine === 'postgres'
    ? [`drop trigger ${updateTrigger(log, logged)} on ${logged.table}`, postgresUpdateTrigger(log, logged)]
    : [`drop trigger ${updateTrigger(log, logged)}`, sqliteUpdateTrigger(log, logged)]

const prefixes: Record<ChangeLog, string> = { user: 'log', list: 'list' }
const columnsOf: Record<ChangeLog, string> = {
  user: 'organization_key, user_key',
  list: 'organization_key, list, row_key',
}

const triggerOf = (log: ChangeLog, { table }: LoggedTable): string => `${table}_${prefixes[log]}`
const updateTrigger = (log: ChangeLog, logged: LoggedTable): string => `${triggerOf(log, logged)}_update`

/** What is logged of a row, in the order of the log's columns. @param row 'new.', 'old.' or nothing */
const valuesOf = ({ key, list }: LoggedTable, row: string): string =>
  [`${row}organization_key`, ...(list === undefined ? [] : [`'${list}'`]), `${row}${key}`].join(', ')

/**
 * Rows get positions in the order in which they are written, and none ever comes again. Transactions that write come one
 * after the other, so a reader that has seen one position has seen all before it.
 */
function sqliteTriggers(log: ChangeLog, logged: LoggedTable): string[] {
  const { table } = logged
  const name = triggerOf(log, logged)
  return [
    `create trigger ${name}_insert after insert on ${table} begin ${sqliteInsert(log, logged, 'new')}; end`,
    `create trigger ${name}_delete after delete on ${table} begin ${sqliteInsert(log, logged, 'old')}; end`,
    sqliteUpdateTrigger(log, logged),
  ]
}

const sqliteInsert = (log: ChangeLog, logged: LoggedTable, row: 'old' | 'new'): string =>
  `insert into ${log}_changes (${columnsOf[log]}) select ${valuesOf(logged, `${row}.`)}`

function sqliteUpdateTrigger(log: ChangeLog, logged: LoggedTable): string {
  const { table, key, columns } = logged
  const differs = (names: readonly string[]): string =>
    names.map((name) => `old.${name} is not new.${name}`).join(' or ')
  const own = ['organization_key', key]
  const all = [...own, ...columns]
  return `create trigger ${updateTrigger(log, logged)} after update of ${all.join(', ')} on ${table} when ${differs(all)} begin
      ${sqliteInsert(log, logged, 'new')};
      ${sqliteInsert(log, logged, 'old')} where ${differs(own)};
    end`
}

// On PostgreSQL, the position is the transaction's id. A reader cannot tell from positions alone what it has seen, since
// transactions end in another order than they begin: it reads again what is not older than the oldest one under way when
// it read last.

const position = 'pg_current_xact_id()::text::bigint'

/** Which rows there were is not known any more: whoever has read until now begins anew. */
const ofTruncate = (log: ChangeLog): string => `
  create function log_${log}_truncate() returns trigger language plpgsql as $$ begin
    update ${log}_change_pruning set pruned_to = greatest(pruned_to, ${position});
    return null;
  end $$`

/** Each key is logged once in a statement, however many of its rows change. */
function postgresTriggers(log: ChangeLog, logged: LoggedTable): string[] {
  const { table } = logged
  const name = triggerOf(log, logged)
  const insert = `insert into ${log}_changes (position, ${columnsOf[log]})`
  return [
    `create function log_${log}_rows_of_${table}() returns trigger language plpgsql as $$ begin
      ${insert}
      select distinct ${position}, ${valuesOf(logged, '')} from changed on conflict do nothing;
      return null;
    end $$`,
    `create function log_${log}_row_of_${table}() returns trigger language plpgsql as $$ begin
      ${insert}
      values (${position}, ${valuesOf(logged, 'new.')}), (${position}, ${valuesOf(logged, 'old.')})
      on conflict do nothing;
      return null;
    end $$`,
    `create trigger ${name}_insert after insert on ${table} referencing new table as changed
      for each statement execute function log_${log}_rows_of_${table}()`,
    `create trigger ${name}_delete after delete on ${table} referencing old table as changed
      for each statement execute function log_${log}_rows_of_${table}()`,
    postgresUpdateTrigger(log, logged),
    `create trigger ${name}_truncate after truncate on ${table}
      for each statement execute function log_${log}_truncate()`,
  ]
}

/** PostgreSQL gives no table of the changed rows to a trigger that is for certain columns. */
function postgresUpdateTrigger(log: ChangeLog, logged: LoggedTable): string {
  const { table, key, columns } = logged
  const all = ['organization_key', key, ...columns]
  const differs = all.map((name) => `old.${name} is distinct from new.${name}`).join(' or ')
  return `create trigger ${updateTrigger(log, logged)} after update of ${all.join(', ')} on ${table}
      for each row when (${differs}) execute function log_${log}_row_of_${table}()`
}
