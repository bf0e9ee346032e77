import type { LoggedTable } from './logged-table.ts'

// The position is the transaction's id. A reader cannot tell from positions alone what it has seen, since transactions end
// in another order than they begin: it reads again what is not older than the oldest one under way when it read last.

const position = 'pg_current_xact_id()::text::bigint'

/** Logs each user once, however many rows of theirs a statement has changed. */
const ofStatement = (user: string): string => `
  create function log_changes_by_${user}() returns trigger language plpgsql as $$ begin
    insert into user_changes (position, organization_key, user_key)
    select distinct ${position}, organization_key, ${user} from changed on conflict do nothing;
    return null;
  end $$`

const ofRow = (user: string): string => `
  create function log_update_by_${user}() returns trigger language plpgsql as $$ begin
    insert into user_changes (position, organization_key, user_key)
    values (${position}, new.organization_key, new.${user}), (${position}, old.organization_key, old.${user})
    on conflict do nothing;
    return null;
  end $$`

/** Which users there were is not known any more: whoever has read until now begins anew. */
const ofTruncate = `
  create function log_truncate() returns trigger language plpgsql as $$ begin
    update user_change_pruning set pruned_to = greatest(pruned_to, ${position});
    return null;
  end $$`

/** The statements that make the triggers on PostgreSQL */
export const postgresUserChangeTriggers = (tables: readonly LoggedTable[]): string[] => [
  ...['key', 'user_key'].flatMap((user) => [ofStatement(user), ofRow(user)]),
  ofTruncate,
  ...tables.flatMap(({ table, user, columns }) => {
    const all = ['organization_key', user, ...columns]
    const differs = all.map((column) => `old.${column} is distinct from new.${column}`).join(' or ')
    return [
      `create trigger ${table}_log_insert after insert on ${table} referencing new table as changed
        for each statement execute function log_changes_by_${user}()`,
      `create trigger ${table}_log_delete after delete on ${table} referencing old table as changed
        for each statement execute function log_changes_by_${user}()`,
      // PostgreSQL gives no table of the changed rows to a trigger that is for certain columns.
      `create trigger ${table}_log_update after update of ${all.join(', ')} on ${table}
        for each row when (${differs}) execute function log_update_by_${user}()`,
      `create trigger ${table}_log_truncate after truncate on ${table}
        for each statement execute function log_truncate()`,
    ]
  }),
]
