import { type Kysely, sql } from 'kysely'
import type { Migration } from 'kysely/migration'
import { moreTriggers } from '../change-triggers.ts'
import type { Engine } from '../database.ts'

const scopes = { list: 'api_clients', table: 'api_client_scopes', key: 'api_client_key', columns: [] }

/** The status of an API client in lists depends on whether it has scopes of registered APIs. */
export const apiClientScopeChanges = (engine: Engine): Migration => ({
  async up(db: Kysely<unknown>) {
    for (const statement of moreTriggers(engine, 'list', [scopes])) await sql.raw(statement).execute(db)
  },
})
