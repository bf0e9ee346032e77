import type { Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'
import type { Engine } from '../database.ts'
import { columnTypes, createTable, type TableDefinition } from './create-table.ts'

const nodes: TableDefinition = {
  columns: {
    key: 'key',
    name: 'text',
    knows_next: 'integer',
    encrypts_with_next: 'integer',
    answers: 'integer',
  },
  primaryKey: ['key'],
}

/** How far a rotation of the master key has come, and what the nodes have answered to it. */
export const masterKeyRotation = (engine: Engine): Migration => ({
  async up(db: Kysely<unknown>) {
    const { text } = columnTypes(engine)
    await createTable(db, engine, 'master_key_nodes', nodes)
    for (const column of ['next_master_key_fingerprint', 'master_key_rotation']) {
      await db.schema.alterTable('deployment').addColumn(column, text).execute()
    }
  },
})
