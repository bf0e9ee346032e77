import { insertRows } from '../../../db/insert-rows.ts'
import type { BulkOperationTable, BulkRecordTable } from '../../../db/schema/directory-schema.ts'
import type { Db } from '../../../db/transaction.ts'
import type { Actor } from '../../foundation/permissions/principal.ts'
import type { UserCreateRequest } from '../users/users-schemas.ts'

export interface BulkOperation {
  status: BulkOperationTable['status']
  actor: Actor
  requests: UserCreateRequest[]
}

export interface BulkResult {
  position: number
  status: BulkRecordTable['status']
  errorCode: string | null
  errorMessage: string | null
  userKey: string | null
}

export interface OperationId {
  organizationKey: string
  key: string
}

/** @returns false, and stores nothing, where there is an operation with this key */
export async function insertBulkOperation(
  db: Db,
  organizationKey: string,
  { key, actor, requests, createdAt }: Omit<BulkOperation, 'status'> & { key: string; createdAt: string },
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
      claimed_by: null,
      claimed_until: null,
      created_at: createdAt,
      finished_at: null,
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  return numInsertedOrUpdatedRows === 1n
}

export const bulkOperationOf = ({
  status,
  actor,
  requests,
}: Pick<BulkOperationTable, 'status' | 'actor' | 'requests'>): BulkOperation => ({
  status,
  actor: JSON.parse(actor),
  requests: JSON.parse(requests),
})

export async function selectBulkOperation(
  db: Db,
  organizationKey: string,
  key: string,
): Promise<BulkOperation | undefined> {
  const row = await db
    .selectFrom('bulk_operations')
    .select(['status', 'actor', 'requests'])
    .where('organization_key', '=', organizationKey)
    .where('key', '=', key)
    .executeTakeFirst()
  return row && bulkOperationOf(row)
}

/** The results in the order of the request */
export async function selectBulkRecords(db: Db, organizationKey: string, operationKey: string): Promise<BulkResult[]> {
  const rows = await db
    .selectFrom('bulk_records')
    .selectAll()
    .where('organization_key', '=', organizationKey)
    .where('operation_key', '=', operationKey)
    .orderBy('position')
    .execute()
  return rows.map((row) => ({
    position: row.position,
    status: row.status,
    errorCode: row.error_code,
    errorMessage: row.error_message,
    userKey: row.user_key,
  }))
}

/** Stores what became of each record, and that the operation is over. */
export async function finishOperation(
  db: Db,
  { organizationKey, key }: OperationId,
  results: readonly BulkResult[],
  finishedAt: string,
): Promise<void> {
  const rows = results.map((result) => ({
    organization_key: organizationKey,
    operation_key: key,
    position: result.position,
    status: result.status,
    error_code: result.errorCode,
    error_message: result.errorMessage,
    user_key: result.userKey,
  }))
  await insertRows(db, 'bulk_records', rows)
  const failed = results.some(({ status }) => status === 'Error')
  await db
    .updateTable('bulk_operations')
    .set({
      status: failed ? 'FinishedWithErrors' : 'Finished',
      finished_at: finishedAt,
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
