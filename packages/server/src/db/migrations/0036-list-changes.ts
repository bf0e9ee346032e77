import { type Kysely, sql } from 'kysely'
import type { Migration } from 'kysely/migration'
import { changeTriggers, type LoggedTable } from '../change-triggers.ts'
import type { Engine } from '../database.ts'
import { createTable, type TableDefinition } from './create-table.ts'

/** Does not refer to `organizations`: an organization that is deleted takes its rows along, which the triggers log. */
const changes: TableDefinition = {
  columns: { position: 'bigint', organization_key: 'key', list: 'text', row_key: 'key' },
  primaryKey: ['position', 'organization_key', 'list', 'row_key'],
}
const pruning: TableDefinition = {
  columns: { id: 'integer', pruned_to: 'bigint', next: 'bigint', noted_at: 'text' },
  primaryKey: ['id'],
}

const logged: LoggedTable[] = [
  { list: 'groups', table: 'groups', key: 'key', columns: ['name_folded', 'environment_key'] },
  { list: 'groups', table: 'group_claim_mappings', key: 'group_key', columns: ['identity_provider_key'] },
  {
    list: 'application_roles',
    table: 'application_roles',
    key: 'key',
    columns: ['name_folded', 'environment_key', 'asset_key'],
  },
  { list: 'assets', table: 'assets', key: 'key', columns: ['name_folded', 'type', 'portfolio_key', 'created_at'] },
  { list: 'assets', table: 'asset_deployments', key: 'asset_key', columns: ['environment_key', 'deployed_at'] },
  {
    list: 'api_clients',
    table: 'api_clients',
    key: 'key',
    columns: ['name_folded', 'is_suspended', 'last_used_at', 'created_at'],
  },
  {
    list: 'api_clients',
    table: 'api_client_secrets',
    key: 'api_client_key',
    columns: ['is_current', 'expires_at'],
  },
  { list: 'api_clients', table: 'api_client_permissions', key: 'api_client_key', columns: [] },
]

/**
 * A log of which rows of long lists changed, for the indexes that answer these lists. Triggers write it, so that no
 * statement can forget it.
 */
export const listChanges = (engine: Engine): Migration => ({
  async up(db: Kysely<unknown>) {
    // As `user_changes` on either engine.
    if (engine === 'postgres') await createTable(db, engine, 'list_changes', changes)
    else {
      await sql`
        create table list_changes (
          position integer not null primary key,
          organization_key text not null, list text not null, row_key text not null
        )`.execute(db)
    }
    await createTable(db, engine, 'list_change_pruning', pruning)
    await sql`insert into list_change_pruning (id, pruned_to, next, noted_at) values (1, 0, 0, '')`.execute(db)
    for (const statement of changeTriggers(engine, 'list', logged)) await sql.raw(statement).execute(db)
  },
})
