import type { Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'
import type { Engine } from '../database.ts'

const dropped = [
  ['status', 'name_folded', 'key'],
  ['email_domain', 'name_folded', 'key'],
  ['email_folded', 'key'],
]

const nameOf = (columns: readonly string[]): string => `users_by_${columns.join('_')}`

/**
 * Every index whose order is not that of creation costs each new user a page that is written twice. The index of a large
 * organization's users answers what these were for; a small one's users are soon looked through.
 */
export const fewerUserIndexes = (_engine: Engine): Migration => ({
  async up(db: Kysely<unknown>) {
    for (const columns of dropped) await db.schema.dropIndex(nameOf(columns)).execute()
    const columns = ['email_domain', 'key']
    await db.schema
      .createIndex(nameOf(columns))
      .on('users')
      .columns(['organization_key', ...columns])
      .execute()
  },
})
