import type { Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'
import type { Engine } from '../database.ts'
import { createTable } from './create-table.ts'

/** Which certificates members were reminded of, so that they are told once. */
export const certificateReminders = (engine: Engine): Migration => ({
  async up(db: Kysely<unknown>) {
    await createTable(db, engine, 'certificate_reminders', {
      columns: { organization_key: 'key', fingerprint: 'text', expires_at: 'text' },
      primaryKey: ['organization_key', 'fingerprint'],
      references: [{ columns: ['organization_key'], table: 'organizations', target: ['key'], cascade: true }],
    })
  },
})
