import { AsyncLocalStorage } from 'node:async_hooks'
import { setImmediate } from 'node:timers/promises'
import { isBehind, isLost, isWithin, type LogPosition, selectLogPosition } from '../../../db/log-position.ts'
import { type Db, rootOf } from '../../../db/transaction.ts'
import { ReadNotReady } from '../../../http/api/reads.ts'
import { writeKeptIndex } from './kept-index-file.ts'
import { keptIndexFacts, loadKeptIndex } from './kept-indexes.ts'
import { selectChangedUserKeys, selectUserCount } from './user-changes-repository.ts'
import { selectNextUserFacts, selectUserFacts } from './user-facts-repository.ts'
import { UserIndex } from './user-index.ts'

/** The indexes of the large organizations that one reader keeps. */
export interface UserIndexes {
  /** Whether there is one that is ready, so that what is asked of it is worth to be prepared */
  has(organizationKey: string): boolean
  /**
   * The index of the organization, with exactly what this transaction sees. It may change later: whatever is asked of it is
   * asked at once. Undefined where the organization is small.
   * @throws ReadNotReady where the index is being built or brought up to date, or is ahead of the transaction
   */
  find(db: Db, organizationKey: string): Promise<UserIndex | undefined>
  /** Writes the indexes into files, for the next start, where there are newer marks than theirs. */
  keep(): Promise<void>
  /** Gives up what is being written. */
  close(): Promise<void>
}

interface UserIndexesOptions {
  /** Runs `work` in a transaction of its own, which sees everything that was committed before. */
  read<T>(work: (db: Db) => Promise<T>): Promise<T>
  /** Whether it is read from a replica */
  isReplica?: boolean
  /** Below this many users, tables answer as quickly. */
  leastUsers?: number
  /** What the indexes may take together, in bytes. The one that was used last stays in any case. */
  mostBytes?: number
  /** Where indexes are kept for the next start; without it, none is */
  dataFolder?: string
  onError(error: unknown): void
}

/** How many users are read at once: in the time that a list may wait for another one */
const builtAtOnce = 4_096
const updatedAtOnce = 2_000
/** How many changes a list reads before it answers */
const updatedBefore = 500
/** How often it is looked whether there is something to keep, and how often one index is written at most */
const keptMilliseconds = 60_000
const keptAgainMilliseconds = 1_800_000
/** After a failure, tables answer for so long, in milliseconds. */
const pauseAfterFailure = 10_000

interface Entry {
  index: UserIndex | undefined
  /** Which transactions it was last compared with */
  position: LogPosition
  /** The position when it was last changed: whoever has seen that much sees what the index has */
  changedAt: LogPosition
  /** On PostgreSQL, readers catch up one after the other. */
  turn: Promise<unknown>
  /** While the index is built or brought up to date */
  underWay: Promise<void> | undefined
  bytes: number
  /** The mark of its file, and when that was written by this process */
  mark: string | undefined
  keptAt: number
}

const nowhere: LogPosition = { next: 0, snapshot: '', server: '' }
const registry = new WeakMap<Db, UserIndexes>()

/** Lists of users that are read through this database are answered by the indexes where they can. */
export const connectUserIndexes = (db: Db, indexes: UserIndexes): void => void registry.set(rootOf(db), indexes)

/** Undefined where tables answer */
export const userIndexesOf = (db: Db): UserIndexes | undefined => registry.get(rootOf(db))

