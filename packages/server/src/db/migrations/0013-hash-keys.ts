import { type Kysely, sql } from 'kysely'
import type { Migration } from 'kysely/migration'
import type { Engine } from '../database.ts'
import { createTable, type TableDefinition } from './create-table.ts'

const table: TableDefinition = { columns: { purpose: 'text', key_encrypted: 'text' }, primaryKey: ['purpose'] }

/**
 * Keys of keyed hashes, which stay when the master key is rotated; and what can be found by trying, once such a key is
 * known, is encrypted. Sign-ins and codes that are under way begin again: the first start converts all else.
 */
export const hashKeys = (engine: Engine): Migration => ({
  async up(db: Kysely<unknown>) {
    await createTable(db, engine, 'hash_keys', table)
    await sql`delete from authorization_records`.execute(db)
    await sql`delete from one_time_codes where code_hash is not null`.execute(db)
    await db.schema.alterTable('one_time_codes').renameColumn('code_hash', 'code_encrypted').execute()
    await db.schema
      .alterTable('authenticators')
      .renameColumn('recovery_code_hashes', 'recovery_codes_encrypted')
      .execute()
  },
})
