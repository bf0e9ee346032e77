import type { Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'
import type { Engine } from '../database.ts'
import { createTable } from './create-table.ts'

/** Marks in the log of changed users, for indexes that are kept in files: see the ADR on them. */
export const userChangeMarks = (engine: Engine): Migration => ({
  async up(db: Kysely<unknown>) {
    await createTable(db, engine, 'user_change_marks', {
      columns: { key: 'key', position: 'bigint' },
      primaryKey: ['key'],
    })
  },
})
