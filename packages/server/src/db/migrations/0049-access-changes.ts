import { type Kysely, sql } from 'kysely'
import type { Migration } from 'kysely/migration'
import { accessTriggers } from '../access-triggers.ts'
import type { Engine } from '../database.ts'
import { columnTypes, createTable } from './create-table.ts'

/**
 * Notes whose right to use an application has to be looked at again, until it was looked at. It refers to nothing: what is
 * noted there may be gone.
 */
export const accessChanges = (engine: Engine): Migration => ({
  async up(db: Kysely<unknown>) {
    await createTable(db, engine, 'access_changes', {
      columns: {
        organization_key: 'key',
        key: 'key',
        user_key: 'key?',
        client_id: 'text?',
        logout_uri: 'text?',
        after_sid: 'text?',
      },
      primaryKey: ['organization_key', 'key'],
    })
    await db.schema.alterTable('logout_notices').addColumn('uri', columnTypes(engine).text).execute()
    await db.schema
      .createIndex('sign_on_clients_by_client_id')
      .on('sign_on_clients')
      .columns(['organization_key', 'client_id', 'sid'])
      .execute()
    for (const statement of accessTriggers(engine)) await sql.raw(statement).execute(db)
  },
})
