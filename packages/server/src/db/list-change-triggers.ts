import type { Engine } from './database.ts'

/** A table that says something of the rows of a list, and which columns the list asks for */
export interface ListedTable {
  /** The table whose rows the list has */
  list: string
  table: string
  /** The column with the key of the list's row */
  row: string
  columns: readonly string[]
}

// Both engines give positions as the log of users does: see sqlite-user-change-triggers.ts and its PostgreSQL neighbour.

/** The statements that make the triggers */
export const listChangeTriggers = (engine: Engine, tables: readonly ListedTable[]): string[] =>
  engine === 'postgres' ? [ofTruncate, ...tables.flatMap(postgresTriggers)] : tables.flatMap(sqliteTriggers)

function sqliteTriggers({ list, table, row, columns }: ListedTable): string[] {
  const log = (version: 'old' | 'new'): string =>
    `insert into list_changes (organization_key, list, row_key) select ${version}.organization_key, '${list}', ${version}.${row}`
  const own = ['organization_key', row]
  const differs = (names: readonly string[]): string =>
    names.map((name) => `old.${name} is not new.${name}`).join(' or ')
  const all = [...own, ...columns]
  return [
    `create trigger ${table}_list_insert after insert on ${table} begin ${log('new')}; end`,
    `create trigger ${table}_list_delete after delete on ${table} begin ${log('old')}; end`,
    `create trigger ${table}_list_update after update of ${all.join(', ')} on ${table} when ${differs(all)} begin
      ${log('new')};
      ${log('old')} where ${differs(own)};
    end`,
  ]
}

const position = 'pg_current_xact_id()::text::bigint'

/** Which rows there were is not known any more: whoever has read until now begins anew. */
const ofTruncate = `
  create function log_list_truncate() returns trigger language plpgsql as $$ begin
    update list_change_pruning set pruned_to = greatest(pruned_to, ${position});
    return null;
  end $$`

function postgresTriggers({ list, table, row, columns }: ListedTable): string[] {
  const all = ['organization_key', row, ...columns]
  const differs = all.map((name) => `old.${name} is distinct from new.${name}`).join(' or ')
  return [
    `create function log_list_rows_of_${table}() returns trigger language plpgsql as $$ begin
      insert into list_changes (position, organization_key, list, row_key)
      select distinct ${position}, organization_key, '${list}', ${row} from changed on conflict do nothing;
      return null;
    end $$`,
    `create function log_list_row_of_${table}() returns trigger language plpgsql as $$ begin
      insert into list_changes (position, organization_key, list, row_key)
      values (${position}, new.organization_key, '${list}', new.${row}), (${position}, old.organization_key, '${list}', old.${row})
      on conflict do nothing;
      return null;
    end $$`,
    `create trigger ${table}_list_insert after insert on ${table} referencing new table as changed
      for each statement execute function log_list_rows_of_${table}()`,
    `create trigger ${table}_list_delete after delete on ${table} referencing old table as changed
      for each statement execute function log_list_rows_of_${table}()`,
    `create trigger ${table}_list_update after update of ${all.join(', ')} on ${table}
      for each row when (${differs}) execute function log_list_row_of_${table}()`,
    `create trigger ${table}_list_truncate after truncate on ${table}
      for each statement execute function log_list_truncate()`,
  ]
}
