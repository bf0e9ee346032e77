import { type Kysely, sql } from 'kysely'
import type { Migration } from 'kysely/migration'
import type { Engine } from '../database.ts'
import { fold } from '../fold.ts'
import { newKey } from '../keys.ts'
import { columnTypes, createTable, type TableDefinition } from './create-table.ts'

const organization = { columns: ['organization_key'], table: 'organizations', target: ['key'], cascade: true } as const
const owned = (column: string, table: string): NonNullable<TableDefinition['references']>[number] => ({
  columns: ['organization_key', column],
  table,
  cascade: true,
})
const ofOrganization = { ...organization, columns: [...organization.columns], target: [...organization.target] }

/** A role as its asset defines it, apart from the environments in which it exists. */
const definitions: TableDefinition = {
  columns: {
    organization_key: 'key',
    external_key: 'key',
    asset_key: 'key',
    name: 'text',
    name_folded: 'text',
    claim: 'text?',
    created_at: 'text',
  },
  primaryKey: ['organization_key', 'external_key'],
  unique: [['organization_key', 'asset_key', 'name_folded']],
  references: [ofOrganization, owned('asset_key', 'assets')],
}

const deployments: TableDefinition = {
  columns: {
    organization_key: 'key',
    asset_key: 'key',
    environment_key: 'key',
    key: 'key',
    deployed_at: 'text',
    deployed_by: 'key?',
  },
  primaryKey: ['organization_key', 'asset_key', 'environment_key'],
  references: [ofOrganization, owned('asset_key', 'assets'), owned('environment_key', 'environments')],
}

/** As many rows as one statement of either engine takes. */
const batch = 1_000

/**
 * Gives application roles their definitions, deployments keys of their own, assets a type and portfolios unique names.
 * What was there before is kept: the definitions come from the roles.
 */
export const assets = (engine: Engine): Migration => ({
  async up(db: Kysely<unknown>) {
    await createTable(db, engine, 'asset_application_roles', definitions)
    await sql`
      insert into asset_application_roles
        (organization_key, external_key, asset_key, name, name_folded, claim, created_at)
      select organization_key, external_key, asset_key, name, name_folded, max(claim), min(created_at)
      from application_roles
      group by organization_key, external_key, asset_key, name, name_folded`.execute(db)
    await keyDeployments(db, engine)
    const { text } = columnTypes(engine)
    await db.schema
      .alterTable('assets')
      .addColumn('type', text, (column) => column.notNull().defaultTo('WebApplication'))
      .execute()
    await db.schema.alterTable('assets').addColumn('description', text).execute()
    await nameFoldedPortfolios(db, engine)
  },
})

/** SQLite adds no column that must not be null and has no default: the table is made again. Nothing refers to it. */
async function keyDeployments(db: Kysely<unknown>, engine: Engine): Promise<void> {
  const known = db.withTables<{
    asset_deployments: Record<
      'organization_key' | 'asset_key' | 'environment_key' | 'key' | 'deployed_at' | 'deployed_by',
      string | null
    >
  }>()
  const rows = await known
    .selectFrom('asset_deployments')
    .select(['organization_key', 'asset_key', 'environment_key', 'deployed_at'])
    .execute()
  await db.schema.dropTable('asset_deployments').execute()
  await createTable(db, engine, 'asset_deployments', deployments)
  const keyed = rows.map((row) => ({ ...row, key: newKey(Date.parse(row.deployed_at ?? '')), deployed_by: null }))
  for (let start = 0; start < keyed.length; start += batch) {
    await known
      .insertInto('asset_deployments')
      .values(keyed.slice(start, start + batch))
      .execute()
  }
}

async function nameFoldedPortfolios(db: Kysely<unknown>, engine: Engine): Promise<void> {
  const { text } = columnTypes(engine)
  await db.schema
    .alterTable('portfolios')
    .addColumn('name_folded', text, (column) => column.notNull().defaultTo(''))
    .execute()
  const known = db.withTables<{
    portfolios: { organization_key: string; key: string; name: string; name_folded: string }
  }>()
  for (const { organization_key, key, name } of await known.selectFrom('portfolios').selectAll().execute()) {
    await known
      .updateTable('portfolios')
      .set({ name_folded: fold(name) })
      .where('organization_key', '=', organization_key)
      .where('key', '=', key)
      .execute()
  }
  await db.schema
    .createIndex('portfolios_name_folded_uq')
    .on('portfolios')
    .columns(['organization_key', 'name_folded'])
    .unique()
    .execute()
}
