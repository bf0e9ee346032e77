import type { Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'
import type { Engine } from '../database.ts'
import { createTable } from './create-table.ts'

/** How often each API client got a token, called an API or was refused, by hour. */
export const useOfApiClients = (engine: Engine): Migration => ({
  async up(db: Kysely<unknown>) {
    await createTable(db, engine, 'api_client_uses', {
      columns: { organization_key: 'key', api_client_key: 'key', hour: 'text', outcome: 'text', uses: 'integer' },
      primaryKey: ['organization_key', 'api_client_key', 'hour', 'outcome'],
      references: [{ columns: ['organization_key'], table: 'organizations', target: ['key'], cascade: true }],
    })
  },
})
