import { sql } from 'kysely'
import type { Db } from '../../../db/transaction.ts'

export interface Deployment {
  masterKeyFingerprint: string
}

export async function selectDeployment(db: Db): Promise<Deployment | undefined> {
  const row = await db.selectFrom('deployment').select('master_key_fingerprint').executeTakeFirst()
  return row && { masterKeyFingerprint: row.master_key_fingerprint }
}

/** @returns whether this call made the row: of several nodes that start at once, one does. */
export async function insertDeployment(db: Db, masterKeyFingerprint: string, createdAt: string): Promise<boolean> {
  const result = await db
    .insertInto('deployment')
    .values({ id: 1, master_key_fingerprint: masterKeyFingerprint, created_at: createdAt })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .executeTakeFirst()
  return result.numInsertedOrUpdatedRows === 1n
}

/** Of two that change it at the same time, the second one waits and sees what the first has made. */
export async function lockDeployment(db: Db): Promise<void> {
  await db
    .updateTable('deployment')
    .set({ created_at: sql.ref('created_at') })
    .execute()
}
