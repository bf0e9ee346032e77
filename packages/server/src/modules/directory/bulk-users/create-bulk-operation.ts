import { announceWork } from '../../../db/announce-work.ts'
import type { Parts } from '../../../db/parts.ts'
import { sharedTransaction } from '../../../db/shared-transaction.ts'
import { toTimestamp } from '../../../db/timestamp.ts'
import { Problem } from '../../../problems/problem.ts'
import { recordImport } from '../../foundation/audit/record-import.ts'
import type { Principal } from '../../foundation/permissions/principal.ts'
import type { UserCreateRequest } from '../users/users-schemas.ts'
import { bulkImportKey, bulkOperationKey } from './bulk-operation-key.ts'
import { insertBulkOperation, selectBulkOperation } from './bulk-operations-repository.ts'
import type { BulkUsersOperation } from './bulk-users-schemas.ts'
import { getBulkOperation } from './get-bulk-operation.ts'

/**
 * Stores the records. A worker creates the users: the one of this process, right after the commit, or another one if
 * this process ends.
 * @param idempotencyKey where the caller has sent the same request with it before, nothing is stored, and the answer is how
 *   far that operation is
 * @param importKey what the operations of one import have in common: the audit trail has one entry for all of them
 * @throws Problem invalid_body, idempotency_key_reused
 */
export async function createBulkOperation(
  parts: Parts<'clock'>,
  principal: Principal,
  requests: UserCreateRequest[] | null,
  { idempotencyKey, importKey }: { idempotencyKey?: string | undefined; importKey?: string | undefined } = {},
): Promise<BulkUsersOperation> {
  if (requests === null) throw new Problem('invalid_body', 'The field records must have 1 to 100 values.')
  const { actor } = principal
  const now = parts.clock.now()
  const key = bulkOperationKey(principal, now, idempotencyKey)
  const partOf = importKey === undefined ? key : bulkImportKey(principal, importKey)
  const operation = { key, actor: { ...actor, partOf }, requests, createdAt: toTimestamp(now) }
  let answer: BulkUsersOperation | undefined
  // At each commit SQLite waits for the disk: those that were sent at the same time are accepted by one.
  await sharedTransaction(parts.db, async (db) => {
    answer = await accept({ ...parts, db }, principal, operation)
  })
  if (answer === undefined) throw new Error('the operation was not stored')
  return answer
}

async function accept(
  parts: Parts<'clock'>,
  principal: Principal,
  operation: Parameters<typeof insertBulkOperation>[2] & { actor: { partOf: string } },
): Promise<BulkUsersOperation> {
  const { db } = parts
  const { organizationKey } = principal
  const { key, requests } = operation
  if (await insertBulkOperation(db, organizationKey, operation)) {
    await recordImport(parts, principal, { key: operation.actor.partOf, name: 'Users', records: requests.length })
    announceWork(db, 'bulk-users')
    return { key, status: 'Pending', errorCode: null, errorMessage: null, operations: [] }
  }
  const former = await selectBulkOperation(db, organizationKey, key)
  if (JSON.stringify(former?.requests) !== JSON.stringify(requests)) {
    const detail = `The header Idempotency-Key stood before other records, which made the operation ${key}. Nothing was stored.`
    throw new Problem('idempotency_key_reused', detail)
  }
  return getBulkOperation(parts, principal, key)
}
