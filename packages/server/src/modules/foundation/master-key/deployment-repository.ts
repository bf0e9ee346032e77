import { sql } from 'kysely'
import type { Db } from '../../../db/transaction.ts'

export interface Deployment {
  masterKeyFingerprint: string
  /** Of the master key. Announced: the nodes say whether they know the next key. Under way: they encrypt with it */
  rotation: { phase: 'announced' | 'under-way'; nextFingerprint: string } | undefined
}

export async function selectDeployment(db: Db): Promise<Deployment | undefined> {
  const row = await db.selectFrom('deployment').selectAll().executeTakeFirst()
  if (!row) return undefined
  const { master_key_rotation: phase, next_master_key_fingerprint: nextFingerprint } = row
  return {
    masterKeyFingerprint: row.master_key_fingerprint,
    rotation: phase && nextFingerprint ? { phase, nextFingerprint } : undefined,
  }
}

/** @returns whether this call made the row: of several nodes that start at once, one does. */
export async function insertDeployment(db: Db, masterKeyFingerprint: string, createdAt: string): Promise<boolean> {
  const result = await db
    .insertInto('deployment')
    .values({
      id: 1,
      master_key_fingerprint: masterKeyFingerprint,
      created_at: createdAt,
      next_master_key_fingerprint: null,
      master_key_rotation: null,
    })
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

export async function updateDeployment(
  db: Db,
  { masterKeyFingerprint, rotation }: Partial<Deployment> & Pick<Deployment, 'rotation'>,
): Promise<void> {
  await db
    .updateTable('deployment')
    .set({
      ...(masterKeyFingerprint !== undefined && { master_key_fingerprint: masterKeyFingerprint }),
      next_master_key_fingerprint: rotation?.nextFingerprint ?? null,
      master_key_rotation: rotation?.phase ?? null,
    })
    .execute()
}
