import { type Kysely, sql } from 'kysely'
import type { Migration } from 'kysely/migration'
import { changeTriggers, type LoggedTable } from '../change-triggers.ts'
import type { Engine } from '../database.ts'
import { createTable, type TableDefinition } from './create-table.ts'

/** Does not refer to `organizations`: an organization that is deleted takes its users along, which the triggers log. */
const changes: TableDefinition = {
  columns: { position: 'bigint', organization_key: 'key', user_key: 'key' },
  primaryKey: ['position', 'organization_key', 'user_key'],
}
const pruning: TableDefinition = {
  columns: { id: 'integer', pruned_to: 'bigint', next: 'bigint', noted_at: 'text' },
  primaryKey: ['id'],
}

const logged: LoggedTable[] = [
  {
    table: 'users',
    key: 'key',
    columns: ['name_folded', 'email_folded', 'email_domain', 'status', 'last_login_at'],
  },
  { table: 'user_identities', key: 'user_key', columns: ['username_folded'] },
  { table: 'user_logins', key: 'user_key', columns: ['environment_key'] },
  { table: 'user_application_roles', key: 'user_key', columns: ['application_role_key'] },
  { table: 'group_users', key: 'user_key', columns: ['group_key', 'membership_type'] },
  {
    table: 'user_organization_roles',
    key: 'user_key',
    columns: ['organization_role_key', 'start_time', 'end_time'],
  },
]

/**
 * A log of which users changed, for the index that answers lists of users. Triggers write it, so that no statement can
 * forget it: what is inserted or deleted, and updates of the columns that lists ask for.
 */
export const userChanges = (engine: Engine): Migration => ({
  async up(db: Kysely<unknown>) {
    // On SQLite, where a group's members are logged one by one, the plainest table: it takes a third of the time. The
    // position is one more than the highest, which is never deleted.
    if (engine === 'postgres') await createTable(db, engine, 'user_changes', changes)
    else {
      await sql`
        create table user_changes (
          position integer not null primary key,
          organization_key text not null, user_key text not null
        )`.execute(db)
    }
    await createTable(db, engine, 'user_change_pruning', pruning)
    await sql`insert into user_change_pruning (id, pruned_to, next, noted_at) values (1, 0, 0, '')`.execute(db)
    for (const statement of changeTriggers(engine, 'user', logged)) await sql.raw(statement).execute(db)
  },
})
