import { setImmediate } from 'node:timers/promises'
import type { Clock } from '../../../config/clock.ts'
import { periodicTask } from '../../../config/periodic-task.ts'
import { toTimestamp } from '../../../db/codecs.ts'
import { isDatabaseUnavailable } from '../../../db/failures.ts'
import { newKey } from '../../../db/keys.ts'
import { type Db, transaction } from '../../../db/transaction.ts'
import { Problem } from '../../../problems/problem.ts'
import { fullAccess } from '../../foundation/permissions/grants.ts'
import { type Creation, createUsers, isOvertaken } from '../users/user-creation.ts'
import {
  type BulkResult,
  claimOperation,
  countFailure,
  deleteFinishedBefore,
  finishOperation,
  lockClaimed,
  type OperationId,
  releaseClaims,
  selectUnclaimed,
} from './bulk-users-repository.ts'

/** How often to look for what another process has left behind */
const pollMilliseconds = 1_000
/** Many times what a hundred records take. Where it is not enough, somebody else begins anew and one of the two wins. */
const leaseMilliseconds = 5_000
const claimedAtOnce = 10
/** Others that write the same rows can make a transaction fail; the next attempt finds what they stored. */
const attempts = 5
/** A fault that stays is not tried for ever. */
const mostFailures = 3

const keptMilliseconds = 7 * 24 * 3_600_000
const cleaningMilliseconds = 600_000
const deletedAtOnce = 50

export interface BulkUserWorker {
  start(): void
  /** Looks for work at once. */
  wake(): void
  /** Carries out all that there is. */
  drain(): Promise<void>
  /** Removes operations that finished more than seven days ago. */
  clean(): Promise<void>
  /** Finishes the operation that is under way, and leaves the others to whoever comes next. */
  stop(): Promise<void>
}

/** Carries out bulk operations, each in one transaction with its results: all of it is stored once, or nothing. */
export function createBulkUserWorker(
  { db, clock }: { db: Db; clock: Clock },
  onError: (error: unknown) => void,
): BulkUserWorker {
  const worker = newKey(clock.now())
  let isStarted = false
  let isStopped = false
  let isAwake = false
  let underWay: Promise<void> | undefined
  let claimed: OperationId[] = []

  /** While the database is away, the requests say so already, and this asks again every second. */
  const report = (error: unknown): void => {
    if (!isDatabaseUnavailable(error)) onError(error)
  }

  const attempt = (id: OperationId): Promise<void> =>
    transaction({ db: db }, async ({ db: trx }) => {
      const operation = await lockClaimed(trx, id, worker)
      if (!operation) return
      // Whoever sent it was allowed to when it was accepted.
      const principal = { organizationKey: id.organizationKey, actor: operation.actor, access: fullAccess }
      const creations = await createUsers(trx, clock, principal, operation.requests)
      await finishOperation(trx, id, creations.map(resultOf), toTimestamp(clock.now()))
    })

  const carryOut = async (id: OperationId): Promise<void> => {
    for (let count = 1; ; count++) {
      try {
        return await attempt(id)
      } catch (error) {
        if (count < attempts && (isOvertaken(error) || isDatabaseUnavailable(error))) continue
        onError(error)
        if (!isDatabaseUnavailable(error)) await giveUpInTime(id)
        return
      }
    }
  }

  const giveUpInTime = async (id: OperationId): Promise<void> => {
    const failures = await countFailure(db, id, worker)
    if (failures === undefined || failures < mostFailures) return
    await transaction({ db: db }, async ({ db: trx }) => {
      const operation = await lockClaimed(trx, id, worker)
      if (!operation) return
      const problem = new Problem('internal_error', 'The record could not be carried out. The cause is in the log.')
      const failed = operation.requests.map((_, position) => resultOf({ status: 'Error', problem }, position))
      await finishOperation(trx, id, failed, toTimestamp(clock.now()))
    })
  }

  /** Several in one transaction: storing a claim costs as much as storing a hundred users. */
  const claim = async (): Promise<OperationId[]> => {
    const [now, until] = [toTimestamp(clock.now()), toTimestamp(clock.now() + leaseMilliseconds)]
    const candidates = await selectUnclaimed(db, now, claimedAtOnce)
    if (candidates.length === 0) return []
    return transaction({ db: db }, async ({ db: trx }) => {
      const own: OperationId[] = []
      // In the order of the index, as every worker: two of them never wait for each other.
      for (const id of candidates) if (await claimOperation(trx, id, { worker, now, until })) own.push(id)
      return own
    })
  }

  const work = async (): Promise<void> => {
    while (isAwake && !isStopped) {
      isAwake = false
      claimed = await claim()
      while (claimed[0] && !isStopped) {
        isAwake = true
        await carryOut(claimed[0])
        claimed.shift()
        // Requests that wait come first.
        await setImmediate()
      }
    }
  }

  const wake = (): void => {
    isAwake = true
    if (!isStarted || isStopped) return
    underWay ??= work()
      .catch(report)
      .finally(() => {
        underWay = undefined
        // Somebody may have called between the last look and here.
        if (isAwake) wake()
      })
  }

  const clean = async (): Promise<void> => {
    const before = toTimestamp(clock.now() - keptMilliseconds)
    while (!isStopped && (await deleteFinishedBefore(db, before, deletedAtOnce)) === deletedAtOnce) await setImmediate()
  }

  const poll = periodicTask(pollMilliseconds, async () => wake(), onError)
  const cleaning = periodicTask(cleaningMilliseconds, clean, onError)
  return {
    start() {
      isStarted = true
      poll.start()
      cleaning.start()
      wake()
    },
    wake,
    clean,
    async drain() {
      isAwake = true
      await work()
    },
    async stop() {
      isStopped = true
      await poll.stop()
      await cleaning.stop()
      await underWay
      if (claimed.length > 0) await releaseClaims(db, worker).catch(report)
    },
  }
}

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
