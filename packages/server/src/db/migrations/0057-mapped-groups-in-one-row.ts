import { type Kysely, sql } from 'kysely'
import type { Migration } from 'kysely/migration'
import type { Engine } from '../database.ts'
import { createTable } from './create-table.ts'

/**
 * The groups that the claims of a provider gave a user are one row: a row for each group costs a sign-in with hundreds of
 * them more than the memberships themselves.
 */
export const mappedGroupsInOneRow = (engine: Engine): Migration => ({
  async up(db: Kysely<unknown>) {
    await createTable(db, engine, 'user_mapped_groups', {
      columns: { organization_key: 'key', user_key: 'key', identity_provider_key: 'key', group_keys: 'text' },
      primaryKey: ['organization_key', 'user_key', 'identity_provider_key'],
      references: [
        { columns: ['organization_key'], table: 'organizations', target: ['key'], cascade: true },
        { columns: ['organization_key', 'identity_provider_key'], table: 'identity_providers', cascade: true },
        { columns: ['organization_key', 'user_key'], table: 'users', cascade: true },
      ],
    })
    await db.schema
      .createIndex('user_mapped_groups_by_identity_provider_key')
      .on('user_mapped_groups')
      .columns(['organization_key', 'identity_provider_key'])
      .execute()
    const keys = engine === 'postgres' ? sql`json_agg(group_key)::text` : sql`json_group_array(group_key)`
    await sql`insert into user_mapped_groups (organization_key, user_key, identity_provider_key, group_keys)
      select organization_key, user_key, identity_provider_key, ${keys} from mapped_group_users
      group by organization_key, user_key, identity_provider_key`.execute(db)
    await db.schema.dropTable('mapped_group_users').execute()
  },
})
