import { type Kysely, sql } from 'kysely'
import type { Migration } from 'kysely/migration'
import type { Engine } from '../database.ts'
import { searchForm } from '../fold.ts'
import { columnTypes, createTable, type TableDefinition } from './create-table.ts'

const revisions: TableDefinition = {
  columns: {
    organization_key: 'key',
    asset_key: 'key',
    revision: 'integer',
    commit_message: 'text?',
    commit_message_folded: 'text?',
    created_at: 'text',
    created_by: 'key?',
    tag: 'text?',
    tag_order: 'text',
    tagged_at: 'text?',
    tagged_by: 'key?',
    release_notes: 'text?',
  },
  primaryKey: ['organization_key', 'asset_key', 'revision'],
  unique: [['organization_key', 'asset_key', 'tag']],
  references: [{ columns: ['organization_key', 'asset_key'], table: 'assets', cascade: true }],
}

/** Gives assets revisions, and descriptions a form in which they are searched. What there is gets revision 1. */
export const assetRevisions = (engine: Engine): Migration => ({
  async up(db: Kysely<unknown>) {
    const { text, integer } = columnTypes(engine)
    await createTable(db, engine, 'asset_revisions', revisions)
    await sql`
      insert into asset_revisions (organization_key, asset_key, revision, created_at, tag_order)
      select organization_key, key, 1, created_at, '' from assets`.execute(db)
    await db.schema
      .alterTable('assets')
      .addColumn('latest_revision', integer, (column) => column.notNull().defaultTo(1))
      .execute()
    await db.schema.alterTable('assets').addColumn('description_folded', text).execute()
    await db.schema
      .alterTable('asset_deployments')
      .addColumn('revision', integer, (column) => column.notNull().defaultTo(1))
      .execute()
    await foldDescriptions(db)
  },
})

async function foldDescriptions(db: Kysely<unknown>): Promise<void> {
  const known = db.withTables<{
    assets: { organization_key: string; key: string; description: string | null; description_folded: string | null }
  }>()
  const described = await known
    .selectFrom('assets')
    .select(['organization_key', 'key', 'description'])
    .where('description', 'is not', null)
    .execute()
  for (const { organization_key, key, description } of described) {
    await known
      .updateTable('assets')
      .set({ description_folded: searchForm(description ?? '') })
      .where('organization_key', '=', organization_key)
      .where('key', '=', key)
      .execute()
  }
}
