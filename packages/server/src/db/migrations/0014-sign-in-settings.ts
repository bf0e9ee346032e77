import type { Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'
import type { Engine } from '../database.ts'
import { createTable, type TableDefinition } from './create-table.ts'

const tables: Record<string, TableDefinition> = {
  sign_in_settings: {
    columns: {
      organization_key: 'key',
      second_factor_required_for: 'text',
      passwords_refused_for: 'text',
      session_minutes: 'integer',
      idle_minutes: 'integer?',
      recent_sign_in_minutes: 'integer',
      recent_sign_in_areas: 'text',
      updated_at: 'text',
    },
    primaryKey: ['organization_key'],
    references: [{ columns: ['organization_key'], table: 'organizations', target: ['key'], cascade: true }],
  },
  sign_in_setting_roles: {
    columns: { organization_key: 'key', setting: 'text', organization_role_key: 'key' },
    primaryKey: ['organization_key', 'setting', 'organization_role_key'],
    references: [
      { columns: ['organization_key'], table: 'sign_in_settings', target: ['organization_key'], cascade: true },
      { columns: ['organization_key', 'organization_role_key'], table: 'organization_roles', cascade: true },
    ],
  },
}

/** What an organization requires of its sign-ins and sessions. */
export const signInSettings = (engine: Engine): Migration => ({
  async up(db: Kysely<unknown>) {
    for (const [name, definition] of Object.entries(tables)) await createTable(db, engine, name, definition)
  },
})
