import { announceWork } from '../../../db/announce-work.ts'
import { newKey } from '../../../db/keys.ts'
import type { Parts } from '../../../db/parts.ts'
import { toTimestamp } from '../../../db/timestamp.ts'
import { transaction } from '../../../db/transaction.ts'
import { Problem } from '../../../problems/problem.ts'
import type { Principal } from '../../foundation/permissions/principal.ts'
import type { UserCreateRequest } from '../users/users-schemas.ts'
import { insertBulkOperation } from './bulk-operations-repository.ts'
import type { BulkUsersOperation } from './bulk-users-schemas.ts'

/**
 * Stores the records. A worker creates the users: the one of this process, right after the commit, or another one if
 * this process ends.
 * @throws Problem invalid_body
 */
export function createBulkOperation(
  parts: Parts<'clock'>,
  { organizationKey, actor }: Principal,
  requests: UserCreateRequest[] | null,
): Promise<BulkUsersOperation> {
  return transaction(parts, async ({ db, clock }) => {
    if (requests === null) throw new Problem('invalid_body', 'The field records must have 1 to 100 values.')
    const now = clock.now()
    const key = newKey(now)
    await insertBulkOperation(db, organizationKey, { key, actor, requests, createdAt: toTimestamp(now) })
    announceWork(db, 'bulk-users')
    return { key, status: 'Pending', errorCode: null, errorMessage: null, operations: [] }
  })
}
