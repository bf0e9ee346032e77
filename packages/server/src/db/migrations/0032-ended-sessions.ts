import type { Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'
import type { Engine } from '../database.ts'
import { createTable } from './create-table.ts'

/** Why sessions ended, for whoever holds their cookie. */
export const endedSessions = (engine: Engine): Migration => ({
  async up(db: Kysely<unknown>) {
    await createTable(db, engine, 'ended_sessions', {
      columns: { organization_key: 'key', token_hash: 'text', reason: 'text', ended_at: 'text' },
      primaryKey: ['organization_key', 'token_hash'],
      references: [{ columns: ['organization_key'], table: 'organizations', target: ['key'], cascade: true }],
    })
    await db.schema.createIndex('ended_sessions_ended_at').on('ended_sessions').column('ended_at').execute()
  },
})
