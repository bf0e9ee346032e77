import { type Kysely, sql } from 'kysely'
import type { Migration } from 'kysely/migration'
import type { Engine } from '../database.ts'
import { fold } from '../fold.ts'
import { columnTypes, createTable } from './create-table.ts'

/** With a default where the column may not be null: the built-in providers that are there already get it. */
const columns: [name: string, type: 'text' | 'integer', initial?: string | number][] = [
  ['name_folded', 'text'],
  ['email_trust_type', 'text', 'EmailVerifiedClaim'],
  ['hosting', 'text', 'selfhosted'],
  ['auto_create_profiles', 'integer', 0],
  ['profile_linking_field', 'text', 'Email'],
  ['oidc', 'text'],
  ['client_secret_encrypted', 'text'],
  ['saml', 'text'],
  ['token_normalizations', 'text'],
  ['is_for_organization', 'integer', 0],
]

/** What external identity providers need: their configuration, and where they may be used. */
export const identityProviders = (engine: Engine): Migration => ({
  async up(db: Kysely<unknown>) {
    const types = columnTypes(engine)
    for (const [name, type, initial] of columns) {
      await db.schema
        .alterTable('identity_providers')
        .addColumn(name, types[type], (column) =>
          initial === undefined ? column : column.notNull().defaultTo(sql.lit(initial)),
        )
        .execute()
    }
    await foldNames(db)
    await sql`update identity_providers set is_for_organization = 1 where is_built_in = 1`.execute(db)
    await db.schema
      .createIndex('identity_providers_name_folded_uq')
      .unique()
      .on('identity_providers')
      .columns(['organization_key', 'name_folded'])
      .execute()
    await createTable(db, engine, 'identity_provider_environments', {
      columns: { organization_key: 'key', identity_provider_key: 'key', environment_key: 'key' },
      primaryKey: ['organization_key', 'identity_provider_key', 'environment_key'],
      references: [
        { columns: ['organization_key'], table: 'organizations', target: ['key'], cascade: true },
        { columns: ['organization_key', 'identity_provider_key'], table: 'identity_providers', cascade: true },
        { columns: ['organization_key', 'environment_key'], table: 'environments', cascade: true },
      ],
    })
    await db.schema
      .createIndex('identity_provider_environments_by_environment_key')
      .on('identity_provider_environments')
      .columns(['organization_key', 'environment_key'])
      .execute()
  },
})

/** Folding is the program's: neither engine's lower() is the same. */
async function foldNames(db: Kysely<unknown>): Promise<void> {
  const { rows } = await sql<{ organization_key: string; key: string; name: string }>`
    select organization_key, key, name from identity_providers`.execute(db)
  for (const { organization_key, key, name } of rows) {
    await sql`update identity_providers set name_folded = ${fold(name)}
      where organization_key = ${organization_key} and key = ${key}`.execute(db)
  }
}