export function createUserIndexes({
  read,
  isReplica = false,
  leastUsers = 10_000,
  mostBytes = 256 * 2 ** 20,
  dataFolder,
  onError,
}: UserIndexesOptions): UserIndexes {
  /** The one that was used last comes last. */
  const entries = new Map<string, Entry>()
  const failedAt = new Map<string, number>()
  // An index is not built within the transaction that asks for it.
  const outside = AsyncLocalStorage.snapshot()

  function use(organizationKey: string): Entry | undefined {
    const entry = entries.get(organizationKey)
    if (!entry) return undefined
    entries.delete(organizationKey)
    entries.set(organizationKey, entry)
    return entry
  }

  function dropOthers(): void {
    let bytes = entries.values().reduce((sum, entry) => sum + entry.bytes, 0)
    for (const [key, entry] of entries) {
      if (bytes <= mostBytes || entries.size === 1) return
      if (entry.underWay) continue
      entries.delete(key)
      bytes -= entry.bytes
    }
  }

  function begin(organizationKey: string, entry: Entry, work: (entry: Entry) => Promise<void>): Promise<void> {
    entry.underWay ??= outside(work, entry).then(
      () => {
        entry.underWay = undefined
        entry.bytes = entry.index?.bytes ?? 0
        dropOthers()
      },
      (error) => {
        entries.delete(organizationKey)
        failedAt.set(organizationKey, performance.now())
        onError(error)
      },
    )
    return entry.underWay
  }

  /**
   * Reads all users, a few thousand in each transaction. Whatever changes meanwhile is logged after the position at which it
   * begins, and is read again.
   */
  const build = (organizationKey: string) => async (entry: Entry) => {
    entry.index = undefined
    const position = await read(selectLogPosition)
    const index = new UserIndex()
    for (let after: string | null = null; ; await setImmediate()) {
      const facts = await read((db) => selectNextUserFacts(db, organizationKey, after, builtAtOnce))
      index.append(facts)
      after = facts.at(-1)?.key ?? null
      if (after === null) break
    }
    await index.finish(setImmediate)
    entry.index = index
    entry.position = position
    // What was read in the end is newer than the position, and whatever has changed meanwhile will be read again.
    entry.changedAt = await read(selectLogPosition)
  }

  /** Takes the index from its file, where there is one, and otherwise builds it. */
  const prepare = (organizationKey: string) => async (entry: Entry) => {
    const kept = dataFolder && (await loadKeptIndex(read, dataFolder, { organizationKey, isReplica }).catch(onError))
    if (!kept) return build(organizationKey)(entry)
    entry.index = kept.index
    entry.position = kept.position
    entry.mark = kept.mark
    await catchUp(organizationKey, kept.changed)(entry)
  }

  /** Reads many changed users again, a few at a time, and others with them. */
  const catchUp =
    (organizationKey: string, others: readonly string[] = []) =>
    async (entry: Entry) => {
      const { index } = entry
      if (!index) return
      const { position, keys: logged } = await read(async (db) => ({
        position: await selectLogPosition(db),
        keys: await selectChangedUserKeys(db, organizationKey, entry.position.next, mostChanged(index)),
      }))
      if (!logged || isLost(entry.position, position)) return build(organizationKey)(entry)
      const keys = [...new Set([...logged, ...others])]
      for (let from = 0; from < keys.length; from += updatedAtOnce) {
        const some = keys.slice(from, from + updatedAtOnce)
        index.update(some, await read((db) => selectUserFacts(db, organizationKey, some)))
        await setImmediate()
      }
      entry.position = position
      entry.changedAt = await read(selectLogPosition)
    }

  /** Brings the index up to what the transaction sees. */
  async function follow(db: Db, organizationKey: string, entry: Entry): Promise<UserIndex> {
    if (entry.underWay) throw new ReadNotReady('the index of the users is not ready', entry.underWay)
    const { index } = entry
    const position = await selectLogPosition(db)
    const rebuild = (work: (entry: Entry) => Promise<void>): ReadNotReady =>
      new ReadNotReady('the index of the users is out of date', begin(organizationKey, entry, work))
    if (!index || isLost(entry.position, position)) throw rebuild(build(organizationKey))
    if (isBehind(position, entry.changedAt)) throw new ReadNotReady('the index of the users is ahead')
    if (isWithin(position, entry.position)) return index
    const keys = await selectChangedUserKeys(db, organizationKey, entry.position.next, updatedBefore)
    if (!keys) throw rebuild(catchUp(organizationKey))
    if (keys.length > 0) {
      index.update(keys, await selectUserFacts(db, organizationKey, keys))
      entry.changedAt = position
    }
    entry.position = position
    return index
  }

  /** Within the turn, nobody changes the index. */
  async function keepOne(dataFolder: string, organizationKey: string, entry: Entry): Promise<void> {
    if (!entry.index || entry.underWay || performance.now() - entry.keptAt < keptAgainMilliseconds) return
    const packed = await read((db) => {
      const followed = entry.turn.then(async () => {
        const index = await follow(db, organizationKey, entry)
        const most = Math.floor(mostChanged(index) / 2)
        const facts = await keptIndexFacts(db, { organizationKey, isReplica }, { former: entry.mark, most })
        return facts && { facts, blocks: index.pack() }
      })
      entry.turn = followed.catch(() => {})
      return followed
    })
    if (!packed) return
    entry.keptAt = performance.now()
    await writeKeptIndex(dataFolder, packed.facts, packed.blocks, () => isClosed)
    entry.mark = packed.facts.mark
  }

  async function keepAll(): Promise<void> {
    for (const [organizationKey, entry] of [...entries]) {
      if (isClosed || !dataFolder) return
      await keepOne(dataFolder, organizationKey, entry).catch((error) => {
        if (!(error instanceof ReadNotReady)) onError(error)
      })
    }
  }

  function keep(): Promise<void> {
    keeping ??= keepAll().finally(() => {
      keeping = undefined
    })
    return keeping
  }

  let isClosed = false
  let keeping: Promise<void> | undefined
  const timer = setInterval(keep, keptMilliseconds).unref()

  return {
    keep,
    async close() {
      isClosed = true
      clearInterval(timer)
      await keeping
    },
    has: (organizationKey) => entries.get(organizationKey)?.index !== undefined,
    async find(db, organizationKey) {
      const entry = use(organizationKey)
      if (entry) {
        const followed = entry.turn.then(() => follow(db, organizationKey, entry))
        entry.turn = followed.catch(() => {})
        return followed
      }
      const sinceFailure = performance.now() - (failedAt.get(organizationKey) ?? Number.NEGATIVE_INFINITY)
      if (sinceFailure < pauseAfterFailure) return undefined
      if ((await selectUserCount(db, organizationKey)) < leastUsers) return undefined
      const added = entries.get(organizationKey) ?? newEntry()
      entries.set(organizationKey, added)
      throw new ReadNotReady(
        'the index of the users is not ready',
        begin(organizationKey, added, prepare(organizationKey)),
      )
    },
  }
}

/** Beyond so many changes, an index is built anew. */
const mostChanged = (index: UserIndex): number => 5_000 + Math.floor(index.size / 20)

const newEntry = (): Entry => ({
  ...{ mark: undefined, keptAt: Number.NEGATIVE_INFINITY },
  ...{ index: undefined, underWay: undefined, bytes: 0 },
  ...{ position: nowhere, changedAt: nowhere, turn: Promise.resolve() },
})
