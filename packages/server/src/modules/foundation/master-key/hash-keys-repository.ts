import type { Db } from '../../../db/transaction.ts'

interface HashKeyRow {
  purpose: string
  key_encrypted: string
}

export const selectHashKeys = (db: Db): Promise<HashKeyRow[]> => db.selectFrom('hash_keys').selectAll().execute()

/** Those that another node has stored stay as they are. */
export async function insertHashKeys(db: Db, rows: HashKeyRow[]): Promise<void> {
  await db
    .insertInto('hash_keys')
    .values(rows)
    .onConflict((conflict) => conflict.column('purpose').doNothing())
    .execute()
}
