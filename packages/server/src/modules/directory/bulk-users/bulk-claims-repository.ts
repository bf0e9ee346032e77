import { sql } from 'kysely'
import type { Db } from '../../../db/transaction.ts'
import { type BulkOperation, bulkOperationOf, type OperationId } from './bulk-operations-repository.ts'

/** The operations that no worker has claimed, the oldest first, of all organizations: by the index on finished_at and created_at. */
export async function selectUnclaimed(db: Db, now: string, limit: number): Promise<OperationId[]> {
  const rows = await db
    .selectFrom('bulk_operations')
    .select(['organization_key', 'key'])
    .where('finished_at', 'is', null)
    .where((eb) => eb.or([eb('claimed_until', 'is', null), eb('claimed_until', '<=', now)]))
    .orderBy('created_at')
    .limit(limit)
    .execute()
  return rows.map(({ organization_key, key }) => ({ organizationKey: organization_key, key }))
}

/**
 * Claims an operation for a worker, for a limited time. Several may try: on PostgreSQL the later one waits for the earlier
 * one's row, then finds the condition false.
 */
export async function claimOperation(
  db: Db,
  { organizationKey, key }: OperationId,
  { worker, now, until }: { worker: string; now: string; until: string },
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('bulk_operations')
    .set({ status: 'Processing', claimed_by: worker, claimed_until: until })
    .where('organization_key', '=', organizationKey)
    .where('key', '=', key)
    .where('finished_at', 'is', null)
    .where((eb) => eb.or([eb('claimed_until', 'is', null), eb('claimed_until', '<=', now)]))
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

/** Ends the claims of a worker on operations that it has not carried out, so that another one need not wait. */
export async function releaseClaims(db: Db, worker: string): Promise<void> {
  await db
    .updateTable('bulk_operations')
    .set({ status: 'Pending', claimed_by: null, claimed_until: null })
    .where('finished_at', 'is', null)
    .where('claimed_by', '=', worker)
    .execute()
}

/**
 * Reads a claimed operation, and locks it until the end of the transaction. Undefined where the claim is over and another
 * worker has claimed or finished the operation: so that none is carried out twice.
 */
export async function lockClaimed(
  db: Db,
  { organizationKey, key }: OperationId,
  worker: string,
): Promise<BulkOperation | undefined> {
  const row = await db
    .updateTable('bulk_operations')
    .set({ status: 'Processing' })
    .where('organization_key', '=', organizationKey)
    .where('key', '=', key)
    .where('finished_at', 'is', null)
    .where('claimed_by', '=', worker)
    .returning(['status', 'actor', 'requests'])
    .executeTakeFirst()
  return row && bulkOperationOf(row)
}

/** Counts a failure. @returns how many there were, with this one */
export async function countFailure(
  db: Db,
  { organizationKey, key }: OperationId,
  worker: string,
): Promise<number | undefined> {
  const row = await db
    .updateTable('bulk_operations')
    .set({ failures: sql`failures + 1` })
    .where('organization_key', '=', organizationKey)
    .where('key', '=', key)
    .where('finished_at', 'is', null)
    .where('claimed_by', '=', worker)
    .returning('failures')
    .executeTakeFirst()
  return row?.failures
}
