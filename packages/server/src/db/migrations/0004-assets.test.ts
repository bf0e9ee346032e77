import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createTestDatabase, onBothEngines } from '@portico/testing/databases.ts'
import { sql } from 'kysely'
import { Migrator } from 'kysely/migration'
import { type Database, openDatabase } from '../database.ts'
import { foldedName } from '../folded-columns.ts'
import { newKey } from '../keys.ts'
import { migrate } from '../migrate.ts'
import { migrations } from './index.ts'

const at = '2026-11-01T10:00:00.000Z'

/** The tables as the first version made them. */
async function migrateToFirst({ db, engine }: Database): Promise<void> {
  const { '0001-foundation': foundation } = migrations(engine)
  assert.ok(foundation)
  const migrator = new Migrator({ db, provider: { getMigrations: async () => ({ '0001-foundation': foundation }) } })
  const { error } = await migrator.migrateToLatest()
  assert.equal(error, undefined)
}

/** As the first version wrote them: columns that came later are not named. */
async function insert({ db }: Database, table: string, row: Record<string, string | number | null>): Promise<void> {
  const columns = sql.join(Object.keys(row).map((column) => sql.id(column)))
  await sql`insert into ${sql.table(table)} (${columns}) values (${sql.join(Object.values(row))})`.execute(db)
}

async function fill(database: Database) {
  const [organization, portfolio, environment, another, asset, unused, external, user] = Array.from({ length: 8 }, () =>
    newKey(),
  ) as [string, string, string, string, string, string, string, string]
  const of = { organization_key: organization, created_at: at }
  await insert(database, 'organizations', { key: organization, name: 'One', domain: null, created_at: at })
  await insert(database, 'portfolios', { ...of, key: portfolio, name: 'MÄIN', is_main: 1 })
  for (const [position, key] of [environment, another].entries()) {
    const name = `stage ${position}`
    const purpose = 'NonProduction'
    const row = { ...of, key, portfolio_key: portfolio, name, name_folded: name, purpose, position }
    await insert(database, 'environments', row)
  }
  for (const key of [asset, unused]) {
    await insert(database, 'assets', { ...of, key, portfolio_key: portfolio, name: key, name_folded: key })
  }
  const roles = []
  for (const environment_key of [environment, another]) {
    const deployment = { organization_key: organization, asset_key: asset, environment_key, deployed_at: at }
    await insert(database, 'asset_deployments', deployment)
    const role = { key: newKey(), environment_key, asset_key: asset, external_key: external }
    await insert(database, 'application_roles', { ...of, ...role, name: 'Ö', name_folded: 'ö', claim: 'c' })
    roles.push(role.key)
  }
  const person = { name: 'Ada', name_folded: 'ada', status: 'Active', is_terms_accepted: 0, updated_at: at }
  await insert(database, 'users', { ...of, ...person, key: user })
  await insert(database, 'user_application_roles', { ...of, user_key: user, application_role_key: roles[0] ?? '' })
  return { organization, portfolio, environments: [environment, another], asset, external, user, roles }
}

onBothEngines('the migration of assets', (engine) => {
  test('keeps what the first version wrote, and defines its roles', async () => {
    const place = await createTestDatabase(engine)
    const database = await openDatabase(place)
    await migrateToFirst(database)
    const written = await fill(database)
    await migrate(database)

    const { db } = database
    const of = { organization_key: written.organization }
    assert.deepEqual(
      (await db.selectFrom('asset_application_roles').selectAll().execute()).map((row) => ({ ...row })),
      [
        {
          ...of,
          external_key: written.external,
          asset_key: written.asset,
          name: 'Ö',
          name_folded: foldedName('Ö'),
          claim: 'c',
          created_at: at,
        },
      ],
    )
    const deployments = await db.selectFrom('asset_deployments').selectAll().orderBy('environment_key').execute()
    assert.deepEqual(
      deployments.map(({ key, ...row }) => row),
      [...written.environments].sort().map((environment_key) => ({
        ...of,
        asset_key: written.asset,
        environment_key,
        revision: 1,
        deployed_at: at,
        deployed_by: null,
      })),
    )
    assert.equal(new Set(deployments.map(({ key }) => key)).size, 2)
    const assets = await db.selectFrom('assets').select(['type', 'description', 'latest_revision']).execute()
    assert.deepEqual(
      assets.map((row) => ({ ...row })),
      Array(2).fill({ type: 'WebApplication', description: null, latest_revision: 1 }),
    )
    const revisions = await db.selectFrom('asset_revisions').select(['revision', 'created_at', 'tag']).execute()
    assert.deepEqual(
      revisions.map((row) => ({ ...row })),
      Array(2).fill({ revision: 1, created_at: at, tag: null }),
    )
    assert.equal(
      (await db.selectFrom('portfolios').select('name_folded').executeTakeFirstOrThrow()).name_folded,
      foldedName('MÄIN'),
    )
    const roles = await db.selectFrom('application_roles').select('key').orderBy('key').execute()
    assert.deepEqual(
      roles.map(({ key }) => key),
      [...written.roles].sort(),
    )
    const grants = await db.selectFrom('user_application_roles').select(['user_key', 'application_role_key']).execute()
    assert.deepEqual(
      grants.map((row) => ({ ...row })),
      [{ user_key: written.user, application_role_key: written.roles[0] }],
    )
    await database.close()
    await place.remove()
  })
})
