import type { Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'
import type { Engine } from '../database.ts'

/** Who may use a relying party is called so: its audience would be that of a token. */
export const allowedUsers = (_engine: Engine): Migration => ({
  async up(db: Kysely<unknown>) {
    await db.schema.alterTable('relying_parties').renameColumn('audience', 'allowed_users').execute()
  },
})
