import { isConflict, isDatabaseUnavailable, isPostgresError } from '../db/failures.ts'
import { canceled, type ReadDatabase } from '../db/read-database.ts'
import { PrimaryUnknown, ReplicaUnusable } from '../db/replica-database.ts'

/** Whether reads go to the replica. Plain data, which can be sent to another thread */
export type ReplicaState = { isUsed: true } | { isUsed: false; reason: string }

/** For so long a read waits for the replica to begin, in milliseconds. */
const longestBegin = 1_000
const firstPause = 1_000
const longestPause = 60_000
/** A replica that fails again within so long is tried again after a pause twice as long. */
const steady = 60_000

/** The replica ended the read: it was in the way of what it carries out. Where it has failed, the next read notices. */
class InTheWay extends Error {}

/**
 * Reads from the replica, and from the primary where the replica cannot be read. No read waits for a replica that has
 * failed: it is tried beside them.
 * @param onChange gets what has changed, once
 */
export function readFromReplica(
  primary: ReadDatabase,
  replica: ReadDatabase,
  onChange: (state: ReplicaState) => void,
): Pick<ReadDatabase, 'read' | 'close'> {
  let state: ReplicaState | undefined
  let usedSince = Number.NEGATIVE_INFINITY
  let pause = firstPause
  let timer: NodeJS.Timeout | undefined
  let isClosed = false

  function use(): void {
    if (state?.isUsed || isClosed) return
    usedSince = performance.now()
    state = { isUsed: true }
    onChange(state)
  }

  function leave(error: Error): void {
    if (isClosed || (state && !state.isUsed)) return
    pause = performance.now() - usedSince < steady ? Math.min(2 * pause, longestPause) : firstPause
    state = { isUsed: false, reason: error.message }
    onChange(state)
    tryLater()
  }

  function tryLater(): void {
    if (isClosed) return
    timer = setTimeout(() => fromReplica(async () => {}).then(use, tryLater), pause)
    timer.unref()
  }

  async function fromReplica<T>(work: Parameters<typeof replica.read<T>>[0], signal?: AbortSignal): Promise<T> {
    const { promise: late, reject } = Promise.withResolvers<never>()
    let isLate = false
    let hasBegun = false
    const explain = (error: unknown): unknown =>
      hasBegun && isEnded(error) ? new InTheWay('the replica stopped it', { cause: error }) : error
    const timer = setTimeout(() => {
      isLate = true
      reject(new ReplicaUnusable(`it does not answer within ${longestBegin} ms`))
    }, longestBegin)
    const begun = async (db: Parameters<typeof work>[0]): Promise<T> => {
      clearTimeout(timer)
      if (isLate) throw new ReplicaUnusable('it has begun too late')
      hasBegun = true
      try {
        return await work(db)
      } catch (error) {
        // A conflict would be tried again there.
        throw explain(error)
      }
    }
    const reading = replica.read(begun, signal)
    reading.catch(() => {})
    try {
      return await Promise.race([reading, late])
    } catch (error) {
      // What cannot be rolled back fails by that.
      throw explain(error)
    } finally {
      clearTimeout(timer)
    }
  }

  return {
    async read(work, signal) {
      if (state && !state.isUsed) return primary.read(work, signal)
      let hasBegun = false
      const begin: typeof work = (db) => {
        hasBegun = true
        return work(db)
      }
      try {
        const found = await fromReplica(begin, signal)
        // Another read may have left it meanwhile. Then it is tried again in its time.
        if (state === undefined) use()
        return found
      } catch (error) {
        if (signal?.aborted || (hasBegun && isOwn(error))) throw error
        if (!(error instanceof PrimaryUnknown || error instanceof InTheWay)) leave(error as Error)
      }
      return primary.read(work, signal)
    },
    async close() {
      isClosed = true
      clearTimeout(timer)
      await Promise.all([replica.close(), primary.close()])
    },
  }
}

/** What the read itself says, and would say on the primary, too. PostgreSQL may refuse what the replica's user may not, or has damaged. */
const isOwn = (error: unknown): boolean => !(error instanceof InTheWay) && !isPostgresError(error)

/** A statement that has reached its time limit would reach it on the primary, too. */
const isEnded = (error: unknown): boolean =>
  isConflict(error) || (isDatabaseUnavailable(error) && (error as { code?: unknown }).code !== canceled)
