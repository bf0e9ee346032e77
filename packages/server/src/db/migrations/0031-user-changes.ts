import type { Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'
import type { LoggedTable } from '../change-triggers.ts'
import type { Engine } from '../database.ts'
import { createChangeLog } from './create-change-log.ts'

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
  up: (db: Kysely<unknown>) => createChangeLog(db, engine, { log: 'user', named: { user_key: 'key' }, logged }),
})
