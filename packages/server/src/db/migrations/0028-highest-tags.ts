import type { Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'
import type { Engine } from '../database.ts'

/** The highest tag of an asset is read from an index: without it, each revision was compared with all others. */
export const highestTags = (_engine: Engine): Migration => ({
  async up(db: Kysely<unknown>) {
    await db.schema
      .createIndex('asset_revisions_by_tag_order')
      .on('asset_revisions')
      .columns(['organization_key', 'asset_key', 'tag_order'])
      .execute()
  },
})
