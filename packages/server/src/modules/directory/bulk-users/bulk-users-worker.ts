import { setImmediate } from 'node:timers/promises'
import { type ClaimedWorker, createClaimedWorker, type JobRun } from '../../../db/claimed-work.ts'
import { isDatabaseUnavailable } from '../../../db/failures.ts'
import { newKey } from '../../../db/keys.ts'
import type { Parts } from '../../../db/parts.ts'
import { toTimestamp } from '../../../db/timestamp.ts'
import { transaction } from '../../../db/transaction.ts'
import { Problem } from '../../../problems/problem.ts'
import { recordSecurityEvent } from '../../foundation/audit/record-security-event.ts'
import type { SecurityEvent } from '../../foundation/audit/security-event.ts'
import type { Access } from '../../foundation/permissions/grants.ts'
import { type Actor, holds, type Principal, permissionMissing } from '../../foundation/permissions/principal.ts'
import { createUsers } from '../users/create-users.ts'
import type { Creation } from '../users/user-additions.ts'
import { claimOperation, countFailure, lockClaimed, releaseClaims, selectUnclaimed } from './bulk-claims-repository.ts'
import {
  type BulkResult,
  deleteFinishedBefore,
  finishOperation,
  type OperationId,
} from './bulk-operations-repository.ts'

const managesUsers = 'User and access management > Manage users'

/** Many times what a hundred records take. Where it is too short, a second worker begins and one of the two wins. */
const leaseMilliseconds = 5_000
const claimedAtOnce = 10
/** A fault that stays is not tried forever. */
const mostFailures = 3

const keptMilliseconds = 7 * 24 * 3_600_000
const deletedAtOnce = 50

/** What this wing asks of those that know who acts: what a sender may do at this moment. */
export interface SenderParts {
  accessOfActor(parts: Parts<'clock'>, organizationKey: string, actor: Actor): Promise<Access>
}

/**
 * Carries out bulk operations, each in one transaction with its results: all of it is stored once, or nothing. Each acts
 * with what its sender may do when it is carried out, not with what they might when they sent it.
 */
export function createBulkUserWorker(parts: Parts<'clock' | 'log'> & SenderParts): ClaimedWorker {
  const { db, clock, log } = parts
  const worker = newKey(clock.now())
  let claimed: OperationId[] = []

  const onError = (err: unknown): void => log.error({ err }, 'a bulk operation could not be processed yet')

  /** Several in one transaction: storing a claim costs as much as storing a hundred users. */
  const claim = async (): Promise<OperationId[]> => {
    const [now, until] = [toTimestamp(clock.now()), toTimestamp(clock.now() + leaseMilliseconds)]
    const candidates = await selectUnclaimed(db, now, claimedAtOnce)
    if (candidates.length === 0) return []
    return transaction(parts, async ({ db }) => {
      const own: OperationId[] = []
      // In the order of the index, as every worker: two of them never wait for each other.
      for (const id of candidates) if (await claimOperation(db, id, { worker, now, until })) own.push(id)
      return own
    })
  }

  const carryOut = async (id: OperationId): Promise<void> => {
    try {
      await createUsersOf(parts, id, worker)
    } catch (error) {
      // Another worker, or this one, claims it again once the lease is over.
      if (isDatabaseUnavailable(error)) throw error
      onError(error)
      const failures = await countFailure(db, id, worker)
      if (failures !== undefined && failures >= mostFailures) await giveUp(parts, id, worker)
    }
  }

  const carryOutInOrder = async (batch: OperationId[], { isStopping }: JobRun): Promise<void> => {
    while (batch[0] && !isStopping()) {
      await carryOut(batch[0])
      batch.shift()
      // Requests that wait come first.
      await setImmediate()
    }
  }

  return createClaimedWorker<OperationId[]>(db, {
    kind: 'bulk-users',
    pollMilliseconds: 1_000,
    async find(underWay) {
      if (underWay.length > 0) return []
      claimed = await claim()
      return claimed.length > 0 ? [claimed] : []
    },
    carryOut: carryOutInOrder,
    cleaningMilliseconds: 600_000,
    async clean() {
      const before = toTimestamp(clock.now() - keptMilliseconds)
      return (await deleteFinishedBefore(db, before, deletedAtOnce)) === deletedAtOnce
    },
    async release() {
      if (claimed.length > 0) await releaseClaims(db, worker)
    },
    onError,
  })
}

async function createUsersOf(parts: Parts<'clock'> & SenderParts, id: OperationId, worker: string): Promise<void> {
  const refusals = await transaction(parts, async (parts) => {
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
  })
  for (const refusal of refusals) recordSecurityEvent(parts, refusal)
}

/** What the sender may not do is in the audit trail, as it is where a request is refused. */
function refusalOf({ organizationKey, actor }: Principal, creation: Creation): SecurityEvent[] {
  if (creation.status !== 'Error' || creation.problem.status !== 403) return []
  const { problem, message } = creation.problem
  return [
    {
      organizationKey,
      actor,
      action: 'request.refused',
      entity: {
        type: 'operation',
        key: 'BulkUserProfile_CreateBulkUserProfilesOperation',
        name: 'POST /api/identity/v1/users/bulk',
      },
      source: actor,
      details: { problem, detail: message.slice(0, 300) },
    },
  ]
}

const senderMayNot = (): Problem =>
  permissionMissing(`Whoever sent the operation does not hold the permission ${managesUsers} any more.`)

const giveUp = (parts: Parts<'clock'>, id: OperationId, worker: string): Promise<void> =>
  transaction(parts, async ({ db, clock }) => {
    const operation = await lockClaimed(db, id, worker)
    if (!operation) return
    const problem = new Problem('internal_error', 'The record was not processed. The cause is in the log.')
    const failed = operation.requests.map((_, position) => resultOf({ status: 'Error', problem }, position))
    await finishOperation(db, id, failed, toTimestamp(clock.now()))
  })

const resultOf = (creation: Creation, position: number): BulkResult =>
  creation.status === 'Error'
    ? {
        position,
        status: 'Error',
        errorCode: creation.problem.errorCode,
        errorMessage: creation.problem.message,
        userKey: null,
      }
    : { position, status: creation.status, errorCode: null, errorMessage: null, userKey: creation.key }
