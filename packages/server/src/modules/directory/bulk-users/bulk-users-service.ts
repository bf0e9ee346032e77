import type { Clock } from '../../../config/clock.ts'
import { announceWork } from '../../../db/announced-work.ts'
import { toTimestamp } from '../../../db/codecs.ts'
import { newKey, normalKey } from '../../../db/keys.ts'
import { type Db, transaction } from '../../../db/transaction.ts'
import { Problem } from '../../../problems/problem.ts'
import type { Principal } from '../../foundation/permissions/principal.ts'
import type { UserCreateRequest } from '../users/users-schemas.ts'
import { insertBulkOperation, selectBulkOperation, selectBulkRecords } from './bulk-users-repository.ts'
import type { BulkUsersOperation } from './bulk-users-schemas.ts'

export type BulkUserService = ReturnType<typeof createBulkUserService>

export function createBulkUserService({ db, clock }: { db: Db; clock: Clock }) {
  return {
    /**
     * Stores the records. A worker carries them out: in this process at once, in another one if this one ends before.
     * @throws Problem invalid_body
     */
    async create(
      { organizationKey, actor }: Principal,
      requests: UserCreateRequest[] | null,
    ): Promise<BulkUsersOperation> {
      if (requests === null) throw new Problem('invalid_body', 'The field records must have 1 to 100 values.')
      const key = newKey(clock.now())
      await transaction({ db: db }, async ({ db: trx }) => {
        await insertBulkOperation(trx, organizationKey, { key, actor, requests, createdAt: toTimestamp(clock.now()) })
        announceWork(trx, 'bulk-users')
      })
      return { key, status: 'Pending', errorCode: null, errorMessage: null, operations: [] }
    },

    /** @throws Problem bulk_operation_not_found */
    async read({ organizationKey }: Principal, askedKey: string): Promise<BulkUsersOperation> {
      const key = normalKey(askedKey)
      const operation = await selectBulkOperation(db, organizationKey, key)
      if (!operation) {
        const detail = `There is no bulk operation ${key}. Finished ones are kept for seven days.`
        throw new Problem('bulk_operation_not_found', detail)
      }
      const results = await selectBulkRecords(db, organizationKey, key)
      return {
        key,
        status: operation.status,
        errorCode: null,
        errorMessage: null,
        operations: results.map(({ position, status, errorCode, errorMessage, userKey }) => {
          const { email = null, username = null, subject = null } = operation.requests[position] ?? {}
          return { status, errorCode, errorMessage, record: { key: userKey, email, username, subject } }
        }),
      }
    },
  }
}
