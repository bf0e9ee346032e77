import { type Kysely, sql } from 'kysely'
import type { Migration } from 'kysely/migration'
import type { Engine } from '../database.ts'
import { columnTypes, createTable, type TableDefinition } from './create-table.ts'

const organization = { columns: ['organization_key'], table: 'organizations', target: ['key'], cascade: true as const }
const provider = {
  columns: ['organization_key', 'identity_provider_key'],
  table: 'identity_providers',
  cascade: true as const,
}

const tables: Record<string, TableDefinition> = {
  identity_provider_domains: {
    columns: { organization_key: 'key', domain: 'text', identity_provider_key: 'key' },
    primaryKey: ['organization_key', 'domain'],
    references: [organization, provider],
  },
  // Deleted by the operations that delete a membership, and with the user, the group or the provider.
  mapped_group_users: {
    columns: { organization_key: 'key', user_key: 'key', identity_provider_key: 'key', group_key: 'key' },
    primaryKey: ['organization_key', 'user_key', 'identity_provider_key', 'group_key'],
    references: [
      organization,
      provider,
      { columns: ['organization_key', 'user_key'], table: 'users', cascade: true },
      { columns: ['organization_key', 'group_key'], table: 'groups', cascade: true },
    ],
  },
}

const indexes: [table: string, column: string][] = [
  ['identity_provider_domains', 'identity_provider_key'],
  ['mapped_group_users', 'group_key'],
  ['mapped_group_users', 'identity_provider_key'],
]

/**
 * What sign-ins through external identity providers need: whose e-mails a provider is for, whether its second factor
 * counts, and which memberships come from the claims of which provider.
 */
export const externalSignIns = (engine: Engine): Migration => ({
  async up(db: Kysely<unknown>) {
    await db.schema
      .alterTable('identity_providers')
      .addColumn('trusts_second_factor', columnTypes(engine).integer, (column) =>
        column.notNull().defaultTo(sql.lit(0)),
      )
      .execute()
    for (const [name, definition] of Object.entries(tables)) await createTable(db, engine, name, definition)
    for (const [table, column] of indexes) {
      await db.schema.createIndex(`${table}_by_${column}`).on(table).columns(['organization_key', column]).execute()
    }
  },
})
