import { type Kysely, sql } from 'kysely'
import type { Migration } from 'kysely/migration'
import type { Engine } from '../database.ts'
import { tables } from './0001-tables.ts'
import { createTable } from './create-table.ts'

/** Indexes by table. Each starts with the organization; a list's index ends with the key, which breaks its ties. */
const indexes: Record<string, string[][]> = {
  application_roles: [['name_folded', 'key'], ['environment_key'], ['asset_key', 'environment_key']],
  users: [
    ['name_folded', 'key'],
    ['status', 'key'],
    ['status', 'name_folded', 'key'],
    ['email_domain', 'name_folded', 'key'],
  ],
  user_logins: [['environment_key', 'user_key']],
  user_identities: [['identity_provider_key', 'user_key']],
  group_users: [['user_key', 'group_key']],
  group_application_roles: [['application_role_key', 'group_key']],
  user_application_roles: [['application_role_key', 'user_key']],
  organization_role_permissions: [['organization_role_key']],
  user_organization_roles: [['user_key'], ['organization_role_key', 'user_key'], ['asset_key']],
  api_clients: [['name_folded', 'key']],
  api_client_secrets: [['api_client_key']],
  api_client_permissions: [['api_client_key']],
  revoked_tokens: [['expires_at']],
  used_assertions: [['expires_at']],
  audit_entries: [
    ['occurred_at', 'key'],
    ['entity_key', 'occurred_at'],
  ],
}

/** Sorts whose column may be null: never logged in comes before every login, no e-mail before every e-mail. */
const nullsFirst: [table: string, column: string][] = [
  ['users', 'last_login_at'],
  ['users', 'email_folded'],
]

export const foundation = (engine: Engine): Migration => ({
  async up(db: Kysely<unknown>) {
    for (const [name, definition] of Object.entries(tables)) await createTable(db, engine, name, definition)
    for (const [table, lists] of Object.entries(indexes)) {
      for (const columns of lists) {
        await db.schema
          .createIndex(`${table}_by_${columns.join('_')}`)
          .on(table)
          .columns(['organization_key', ...columns])
          .execute()
      }
    }
    // SQLite has null first by itself and refuses the words in an index.
    const first = engine === 'postgres' ? sql` nulls first` : sql``
    for (const [table, column] of nullsFirst) {
      const name = sql.id(`${table}_by_${column}_key`)
      await sql`create index ${name} on ${sql.table(table)} (organization_key, ${sql.id(column)}${first}, key)`.execute(
        db,
      )
    }
  },
})
