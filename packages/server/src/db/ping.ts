import { sql } from 'kysely'
import type { Db } from './transaction.ts'

/** Reads from the database. @throws where it cannot be reached, or its tables are not there */
export async function ping(db: Db): Promise<void> {
  await sql`select 1 from organizations limit 1`.execute(db)
}
