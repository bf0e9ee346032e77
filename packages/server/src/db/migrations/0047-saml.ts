import type { Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'
import type { Engine } from '../database.ts'
import { createTable, type TableDefinition } from './create-table.ts'

const ofOrganization = {
  columns: ['organization_key'],
  table: 'organizations',
  target: ['key'],
  cascade: true,
} as const
const ofProvider: NonNullable<TableDefinition['references']>[number] = {
  columns: ['organization_key', 'identity_provider_key'],
  table: 'identity_providers',
  cascade: true,
}

/** SAML: the organization's own keys, what metadata of providers say, messages that must not come twice, and names that end sessions. */
export const saml = (engine: Engine): Migration => ({
  async up(db: Kysely<unknown>) {
    await createTable(db, engine, 'saml_keys', {
      columns: {
        organization_key: 'key',
        key: 'key',
        number: 'integer',
        certificate: 'text',
        private_key_encrypted: 'text',
        created_at: 'text',
      },
      primaryKey: ['organization_key', 'key'],
      unique: [['organization_key', 'number']],
      references: [{ ...ofOrganization, columns: ['organization_key'], target: ['key'] }],
    })
    await createTable(db, engine, 'saml_metadata', {
      columns: {
        organization_key: 'key',
        identity_provider_key: 'key',
        url: 'text',
        facts: 'text?',
        read_at: 'text?',
        failure: 'text?',
        due_at: 'text',
      },
      primaryKey: ['organization_key', 'identity_provider_key'],
      references: [ofProvider],
    })
    await createTable(db, engine, 'saml_messages', {
      columns: {
        organization_key: 'key',
        identity_provider_key: 'key',
        message_hash: 'text',
        request_hash: 'text?',
        identity_encrypted: 'text?',
        created_at: 'text',
        expires_at: 'text',
      },
      primaryKey: ['organization_key', 'identity_provider_key', 'message_hash'],
      unique: [['organization_key', 'request_hash']],
      references: [ofProvider],
    })
    await createTable(db, engine, 'saml_names', {
      columns: {
        organization_key: 'key',
        identity_provider_key: 'key',
        name_hash: 'text',
        subject: 'text',
        expires_at: 'text',
      },
      primaryKey: ['organization_key', 'identity_provider_key', 'name_hash'],
      references: [ofProvider],
    })
    await db.schema.createIndex('saml_names_by_expires_at').on('saml_names').column('expires_at').execute()
    await db.schema.createIndex('saml_metadata_by_due_at').on('saml_metadata').column('due_at').execute()
    await db.schema.createIndex('saml_messages_by_expires_at').on('saml_messages').column('expires_at').execute()
  },
})
