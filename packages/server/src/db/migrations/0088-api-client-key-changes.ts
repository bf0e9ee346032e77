import { type Kysely, sql } from 'kysely'
import type { Migration } from 'kysely/migration'
import { widerTrigger } from '../change-triggers.ts'
import type { Engine } from '../database.ts'

const clients = {
  list: 'api_clients',
  table: 'api_clients',
  key: 'key',
  columns: ['name_folded', 'is_suspended', 'last_used_at', 'created_at', 'jwks', 'jwks_uri'],
}

/** The status of an API client in lists depends on whether it has public keys. */
export const apiClientKeyChanges = (engine: Engine): Migration => ({
  async up(db: Kysely<unknown>) {
    for (const statement of widerTrigger(engine, 'list', clients)) await sql.raw(statement).execute(db)
  },
})
