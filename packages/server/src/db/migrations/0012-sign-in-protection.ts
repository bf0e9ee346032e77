import type { Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'
import type { Engine } from '../database.ts'
import { columnTypes, createTable, type TableDefinition } from './create-table.ts'

const tables: Record<string, TableDefinition> = {
  known_browsers: {
    columns: { organization_key: 'key', user_key: 'key', token_hash: 'text', expires_at: 'text' },
    primaryKey: ['organization_key', 'user_key', 'token_hash'],
    references: [{ columns: ['organization_key', 'user_key'], table: 'users', cascade: true }],
  },
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

/**
 * What an organization requires of its sign-ins and sessions; the browsers in which users have signed in; and to which
 * credentials of a user sessions, links and codes belong. Those that were made before this belong to none: they are not
 * valid any more.
 */
export const signInProtection = (engine: Engine): Migration => ({
  async up(db: Kysely<unknown>) {
    const { key, text } = columnTypes(engine)
    for (const [name, definition] of Object.entries(tables)) await createTable(db, engine, name, definition)
    const columns = [
      ['users', 'credentials_epoch', key],
      ['sessions', 'credentials_stamp', text],
      ['one_time_codes', 'credentials_stamp', text],
      ['one_time_codes', 'browser_hash', text],
      ['one_time_codes', 'recipient_hash', text],
      ['attempts', 'open_kind', text],
    ] as const
    for (const [table, column, type] of columns) await db.schema.alterTable(table).addColumn(column, type).execute()
    for (const column of ['browser_hash', 'recipient_hash']) {
      await db.schema
        .createIndex(`one_time_codes_by_${column}`)
        .on('one_time_codes')
        .columns(['organization_key', column])
        .execute()
    }
    // What has expired is removed for all organizations at once.
    await db.schema.createIndex('known_browsers_by_expires_at').on('known_browsers').column('expires_at').execute()
    // What anonymous callers can add without end is found by its age, so that the oldest of it is removed.
    await db.schema
      .createIndex('attempts_by_open_kind')
      .on('attempts')
      .columns(['organization_key', 'open_kind', 'expires_at'])
      .where('open_kind' as never, 'is not', null)
      .execute()
    await db.schema
      .createIndex('authorization_records_without_user')
      .on('authorization_records')
      .columns(['organization_key', 'model', 'expires_at'])
      .where('user_key' as never, 'is', null)
      .execute()
  },
})
