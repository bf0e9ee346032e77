import { type Kysely, sql } from 'kysely'
import type { Migration } from 'kysely/migration'
import type { Engine } from '../database.ts'
import { columnTypes, createTable, type TableDefinition } from './create-table.ts'

type Reference = NonNullable<TableDefinition['references']>[number]
const ofOrganization: Reference = {
  columns: ['organization_key'],
  table: 'organizations',
  target: ['key'],
  cascade: true,
}
const ofUser: Reference = { columns: ['organization_key', 'user_key'], table: 'users', cascade: true }

const tables: Record<string, TableDefinition> = {
  passwords: {
    columns: { organization_key: 'key', user_key: 'key', hash: 'text', changed_at: 'text' },
    primaryKey: ['organization_key', 'user_key'],
    references: [ofUser],
  },
  attempts: {
    columns: {
      organization_key: 'key',
      subject_hash: 'text',
      attempts: 'integer',
      locked_until: 'text?',
      expires_at: 'text',
    },
    primaryKey: ['organization_key', 'subject_hash'],
    references: [ofOrganization],
  },
  one_time_codes: {
    columns: {
      organization_key: 'key',
      key: 'key',
      purpose: 'text',
      user_key: 'key?',
      token_hash: 'text?',
      code_hash: 'text?',
      wrong_attempts: 'integer',
      expires_at: 'text',
      created_at: 'text',
    },
    primaryKey: ['organization_key', 'key'],
    unique: [['organization_key', 'token_hash']],
    references: [ofOrganization, ofUser],
  },
  sessions: {
    columns: {
      organization_key: 'key',
      key: 'key',
      user_key: 'key',
      token_hash: 'text',
      authorization_session: 'text?',
      method: 'text',
      address: 'text?',
      user_agent: 'text?',
      created_at: 'text',
      last_seen_at: 'text',
      expires_at: 'text',
    },
    primaryKey: ['organization_key', 'key'],
    unique: [['organization_key', 'token_hash']],
    references: [ofUser],
  },
  authorization_records: {
    columns: {
      organization_key: 'key',
      model: 'text',
      id_hash: 'text',
      payload_encrypted: 'text',
      uid: 'text?',
      grant_id: 'text?',
      user_key: 'key?',
      consumed_at: 'text?',
      expires_at: 'text',
    },
    primaryKey: ['organization_key', 'model', 'id_hash'],
    references: [ofOrganization, ofUser],
  },
  passkeys: {
    columns: {
      organization_key: 'key',
      key: 'key',
      user_key: 'key',
      credential_id: 'text',
      public_key: 'text',
      counter: 'integer',
      transports: 'text?',
      name: 'text',
      created_at: 'text',
      last_used_at: 'text?',
    },
    primaryKey: ['organization_key', 'key'],
    unique: [['organization_key', 'credential_id']],
    references: [ofUser],
  },
  authenticators: {
    columns: {
      organization_key: 'key',
      user_key: 'key',
      secret_encrypted: 'text',
      recovery_code_hashes: 'text',
      last_step: 'integer',
      confirmed_at: 'text?',
      created_at: 'text',
    },
    primaryKey: ['organization_key', 'user_key'],
    references: [ofUser],
  },
  sign_in_days: {
    columns: { organization_key: 'key', day: 'text', sign_ins: 'integer' },
    primaryKey: ['organization_key', 'day'],
    references: [ofOrganization],
  },
  mail_settings: {
    columns: {
      organization_key: 'key',
      host: 'text',
      port: 'integer',
      security: 'text',
      username: 'text?',
      password_encrypted: 'text?',
      from_name: 'text?',
      from_address: 'text',
      updated_at: 'text',
    },
    primaryKey: ['organization_key'],
    references: [ofOrganization],
  },
  mails: {
    columns: {
      organization_key: 'key',
      key: 'key',
      kind: 'text',
      status: 'text',
      to_address: 'text',
      to_name: 'text?',
      subject: 'text',
      content_encrypted: 'text?',
      attempts: 'integer',
      next_attempt_at: 'text?',
      claimed_by: 'key?',
      error: 'text?',
      created_at: 'text',
      sent_at: 'text?',
    },
    primaryKey: ['organization_key', 'key'],
    references: [ofOrganization],
  },
}

const indexes: [table: string, columns: string[]][] = [
  ['one_time_codes', ['organization_key', 'user_key', 'purpose']],
  ['sessions', ['organization_key', 'user_key']],
  // What has expired is removed for all organizations at once.
  ['attempts', ['expires_at']],
  ['one_time_codes', ['expires_at']],
  ['sessions', ['expires_at']],
  ['authorization_records', ['expires_at']],
  ['authorization_records', ['organization_key', 'uid']],
  ['authorization_records', ['organization_key', 'grant_id']],
  ['authorization_records', ['organization_key', 'user_key']],
  ['passkeys', ['organization_key', 'user_key']],
  // The workers look for what is due, in all organizations.
  ['mails', ['status', 'next_attempt_at']],
  ['mails', ['created_at']],
]

/** What members need to sign in, what they are sent by mail, and the reminder that a secret expires. */
export const signIn = (engine: Engine): Migration => ({
  async up(db: Kysely<unknown>) {
    const { integer, text } = columnTypes(engine)
    for (const [name, definition] of Object.entries(tables)) await createTable(db, engine, name, definition)
    for (const [table, columns] of indexes) {
      const own = columns.filter((column) => column !== 'organization_key')
      await db.schema
        .createIndex(`${table}_by_${own.join('_')}`)
        .on(table)
        .columns(columns)
        .execute()
    }
    await db.schema
      .alterTable('api_clients')
      .addColumn('has_expiry_reminder', integer, (column) => column.notNull().defaultTo(sql.lit(1)))
      .execute()
    await db.schema.alterTable('api_client_secrets').addColumn('reminded_at', text).execute()
    // Reminders look for what expires soon, in all organizations.
    await db.schema
      .createIndex('api_client_secrets_by_expires_at')
      .on('api_client_secrets')
      .columns(['is_current', 'expires_at'])
      .execute()
  },
})
