import { setImmediate } from 'node:timers/promises'
import { isLost, selectLogPosition } from '../../../db/log-position.ts'
import type { Db } from '../../../db/transaction.ts'
import { BuildProgress } from './build-progress.ts'
import { type BuildSteps, stepsHere } from './build-steps.ts'
import type { IndexEntry, OnIndexFault } from './index-entry.ts'
import { loadKeptIndex } from './kept-indexes.ts'
import { type BuildSource, threadSteps } from './thread-steps.ts'
import { selectChangedUserKeys, selectUserCount } from './user-changes-repository.ts'
import { selectUserFacts } from './user-facts-repository.ts'
import { UserIndex } from './user-index.ts'
import { segmentSize } from './user-segment.ts'

interface IndexBuilderOptions {
  read<T>(work: (db: Db) => Promise<T>): Promise<T>
  dataFolder: string | undefined
  isReplica: boolean
  /** Where a thread beside the build of a large index reads; without it, none is started */
  source: BuildSource | undefined
  /** From so many users on, starting that thread takes less time than it saves. */
  leastUsersForThread: number
  /** Whether what is under way is to be given up */
  isClosed(): boolean
  onError: OnIndexFault
}

/** How many users are read at once: in the time that a list may wait for another one. Segments are full. */
const readAtOnce = 4_096
const updatedAtOnce = 2_000

/** What a build leaves, 80 MB for a million users, would stay for long in a thread that is mostly idle. */
const collectGarbage = (): void => void globalThis.gc?.({ execution: 'async' })

/** Beyond so many changes, an index is built anew. */
export const mostChanged = (users: number): number => 5_000 + Math.floor(users / 20)

/** Fills the entries of indexes, in steps between which others read. */
export function createIndexBuilder(options: IndexBuilderOptions) {
  const { read, dataFolder, isReplica, source, leastUsersForThread, isClosed, onError } = options

  async function pause(): Promise<void> {
    await setImmediate()
    if (isClosed()) throw new Error('the indexes are closed')
  }

  async function buildBy(steps: BuildSteps, { progress }: IndexEntry): Promise<UserIndex> {
    const index = new UserIndex()
    const reader = index.packedUsersReader()
    try {
      for await (const packed of steps.readUsers()) {
        const { segments, count } = reader.read(packed)
        index.append(segments, count)
        progress?.add(count)
        // Whoever was created after the last of them is in the log, and would follow a segment that is not full.
        if (count % segmentSize !== 0) break
        await pause()
      }
      await index.finish(steps.sortTexts, pause)
      return index
    } finally {
      await steps.close()
    }
  }

  /**
   * Reads all users, a few thousand in each transaction. Whatever changes meanwhile is logged after the position at which it
   * begins, and is read again.
   */
  const build = (organizationKey: string) => async (entry: IndexEntry) => {
    entry.index = undefined
    entry.keptAt = Number.NEGATIVE_INFINITY
    const { position, users } = await read(async (db) => ({
      position: await selectLogPosition(db),
      users: await selectUserCount(db, organizationKey),
    }))
    entry.progress = new BuildProgress(users)
    entry.watchedTo = position
    const here = () => buildBy(stepsHere({ read, organizationKey, atOnce: readAtOnce, isAhead: false, pause }), entry)
    const inThread = (source: BuildSource) =>
      buildBy(threadSteps(source, organizationKey), entry).catch((error) => {
        if (isClosed()) throw error
        // Its memory may be too small, or it found no connection. This thread takes longer.
        onError(error, { isBuiltAnyway: true })
        entry.progress = new BuildProgress(users)
        return here()
      })
    entry.index = await (source && users >= leastUsersForThread ? inThread(source) : here())
    entry.position = position
    // What was read in the end is newer than the position, and whatever has changed meanwhile will be read again.
    entry.changedAt = await read(selectLogPosition)
    collectGarbage()
  }

  /** Takes the index from its file, where there is one, and otherwise builds it. */
  const loadOrBuild = (organizationKey: string) => async (entry: IndexEntry) => {
    const kept = dataFolder && (await loadKeptIndex(read, dataFolder, { organizationKey, isReplica }).catch(onError))
    if (!kept) return build(organizationKey)(entry)
    entry.index = kept.index
    entry.watchedTo = kept.position
    entry.position = kept.position
    entry.mark = kept.mark
    await catchUp(organizationKey, kept.changed)(entry)
  }

  /** Reads many changed users again, a few at a time, and others with them. */
  const catchUp =
    (organizationKey: string, others: readonly string[] = []) =>
    async (entry: IndexEntry) => {
      const { index } = entry
      if (!index) return
      const { position, keys: logged } = await read(async (db) => ({
        position: await selectLogPosition(db),
        keys: await selectChangedUserKeys(db, organizationKey, entry.position, mostChanged(index.size)),
      }))
      if (!logged || isLost(entry.position, position)) return build(organizationKey)(entry)
      const keys = [...new Set([...logged, ...others])]
      if (keys.length > updatedAtOnce) entry.keptAt = Number.NEGATIVE_INFINITY
      for (let from = 0; from < keys.length; from += updatedAtOnce) {
        const some = keys.slice(from, from + updatedAtOnce)
        index.update(some, await read((db) => selectUserFacts(db, organizationKey, some)))
        await setImmediate()
      }
      entry.position = position
      entry.changedAt = await read(selectLogPosition)
    }

  /** Goes on with what searches would have to do else, once the index answers. */
  const finish = async ({ index }: IndexEntry): Promise<void> => {
    if (!isClosed()) await index?.sign(pause).catch(() => {})
  }

  return { build, loadOrBuild, catchUp, finish }
}
