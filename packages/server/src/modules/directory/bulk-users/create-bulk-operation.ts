import { announceWork } from '../../../db/announce-work.ts'
import type { Parts } from '../../../db/parts.ts'
import { toTimestamp } from '../../../db/timestamp.ts'
import { transaction } from '../../../db/transaction.ts'
import { Problem } from '../../../problems/problem.ts'
import type { Principal } from '../../foundation/permissions/principal.ts'
import type { UserCreateRequest } from '../users/users-schemas.ts'
import { bulkOperationKey } from './bulk-operation-key.ts'
import { insertBulkOperation, selectBulkOperation } from './bulk-operations-repository.ts'
import type { BulkUsersOperation } from './bulk-users-schemas.ts'
import { getBulkOperation } from './get-bulk-operation.ts'

/**
 * Stores the records. A worker creates the users: the one of this process, right after the commit, or another one if
 * this process ends.
 * @param idempotencyKey where the caller has sent the same request with it before, nothing is stored, and the answer is how
 *   far that operation is
 * @throws Problem invalid_body, idempotency_key_reused
 */
export async function createBulkOperation(
  parts: Parts<'clock'>,
  principal: Principal,
  requests: UserCreateRequest[] | null,
  idempotencyKey?: string,
): Promise<BulkUsersOperation> {
  if (requests === null) throw new Problem('invalid_body', 'The field records must have 1 to 100 values.')
  const { organizationKey, actor } = principal
  const now = parts.clock.now()
  const key = bulkOperationKey(principal, now, idempotencyKey)
  return transaction(parts, async (parts) => {
    const { db } = parts
    const operation = { key, actor, requests, createdAt: toTimestamp(now) }
    if (await insertBulkOperation(db, organizationKey, operation)) {
      announceWork(db, 'bulk-users')
      return { key, status: 'Pending', errorCode: null, errorMessage: null, operations: [] }
    }
    const former = await selectBulkOperation(db, organizationKey, key)
    if (JSON.stringify(former?.requests) !== JSON.stringify(requests)) {
      const detail = `The header Idempotency-Key stood before other records, which made the operation ${key}. Nothing was stored.`
      throw new Problem('idempotency_key_reused', detail)
    }
    return getBulkOperation(parts, principal, key)
  })
}
