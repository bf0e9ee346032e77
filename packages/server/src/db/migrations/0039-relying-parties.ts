import type { Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'
import type { Engine } from '../database.ts'
import { type Columns, createTable, type TableDefinition } from './create-table.ts'

/** Rows of the organization that go with a relying party, and with what they name */
const link = (column: string, table: string): TableDefinition => ({
  columns: { organization_key: 'key', relying_party_key: 'key', [column]: 'key' } as Columns,
  primaryKey: ['organization_key', 'relying_party_key', column],
  references: [
    { columns: ['organization_key'], table: 'organizations', target: ['key'], cascade: true },
    { columns: ['organization_key', 'relying_party_key'], table: 'relying_parties', cascade: true },
    { columns: ['organization_key', column], table, cascade: true },
  ],
})

const links: [name: string, column: string, table: string][] = [
  ['relying_party_application_roles', 'application_role_key', 'application_roles'],
  ['relying_party_groups', 'group_key', 'groups'],
  ['relying_party_identity_providers', 'identity_provider_key', 'identity_providers'],
]

const indexes: [table: string, columns: string[]][] = [
  ['relying_parties', ['organization_key', 'last_used_at', 'key']],
  ['relying_parties', ['organization_key', 'environment_key']],
  ['relying_party_secrets', ['organization_key', 'relying_party_key']],
  ['relying_party_secrets', ['is_current', 'expires_at']],
  ...links.map(([table, column]): [string, string[]] => [table, ['organization_key', column]]),
]

/** Programs that sign people in: their settings, their secrets, and who may use them. */
export const relyingParties = (engine: Engine): Migration => ({
  async up(db: Kysely<unknown>) {
    await createTable(db, engine, 'relying_parties', {
      columns: {
        organization_key: 'key',
        key: 'key',
        client_id: 'text',
        name: 'text',
        name_folded: 'text',
        logo_url: 'text?',
        type: 'text',
        is_active: 'integer',
        client_authentication: 'text',
        redirect_uris: 'text',
        post_logout_redirect_uris: 'text',
        back_channel_logout_uri: 'text?',
        initiate_login_uri: 'text?',
        requires_pkce: 'integer',
        requires_consent: 'integer',
        requires_pushed_requests: 'integer',
        uses_dpop: 'text',
        allows_refresh_tokens: 'integer',
        access_token_minutes: 'integer',
        refresh_token_days: 'integer',
        scopes: 'text',
        audience: 'text',
        asset_key: 'key?',
        environment_key: 'key?',
        max_sign_in_age_minutes: 'integer?',
        requires_second_factor: 'integer',
        limits_identity_providers: 'integer',
        jwks: 'text?',
        jwks_uri: 'text?',
        has_expiry_reminder: 'integer',
        last_used_at: 'text?',
        created_by: 'text',
        created_at: 'text',
        updated_at: 'text',
      },
      primaryKey: ['organization_key', 'key'],
      unique: [
        ['organization_key', 'client_id'],
        ['organization_key', 'name_folded'],
      ],
      references: [
        { columns: ['organization_key'], table: 'organizations', target: ['key'], cascade: true },
        { columns: ['organization_key', 'environment_key'], table: 'environments', cascade: true },
      ],
    })
    await createTable(db, engine, 'relying_party_secrets', {
      columns: {
        organization_key: 'key',
        key: 'key',
        relying_party_key: 'key',
        hash: 'text',
        last_four: 'text',
        is_current: 'integer',
        expires_at: 'text',
        created_at: 'text',
        created_by: 'text',
        used_at: 'text?',
        reminded_at: 'text?',
      },
      primaryKey: ['organization_key', 'key'],
      references: [
        { columns: ['organization_key'], table: 'organizations', target: ['key'], cascade: true },
        { columns: ['organization_key', 'relying_party_key'], table: 'relying_parties', cascade: true },
      ],
    })
    for (const [name, column, table] of links) await createTable(db, engine, name, link(column, table))
    for (const [table, columns] of indexes) {
      const name = `${table}_by_${columns.filter((column) => column !== 'organization_key').join('_')}`
      await db.schema.createIndex(name).on(table).columns(columns).execute()
    }
  },
})
