import { sql } from 'kysely'
import type { Db } from './transaction.ts'

/** Reads from the database. @throws Error where it cannot be reached, or its tables do not exist */
export async function ping(db: Db): Promise<void> {
  await sql`select 1 from organizations limit 1`.execute(db)
}
