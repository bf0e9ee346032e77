import type { Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'
import type { LoggedTable } from '../change-triggers.ts'
import type { Engine } from '../database.ts'
import { createChangeLog } from './create-change-log.ts'

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
  up: (db: Kysely<unknown>) =>
    createChangeLog(db, engine, { log: 'list', named: { list: 'text', row_key: 'key' }, logged }),
})
