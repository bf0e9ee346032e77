import { setImmediate } from 'node:timers/promises'
import type { Parts } from '../../../db/parts.ts'
import { toTimestamp } from '../../../db/timestamp.ts'
import { transaction } from '../../../db/transaction.ts'
import { Problem } from '../../../problems/problem.ts'
import { recordSecurityEvent } from '../../foundation/audit/record-security-event.ts'
import { refusedRequest } from '../../foundation/audit/refused-request.ts'
import type { SecurityEvent } from '../../foundation/audit/security-event.ts'
import type { Access } from '../../foundation/permissions/grants.ts'
import { type Actor, holds, type Principal, permissionMissing } from '../../foundation/permissions/principal.ts'
import { createUsers } from '../users/create-users.ts'
import type { Creation } from '../users/user-additions.ts'
import { lockClaimed } from './bulk-claims-repository.ts'
import { type BulkResult, finishOperation } from './bulk-operations-repository.ts'
import type { OperationId } from './operation-id.ts'

const managesUsers = 'User and access management > Manage users'

/** What this wing asks of those that know who acts: what a sender may do at this moment. */
export interface SenderParts {
  accessOfActor(parts: Parts<'clock'>, organizationKey: string, actor: Actor): Promise<Access>
}

/**
 * Carries out the first of the operations in one transaction, as many as its time allows: each commit costs as much as
 * storing some hundred users. @returns how many
 */
export async function carryOutBulkOperations(
  parts: Parts<'clock'> & SenderParts,
  ids: readonly OperationId[],
  { worker, transactionMilliseconds }: { worker: string; transactionMilliseconds: number },
): Promise<number> {
  const { done, refusals } = await transaction(parts, async (parts) => {
    const end = performance.now() + transactionMilliseconds
    const refusals: SecurityEvent[] = []
    let done = 0
    for (const id of ids) {
      if (done > 0 && performance.now() > end) break
      refusals.push(...(await carryOut(parts, id, worker)))
      done++
      // Requests that wait for no transaction come first.
      await setImmediate()
    }
    return { done, refusals }
  })
  for (const refusal of refusals) recordSecurityEvent(parts, refusal)
  return done
}

async function carryOut(
  parts: Parts<'clock'> & SenderParts,
  id: OperationId,
  worker: string,
): Promise<SecurityEvent[]> {
  const { db, clock } = parts
  const operation = await lockClaimed(db, id, worker)
  if (!operation) return []
  const { actor, requests } = operation
  const access = await parts.accessOfActor(parts, id.organizationKey, actor)
  const principal = { organizationKey: id.organizationKey, actor, access }
  const creations = holds(principal, managesUsers)
    ? await createUsers(parts, principal, requests)
    : requests.map((): Creation => ({ status: 'Error', problem: senderMayNot() }))
  await finishOperation(db, id, creations.map(resultOf), toTimestamp(clock.now()))
  return creations.flatMap((creation) => refusalOf(principal, creation))
}

const createOperation = {
  key: 'BulkUserProfile_CreateBulkUserProfilesOperation',
  name: 'POST /api/identity/v1/users/bulk',
}

/** What the sender may not do is in the audit trail, as it is where a request is refused. */
function refusalOf({ organizationKey, actor }: Principal, creation: Creation): SecurityEvent[] {
  if (creation.status !== 'Error' || creation.problem.status !== 403) return []
  return [refusedRequest({ organizationKey, actor, source: actor }, createOperation, creation.problem)]
}

const senderMayNot = (): Problem =>
  permissionMissing(`Whoever sent the operation does not hold the permission ${managesUsers} any more.`)

/** Ends an operation that has failed too often: each of its records says so, and why. */
export const giveUpBulkOperation = (
  parts: Parts<'clock'>,
  id: OperationId,
  worker: string,
  why: string,
): Promise<void> =>
  transaction(parts, async ({ db, clock }) => {
    const operation = await lockClaimed(db, id, worker)
    if (!operation) return
    const problem = new Problem('internal_error', `The record was not processed. ${why}`)
    const failed = operation.requests.map(() => resultOf({ status: 'Error', problem }))
    await finishOperation(db, id, failed, toTimestamp(clock.now()))
  })

const resultOf = (creation: Creation): BulkResult =>
  creation.status === 'Error'
    ? {
        status: 'Error',
        errorCode: creation.problem.errorCode,
        errorMessage: creation.problem.message,
        userKey: null,
      }
    : { status: creation.status, errorCode: null, errorMessage: null, userKey: creation.key }
