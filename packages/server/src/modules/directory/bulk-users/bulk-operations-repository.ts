import type { BulkOperationTable } from '../../../db/schema/directory-schema.ts'
import type { Db } from '../../../db/transaction.ts'
import type { Actor } from '../../foundation/permissions/principal.ts'
import type { UserCreateRequest } from '../users/users-schemas.ts'
import type { OperationId } from './operation-id.ts'

export interface BulkOperation {
  status: BulkOperationTable['status']
  actor: Actor
  requests: UserCreateRequest[]
  /** In the order of the requests; none before all are carried out */
  results: BulkResult[]
}

/** What became of one record */
export interface BulkResult {
  status: 'Inserted' | 'Updated' | 'Error'
  errorCode: string | null
  errorMessage: string | null
  userKey: string | null
}

export interface WaitingOperation extends OperationId {
  /** The change of many users that it is a slice of; null for one that creates users */
  changeKey: string | null
}

/** @returns false, and stores nothing, where there is an operation with this key */
export async function insertBulkOperation(
  db: Db,
  organizationKey: string,
  { key, actor, requests, createdAt }: Pick<BulkOperation, 'actor' | 'requests'> & { key: string; createdAt: string },
): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await db
    .insertInto('bulk_operations')
    .values({
      organization_key: organizationKey,
      key,
      status: 'Pending',
      actor: JSON.stringify(actor),
      requests: JSON.stringify(requests),
      failures: 0,
      change_key: null,
      claimed_by: null,
      claimed_until: null,
      created_at: createdAt,
      finished_at: null,
      results: null,
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  return numInsertedOrUpdatedRows === 1n
}

export const bulkOperationOf = ({
  status,
  actor,
  requests,
  results,
}: Pick<BulkOperationTable, 'status' | 'actor' | 'requests' | 'results'>): BulkOperation => ({
  status,
  actor: JSON.parse(actor),
  requests: JSON.parse(requests),
  results: results === null ? [] : JSON.parse(results),
})

export async function selectBulkOperation(
  db: Db,
  organizationKey: string,
  key: string,
): Promise<BulkOperation | undefined> {
  const row = await db
    .selectFrom('bulk_operations')
    .select(['status', 'actor', 'requests', 'results'])
    .where('organization_key', '=', organizationKey)
    .where('key', '=', key)
    .where('change_key', 'is', null)
    .executeTakeFirst()
  return row && bulkOperationOf(row)
}

/** Stores what became of each record, and that the operation is over. */
export async function finishOperation(
  db: Db,
  { organizationKey, key }: OperationId,
  results: readonly BulkResult[],
  finishedAt: string,
): Promise<void> {
  const failed = results.some(({ status }) => status === 'Error')
  await db
    .updateTable('bulk_operations')
    .set({
      status: failed ? 'FinishedWithErrors' : 'Finished',
      finished_at: finishedAt,
      results: JSON.stringify(results),
      claimed_by: null,
      claimed_until: null,
    })
    .where('organization_key', '=', organizationKey)
    .where('key', '=', key)
    .execute()
}

/** Deletes some of the operations that finished before. @returns how many */
export async function deleteFinishedBefore(db: Db, time: string, limit: number): Promise<number> {
  const rows = await db
    .selectFrom('bulk_operations')
    .select(['organization_key', 'key'])
    .where('finished_at', '<', time)
    .orderBy('finished_at')
    .limit(limit)
    .execute()
  for (const [organizationKey, group] of Map.groupBy(rows, (row) => row.organization_key)) {
    const keys = group.map(({ key }) => key)
    await db
      .deleteFrom('bulk_operations')
      .where('organization_key', '=', organizationKey)
      .where('key', 'in', keys)
      .execute()
  }
  return rows.length
}
