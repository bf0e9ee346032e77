import { type Kysely, sql } from 'kysely'
import type { Migration } from 'kysely/migration'
import type { Engine } from '../database.ts'

const tables = [
  ['api_client_secrets', 'api_client_secrets_by_expires_at'],
  ['relying_party_secrets', 'relying_party_secrets_by_is_current_expires_at'],
] as const

/**
 * Secrets of which nobody was reminded, in the order in which they are: all that are made on one day may expire at the same
 * moment, and were sorted for each page of them, with those of which somebody was reminded.
 */
export const secretsToRemindOf = (_engine: Engine): Migration => ({
  async up(db: Kysely<unknown>) {
    for (const [table, former] of tables) {
      await db.schema.dropIndex(former).execute()
      await db.schema
        .createIndex(`${table}_to_remind_of`)
        .on(table)
        .columns(['expires_at', 'key'])
        .where(sql<boolean>`is_current = 1 and reminded_at is null`)
        .execute()
    }
  },
})
