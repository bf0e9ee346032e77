import type { Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'
import type { Engine } from '../database.ts'
import { type Columns, columnTypes, createTable, type TableDefinition } from './create-table.ts'

const organization = { columns: ['organization_key'], table: 'organizations', target: ['key'], cascade: true } as const

/** Who holds which scopes: rows go with the holder and with the scope. */
const scopesOf = (column: string, table: string): TableDefinition => ({
  columns: { organization_key: 'key', [column]: 'key', scope_key: 'key' } as Columns,
  primaryKey: ['organization_key', column, 'scope_key'],
  references: [
    { ...organization, columns: [...organization.columns], target: [...organization.target] },
    { columns: ['organization_key', column], table, cascade: true },
    { columns: ['organization_key', 'scope_key'], table: 'registered_api_scopes', cascade: true },
  ],
})

/** APIs of the organization's own, their scopes and who holds them, and how long tokens of each API client are valid. */
export const registeredApis = (engine: Engine): Migration => ({
  async up(db: Kysely<unknown>) {
    await createTable(db, engine, 'registered_apis', {
      columns: {
        organization_key: 'key',
        key: 'key',
        name: 'text',
        name_folded: 'text',
        audience: 'text',
        audience_compared: 'text',
        access_token_minutes: 'integer',
        is_active: 'integer',
        created_at: 'text',
        updated_at: 'text',
      },
      primaryKey: ['organization_key', 'key'],
      unique: [['organization_key', 'audience_compared']],
      references: [{ ...organization, columns: [...organization.columns], target: [...organization.target] }],
    })
    await createTable(db, engine, 'registered_api_scopes', {
      columns: {
        organization_key: 'key',
        key: 'key',
        registered_api_key: 'key',
        name: 'text',
        description: 'text?',
        position: 'integer',
      },
      primaryKey: ['organization_key', 'key'],
      unique: [['organization_key', 'registered_api_key', 'name']],
      references: [
        { ...organization, columns: [...organization.columns], target: [...organization.target] },
        { columns: ['organization_key', 'registered_api_key'], table: 'registered_apis', cascade: true },
      ],
    })
    await createTable(db, engine, 'api_client_scopes', scopesOf('api_client_key', 'api_clients'))
    await createTable(db, engine, 'relying_party_scopes', scopesOf('relying_party_key', 'relying_parties'))
    for (const [table, columns] of indexes) {
      const name = `${table}_by_${columns.slice(1).join('_')}`
      await db.schema.createIndex(name).on(table).columns(columns).execute()
    }
    await db.schema
      .alterTable('api_clients')
      .addColumn('access_token_minutes', columnTypes(engine).integer, (column) => column.notNull().defaultTo(720))
      .execute()
  },
})

const indexes: [table: string, columns: string[]][] = [
  ['registered_apis', ['organization_key', 'audience']],
  ['registered_apis', ['organization_key', 'name_folded', 'key']],
  ['api_client_scopes', ['organization_key', 'scope_key']],
  ['relying_party_scopes', ['organization_key', 'scope_key']],
]
