import type { Db } from '../../db/transaction.ts'

export interface Organization {
  key: string
  name: string
  /** Null: reached by the host of the public URL */
  domain: string | null
  createdAt: string
}

export async function insertOrganization(trx: Db, { key, name, domain, createdAt }: Organization): Promise<void> {
  await trx.insertInto('organizations').values({ key, name, domain, created_at: createdAt }).execute()
}

/** The oldest first: UUIDv7 keys sort by time. */
export async function selectOrganizations(db: Db): Promise<Organization[]> {
  const rows = await db.selectFrom('organizations').selectAll().orderBy('key').execute()
  return rows.map(({ created_at, ...row }) => ({ ...row, createdAt: created_at }))
}

export async function selectDeployment(db: Db): Promise<{ masterKeyFingerprint: string } | undefined> {
  const row = await db.selectFrom('deployment').select('master_key_fingerprint').executeTakeFirst()
  return row && { masterKeyFingerprint: row.master_key_fingerprint }
}

/** @returns whether this call made the row: of several nodes that start at once, one does. */
export async function insertDeployment(trx: Db, masterKeyFingerprint: string, createdAt: string): Promise<boolean> {
  const result = await trx
    .insertInto('deployment')
    .values({ id: 1, master_key_fingerprint: masterKeyFingerprint, created_at: createdAt })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .executeTakeFirst()
  return result.numInsertedOrUpdatedRows === 1n
}
