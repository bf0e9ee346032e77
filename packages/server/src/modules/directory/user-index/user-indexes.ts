import { AsyncLocalStorage } from 'node:async_hooks'
import { followLog, inTurn } from '../../../db/follow-log.ts'
import { selectLogPosition } from '../../../db/log-position.ts'
import { type Db, rootOf } from '../../../db/transaction.ts'
import { ReadNotReady } from '../../../http/api/reads.ts'
import { buildMissingIndexes } from './build-missing-indexes.ts'
import type { BuildProgress } from './build-progress.ts'
import { createBuildSlots } from './build-slots.ts'
import { createIndexBuilder, mostChanged } from './create-index-builder.ts'
import { type IndexEntry, newEntry, type OnIndexFault, unlessNotReady } from './index-entry.ts'
import { writeKeptIndex } from './kept-index-file.ts'
import { hasKeptIndex, keptIndexFacts } from './kept-indexes.ts'
import { leastUsersOfIndex } from './large-organizations.ts'
import type { PackedIndex } from './pack-parts.ts'
import type { BuildSource } from './thread-steps.ts'
import { selectChangedUserKeys, selectOrganizationsWithUsers, selectUserCount } from './user-changes-repository.ts'
import { selectUserFacts } from './user-facts-repository.ts'
import type { UserIndex } from './user-index.ts'

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
  /**
   * Where `preparesIndexes` says so, builds what is neither in memory nor in a file, and brings what is in memory up to date,
   * but where very many users are changing. Then gives up what is too much for the memory, and writes the rest into files, for
   * the next start, where there are newer marks than theirs. It is done each minute.
   */
  upkeep(): Promise<void>
  /** Gives up what is being written, and waits until the upkeep has ended. */
  close(): Promise<void>
}

interface UserIndexesOptions {
  /** Runs `work` in a transaction of its own, which sees everything that was committed before. */
  read<T>(work: (db: Db) => Promise<T>): Promise<T>
  /** Whether it is read from a replica */
  isReplica?: boolean
  leastUsers?: number
  /** What the indexes may take together, in bytes. The one that was used last stays in any case. */
  mostBytes?: number
  /** Where indexes are kept for the next start; without it, none is */
  dataFolder?: string
  /** Where a thread beside the build of a large index reads; without it, and from a replica, none is started */
  source?: BuildSource
  leastUsersForThread?: number
  /** Whether they are built, brought up to date and kept before anybody asks */
  preparesIndexes?: boolean
  onError: OnIndexFault
}

/** How many changes a list reads before it answers */
const updatedBefore = 500
/** How often it is looked whether there is something to keep, and how often one index is written at most */
const keptMilliseconds = 60_000
const firstMilliseconds = 1_000
const keptAgainMilliseconds = 1_800_000
/** How many indexes are built at the same time: each takes memory before it can be given up. */
const builtAtOnce = 4
/** How long an index that was built stays in any case: the lists that waited for it ask again in their next turn. */
const owedMilliseconds = 10_000
/** After a failure, tables answer for so long, in milliseconds. */
const pauseAfterFailure = 10_000

const registry = new WeakMap<Db, UserIndexes>()

/** Lists of users that are read through this database are answered by the indexes where they can. */
export const connectUserIndexes = (db: Db, indexes: UserIndexes): void => void registry.set(rootOf(db), indexes)

/** Undefined where tables answer */
export const userIndexesOf = (db: Db): UserIndexes | undefined => registry.get(rootOf(db))

