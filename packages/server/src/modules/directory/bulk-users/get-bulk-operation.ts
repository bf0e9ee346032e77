import { normalKey } from '../../../db/keys.ts'
import type { Parts } from '../../../db/parts.ts'
import { Problem } from '../../../problems/problem.ts'
import type { Principal } from '../../foundation/permissions/principal.ts'
import { selectBulkOperation } from './bulk-operations-repository.ts'
import type { BulkUsersOperation } from './bulk-users-schemas.ts'

/**
 * How far a bulk operation is, and what became of each of its records.
 * @throws Problem bulk_operation_not_found
 */
export async function getBulkOperation(
  { db }: Parts,
  { organizationKey }: Principal,
  requestedKey: string,
): Promise<BulkUsersOperation> {
  const key = normalKey(requestedKey)
  const operation = await selectBulkOperation(db, organizationKey, key)
  if (!operation) {
    const detail = `There is no bulk operation ${key}. Finished ones are kept for seven days.`
    throw new Problem('bulk_operation_not_found', detail)
  }
  return {
    key,
    status: operation.status,
    errorCode: null,
    errorMessage: null,
    operations: operation.results.map(({ status, errorCode, errorMessage, userKey }, position) => {
      const { email = null, username = null, subject = null } = operation.requests[position] ?? {}
      return { status, errorCode, errorMessage, record: { key: userKey, email, username, subject } }
    }),
  }
}
