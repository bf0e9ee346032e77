import type { Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'
import type { Engine } from '../database.ts'
import { columnTypes } from './create-table.ts'

/** When each secret of a client was last used. Of the secrets that there are, nobody recorded it. */
export const lastUseOfSecrets = (engine: Engine): Migration => ({
  async up(db: Kysely<unknown>) {
    for (const table of ['api_client_secrets', 'relying_party_secrets'])
      await db.schema.alterTable(table).addColumn('last_used_at', columnTypes(engine).text).execute()
  },
})