export function createUserIndexes({
  read,
  isReplica = false,
  leastUsers = leastUsersOfIndex,
  mostBytes = 256 * 2 ** 20,
  dataFolder,
  source,
  leastUsersForThread = 100_000,
  preparesIndexes = false,
  onError,
}: UserIndexesOptions): UserIndexes {
  /** The one that was used last comes last. */
  const entries = new Map<string, IndexEntry>()
  const failedAt = new Map<string, number>()
  const inSlot = createBuildSlots(builtAtOnce)
  // An index is not built within the transaction that asks for it.
  const outside = AsyncLocalStorage.snapshot()

  function use(organizationKey: string): IndexEntry | undefined {
    const entry = entries.get(organizationKey)
    if (!entry) return undefined
    entries.delete(organizationKey)
    entries.set(organizationKey, entry)
    return entry
  }

  /** What an index takes changes with its users and with what is asked. Adding it up takes a millisecond for a million users. */
  function dropOthers(): void {
    const bytesOf = ({ index }: IndexEntry): number => index?.bytes ?? 0
    let bytes = entries.values().reduce((sum, entry) => sum + bytesOf(entry), 0)
    const latest = [...entries.values()].findLast(({ isAsked }) => isAsked) ?? [...entries.values()].at(-1)
    for (const [key, entry] of [...entries].sort(([, one], [, other]) => Number(one.isAsked) - Number(other.isAsked))) {
      if (bytes <= mostBytes) return
      const isOwed = entry.owedUntil > performance.now()
      if (entry === latest || entry.underWay || entry === toBeKept || isOwed) continue
      entries.delete(key)
      bytes -= bytesOf(entry)
    }
  }

  function begin(
    organizationKey: string,
    entry: IndexEntry,
    work: (entry: IndexEntry) => Promise<void>,
  ): Promise<void> {
    entry.underWay ??= outside(() => inSlot(() => work(entry))).then(
      () => {
        entry.underWay = undefined
        // It stays until it has answered: else, where more are asked for than there is room for, each goes before it does.
        if (entry.isAsked) entry.owedUntil = performance.now() + owedMilliseconds
        entry.progress = undefined
        dropOthers()
        void outside(finish, entry).then(dropOthers)
      },
      (error) => {
        if (entries.get(organizationKey) === entry) entries.delete(organizationKey)
        if (isClosed) return
        failedAt.set(organizationKey, performance.now())
        onError(error)
      },
    )
    return entry.underWay
  }

  const { build, loadOrBuild, catchUp, finish } = createIndexBuilder({
    read,
    dataFolder,
    isReplica,
    // The position is of the server that `read` asks, and other connections may reach one that is behind.
    source: isReplica ? undefined : source,
    leastUsersForThread,
    isClosed: () => isClosed,
    onError,
  })

  /** Brings the index up to what the transaction sees. */
  async function follow(db: Db, organizationKey: string, entry: IndexEntry): Promise<UserIndex> {
    if (entry.underWay) throw notReady(entry.underWay, entry.progress)
    const { index } = entry
    const result =
      index &&
      (await followLog(db, 'user', entry, {
        selectChanged: (from) => selectChangedUserKeys(db, organizationKey, from, updatedBefore),
        selectRows: (keys) => selectUserFacts(db, organizationKey, keys),
        update: (keys, facts) => index.update(keys, facts),
      }))
    if (index && result === 'followed') return index
    if (result === 'ahead') throw new ReadNotReady('the index of the users is ahead')
    const work = result === 'too many' ? catchUp(organizationKey) : build(organizationKey)
    throw new ReadNotReady('the index of the users is out of date', begin(organizationKey, entry, work))
  }

  async function keepOne(dataFolder: string, organizationKey: string, entry: IndexEntry): Promise<void> {
    if (!entry.index || entry.underWay || performance.now() - entry.keptAt < keptAgainMilliseconds) return
    let packed: PackedIndex | undefined
    try {
      const facts = await read((db) =>
        inTurn(entry, async () => {
          const index = await follow(db, organizationKey, entry)
          const most = Math.floor(mostChanged(index.size) / 2)
          const found = await keptIndexFacts(db, { organizationKey, isReplica }, { former: entry.mark, most })
          if (found) packed = index.pack()
          return found
        }),
      )
      if (!facts || !packed) return
      entry.keptAt = performance.now()
      await writeKeptIndex(dataFolder, facts, packed.blocks, () => isClosed)
      entry.mark = facts.mark
    } finally {
      packed?.end()
    }
  }

  const keepIfReady = (dataFolder: string, organizationKey: string, entry: IndexEntry): Promise<void> =>
    keepOne(dataFolder, organizationKey, entry).catch(unlessNotReady(onError))

  /** Not while very many users are changing: an index would be built anew again and again. */
  async function followOne(organizationKey: string, entry: IndexEntry): Promise<void> {
    if (!entry.index || entry.underWay) return
    await read(async (db) => {
      const recent = await selectChangedUserKeys(db, organizationKey, entry.watchedTo, updatedBefore)
      entry.watchedTo = await selectLogPosition(db)
      if (recent) await inTurn(entry, () => follow(db, organizationKey, entry))
    }).catch(unlessNotReady(onError))
    await entry.underWay
  }

  const missing = {
    large: () => read((db) => selectOrganizationsWithUsers(db, leastUsers)),
    isInMemory: (organizationKey: string) => isClosed || entries.has(organizationKey),
    isKept: async (organizationKey: string) =>
      dataFolder === undefined ||
      hasKeptIndex(
        read,
        dataFolder,
        { organizationKey, isReplica },
        {
          most: async (db) => mostChanged(await selectUserCount(db, organizationKey)),
          onError,
        },
      ),
    async build(organizationKey: string) {
      // A list may have asked meanwhile.
      if (entries.has(organizationKey)) return
      toBeKept = newEntry()
      entries.set(organizationKey, toBeKept)
      await begin(organizationKey, toBeKept, build(organizationKey))
    },
    async keep(organizationKey: string) {
      if (toBeKept && dataFolder) await keepIfReady(dataFolder, organizationKey, toBeKept)
      toBeKept = undefined
      dropOthers()
    },
    triedAt: new Map<string, number>(),
  }

  async function prepareAll(): Promise<void> {
    if (!preparesIndexes || isClosed) return
    await buildMissingIndexes(missing)
    for (const [organizationKey, entry] of [...entries]) await followOne(organizationKey, entry)
  }

  function upkeep(): Promise<void> {
    upkeepUnderWay ??= prepareAll()
      .catch(onError)
      .then(dropOthers)
      .then(keepAll)
      .finally(() => {
        upkeepUnderWay = undefined
      })
    return upkeepUnderWay
  }

  async function keepAll(): Promise<void> {
    for (const [organizationKey, entry] of [...entries]) {
      if (isClosed || !dataFolder) return
      await keepIfReady(dataFolder, organizationKey, entry)
    }
  }

  let isClosed = false
  let upkeepUnderWay: Promise<void> | undefined
  /** What nobody has asked for stays in memory until it is kept. */
  let toBeKept: IndexEntry | undefined
  const timer = setInterval(upkeep, keptMilliseconds).unref()
  // Not at once: whoever opened this has not got it yet.
  const first = preparesIndexes ? setTimeout(upkeep, firstMilliseconds).unref() : undefined

  return {
    upkeep,
    async close() {
      isClosed = true
      clearInterval(timer)
      clearTimeout(first)
      await upkeepUnderWay
    },
    has: (organizationKey) => entries.get(organizationKey)?.index !== undefined,
    async find(db, organizationKey) {
      const entry = use(organizationKey)
      if (entry) {
        entry.isAsked = true
        const index = await inTurn(entry, () => follow(db, organizationKey, entry))
        if (entry.owedUntil > 0) {
          entry.owedUntil = 0
          dropOthers()
        }
        return index
      }
      const sinceFailure = performance.now() - (failedAt.get(organizationKey) ?? Number.NEGATIVE_INFINITY)
      if (sinceFailure < pauseAfterFailure) return undefined
      if ((await selectUserCount(db, organizationKey)) < leastUsers) return undefined
      const added = entries.get(organizationKey) ?? newEntry()
      entries.set(organizationKey, added)
      added.isAsked = true
      throw notReady(begin(organizationKey, added, loadOrBuild(organizationKey)), added.progress)
    },
  }
}

const notReady = (ready: Promise<void>, progress: BuildProgress | undefined): ReadNotReady =>
  new ReadNotReady('the index of the users is not ready', ready, progress?.left())
