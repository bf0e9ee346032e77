import { type Kysely, sql } from 'kysely'
import type { Migration } from 'kysely/migration'
import type { Engine } from '../database.ts'
import { columnTypes, createTable, type TableDefinition } from './create-table.ts'

const tables: Record<string, TableDefinition> = {
  hash_keys: { columns: { purpose: 'text', key_encrypted: 'text' }, primaryKey: ['purpose'] },
  master_key_nodes: {
    columns: {
      key: 'key',
      name: 'text',
      knows_next: 'integer',
      encrypts_with_next: 'integer',
      answers: 'integer',
    },
    primaryKey: ['key'],
  },
}

/**
 * How far a rotation of the master key has come, and what the nodes have answered to it; keys of keyed hashes, which
 * stay; and what can be found by trying, once such a key is known, is encrypted. Sign-ins and codes that are under way
 * begin again: the first start converts all else.
 */
export const masterKey = (engine: Engine): Migration => ({
  async up(db: Kysely<unknown>) {
    const { text } = columnTypes(engine)
    for (const [name, definition] of Object.entries(tables)) await createTable(db, engine, name, definition)
    for (const column of ['next_master_key_fingerprint', 'master_key_rotation']) {
      await db.schema.alterTable('deployment').addColumn(column, text).execute()
    }
    await sql`delete from authorization_records`.execute(db)
    await sql`delete from one_time_codes where code_hash is not null`.execute(db)
    await db.schema.alterTable('one_time_codes').renameColumn('code_hash', 'code_encrypted').execute()
    await db.schema
      .alterTable('authenticators')
      .renameColumn('recovery_code_hashes', 'recovery_codes_encrypted')
      .execute()
  },
})
