import { type RawBuilder, sql } from 'kysely'
import { isPostgres } from './is-postgres.ts'
import type { Db } from './transaction.ts'

/** Where the text in a column has this part first, from 1 on; 0 where it has not. Compared as they are stored. */
export const positionInText = (db: Db, column: string, part: string): RawBuilder<number> =>
  isPostgres(db) ? sql<number>`strpos(${sql.ref(column)}, ${part})` : sql<number>`instr(${sql.ref(column)}, ${part})`
