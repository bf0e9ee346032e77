import type { LoggedTable } from './logged-table.ts'

/**
 * Rows get positions in the order in which they are written, and none ever comes again. Transactions that write come one
 * after the other, so a reader that has seen one position has seen all before it.
 */
const logRow = (row: 'old' | 'new', user: string): string =>
  `insert into user_changes (organization_key, user_key) select ${row}.organization_key, ${row}.${user}`

/** The statements that make the triggers on SQLite */
export const sqliteUserChangeTriggers = (tables: readonly LoggedTable[]): string[] =>
  tables.flatMap(({ table, user, columns }) => {
    const all = ['organization_key', user, ...columns]
    const differs = (list: string[]): string => list.map((column) => `old.${column} is not new.${column}`).join(' or ')
    return [
      `create trigger ${table}_log_insert after insert on ${table} begin ${logRow('new', user)}; end`,
      `create trigger ${table}_log_delete after delete on ${table} begin ${logRow('old', user)}; end`,
      `create trigger ${table}_log_update after update of ${all.join(', ')} on ${table} when ${differs(all)} begin
        ${logRow('new', user)};
        ${logRow('old', user)} where ${differs(['organization_key', user])};
      end`,
    ]
  })
