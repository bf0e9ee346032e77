import { setImmediate } from 'node:timers/promises'
import { type ClaimedWorker, createClaimedWorker, type JobRun } from '../../../db/claimed-work.ts'
import { isDatabaseUnavailable } from '../../../db/failures.ts'
import { createGrowingStatistics } from '../../../db/growing-statistics.ts'
import { newKey } from '../../../db/keys.ts'
import type { Parts } from '../../../db/parts.ts'
import { toTimestamp } from '../../../db/timestamp.ts'
import { transaction } from '../../../db/transaction.ts'
import {
  claimOperation,
  countFailure,
  giveBackLater,
  releaseClaims,
  selectUnclaimed,
  selectWaitingOrganizations,
} from './bulk-claims-repository.ts'
import type { WaitingOperation } from './bulk-operations-repository.ts'
import { carryOutBulkOperations, giveUpBulkOperation, type SenderParts } from './carry-out-bulk-operations.ts'
import type { OperationId } from './operation-id.ts'

/** How long others may wait for a transaction, in milliseconds. Its last operation or user may take it a little further. */
const transactionMilliseconds = 30

/** Many times what a hundred records take. Where it is too short, a second worker begins and one of the two wins. */
const leaseMilliseconds = 5_000
const claimedAtOnce = 20
const recordsOfOperation = 100
/** The tables that grow with each user who is created */
const growing = ['users', 'user_identities', 'user_changes', 'audit_entries'] as const
/** A fault that stays is not tried forever, nor is what ends the thread, or the process, that carries it out. */
const mostFailures = 3

const causeInLog = 'The cause is in the log.'
const endedEachTime = `The server's thread ended ${mostFailures} times while it carried out this operation, which the log names.`

interface ClaimedOperation extends WaitingOperation {
  /** How often it has failed already, or the worker that had claimed it has ended */
  failures: number
}

/** How slices of changes of many users are carried out, which wait with the operations that create users */
interface ChangeSlices<P> {
  carryOut(
    parts: P,
    id: OperationId,
    claim: { worker: string; lease: number; transactionMilliseconds: number; isStopping(): boolean },
  ): Promise<void>
  /** @param why the end of what is told of each user who is left */
  giveUp(parts: P, id: OperationId, worker: string, why: string): Promise<void>
}

export interface BulkWorkerOptions {
  /** How long a transaction may take. Each commit costs as much as storing some hundred users. */
  transactionMilliseconds?: number
}

/**
 * Carries out bulk operations, each in one transaction with its results, some of them together: all of it is stored once,
 * or nothing. Organizations take turns, each with its oldest ones: none waits for all that another one has sent. Each acts
 * with what its sender may do when it is carried out, not with what they might when they sent it.
 */
export function createBulkUserWorker<P extends Parts<'clock' | 'log'> & SenderParts>(
  parts: P,
  slices: ChangeSlices<P>,
  options: BulkWorkerOptions = {},
): ClaimedWorker {
  const { db, clock, log } = parts
  const limits = { transactionMilliseconds, ...options }
  const worker = newKey(clock.now())
  let claimed: ClaimedOperation[] = []
  let lastServed: string | undefined
  const statistics = createGrowingStatistics(db, growing)

  const onError = (err: unknown): void => log.error({ err }, 'a bulk operation could not be processed yet')

  /**
   * Several in one transaction: storing a claim costs as much as storing a hundred users. What a worker had claimed that has
   * ended since is claimed alone: perhaps it was this one that ended it, and the others are not to end with it again.
   */
  const claim = async (): Promise<ClaimedOperation[]> => {
    const [now, until] = [toTimestamp(clock.now()), toTimestamp(clock.now() + leaseMilliseconds)]
    const waiting = await selectWaitingOrganizations(db, now, lastServed, claimedAtOnce)
    if (waiting.length === 0) return []
    lastServed = waiting.at(-1)
    // One order for every worker, in claims and in what they change of an organization: two never wait for each other.
    const candidates = await selectUnclaimed(db, now, waiting.toSorted(), claimedAtOnce)
    const left = candidates.find(({ leftBy }) => leftBy !== null && leftBy !== worker)
    return transaction(parts, async ({ db }) => {
      const own: ClaimedOperation[] = []
      for (const { leftBy: _, ...id } of left ? [left] : candidates) {
        const failures = await claimOperation(db, id, { worker, now, until })
        if (failures !== undefined) own.push({ ...id, failures })
      }
      return own
    })
  }

  const giveUp = (id: WaitingOperation, why: string): Promise<void> =>
    (id.changeKey === null ? giveUpBulkOperation : slices.giveUp)(parts, id, worker, why)

  /** Another worker, or this one, claims it again once the lease is over. One that fails too often is given up. */
  const noteFailure = async (id: WaitingOperation, error: unknown): Promise<void> => {
    if (isDatabaseUnavailable(error)) throw error
    onError(error)
    const failures = await countFailure(db, id, worker)
    if (failures === undefined) return
    await (failures < mostFailures ? giveBackLater(db, id, worker) : giveUp(id, causeInLog))
  }

  /** Several in one transaction; where that fails, the first one alone, so that the one that fails is found. */
  const createUsersOf = async (batch: readonly OperationId[], first: WaitingOperation): Promise<number> => {
    const done = await carryOutBulkOperations(parts, batch, { worker, ...limits }).catch((error) => {
      if (isDatabaseUnavailable(error)) throw error
      return 0
    })
    if (done > 0) return done
    await carryOutBulkOperations(parts, [first], { worker, ...limits }).catch((error) => noteFailure(first, error))
    return 1
  }

  const carryOutInOrder = async (batch: ClaimedOperation[], { isStopping }: JobRun): Promise<void> => {
    for (let first = batch[0]; first && !isStopping(); first = batch[0]) {
      if (first.failures >= mostFailures) {
        const { organizationKey, key: bulkOperation, changeKey: bulkChange } = first
        log.error(
          { organizationKey, bulkOperation, bulkChange },
          'a bulk operation is given up: it ends what carries it out',
        )
        await giveUp(first, endedEachTime)
        batch.shift()
      } else if (first.changeKey === null) {
        const slice = batch.findIndex(({ changeKey }) => changeKey !== null)
        const done = await createUsersOf(slice === -1 ? batch : batch.slice(0, slice), first)
        batch.splice(0, done)
        await statistics.grow(done * recordsOfOperation)
      } else {
        const id = first
        const claim = { worker, lease: leaseMilliseconds, isStopping, ...limits }
        await slices.carryOut(parts, id, claim).catch((error) => noteFailure(id, error))
        batch.shift()
      }
      // Requests that wait come first.
      await setImmediate()
    }
  }

  return createClaimedWorker<ClaimedOperation[]>(db, {
    kind: 'bulk-users',
    pollMilliseconds: 1_000,
    async find(underWay) {
      if (underWay.length > 0) return []
      claimed = await claim()
      if (claimed.length === 0) await statistics.pause()
      return claimed.length > 0 ? [claimed] : []
    },
    carryOut: carryOutInOrder,
    async release() {
      if (claimed.length > 0) await releaseClaims(db, worker)
    },
    onError,
  })
}
