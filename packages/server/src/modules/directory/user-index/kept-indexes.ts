import { isDatabaseUnavailable } from '../../../db/failures.ts'
import { type LogPosition, selectLogPosition } from '../../../db/log-position.ts'
import type { Parts } from '../../../db/parts.ts'
import type { Db } from '../../../db/transaction.ts'
import {
  deleteKeptIndexes,
  isIndexKept,
  type KeptIndexFacts,
  type KeptIndexName,
  readKeptIndex,
} from './kept-index-file.ts'
import { findMark, isLostMark, selectNewestMark } from './user-change-marks-repository.ts'
import { selectChangedUserKeys } from './user-changes-repository.ts'
import type { UserIndex } from './user-index.ts'

/** An index from a file, as it was at a mark, but for these users */
export interface KeptIndex {
  index: UserIndex
  position: LogPosition
  changed: readonly string[]
  mark: string
}

/** The position of a file's mark. Undefined where the mark is not this database's, or the log lacks something since. */
async function positionOf(db: Db, { mark }: KeptIndexFacts): Promise<LogPosition | undefined> {
  const [found, { prunedTo, server }] = [await findMark(db, mark), await selectLogPosition(db)]
  if (!found || isLostMark(found, prunedTo)) return undefined
  return { next: found.position, snapshot: '', server }
}

/**
 * Reads the index that is kept of an organization.
 *
 * A mark is a row that each copy of the database has which was made after it. So a file with this mark is of the history
 * of this database, at least up to the mark, also after a backup was restored. Who changed after the mark is read again:
 * those whom the log has now, and those whom it had when the file was written.
 */
export async function loadKeptIndex(
  read: <T>(work: (db: Db) => Promise<T>) => Promise<T>,
  dataFolder: string,
  name: KeptIndexName,
): Promise<KeptIndex | undefined> {
  let position: LogPosition | undefined
  const found = await readKeptIndex(dataFolder, name, async (facts) => {
    position = await read((db) => positionOf(db, facts))
    return position?.server === facts.server
  })
  if (!found || !position) return undefined
  const { changed, mark } = found.facts
  return { index: found.index, position, changed, mark }
}

/**
 * Whether there is a file that `loadKeptIndex` would take up, and since which no more users than `most` have changed. One that
 * cannot be read is told, and is none.
 */
export async function hasKeptIndex(
  read: <T>(work: (db: Db) => Promise<T>) => Promise<T>,
  dataFolder: string,
  name: KeptIndexName,
  { most, onError }: { most(db: Db): Promise<number>; onError(error: unknown): void },
): Promise<boolean> {
  try {
    return await isIndexKept(dataFolder, name, (facts) =>
      read(async (db) => {
        const position = await positionOf(db, facts)
        if (!position || position.server !== facts.server) return false
        const changed = await selectChangedUserKeys(db, name.organizationKey, position, await most(db))
        return changed !== undefined
      }),
    )
  } catch (error) {
    // Nothing could be built either.
    if (isDatabaseUnavailable(error)) throw error
    onError(error)
    return false
  }
}

/**
 * What a file is to say of an index that has everything which this transaction sees. Undefined where there is no newer mark
 * than a former one, or too much has changed since.
 */
export async function keptIndexFacts(
  db: Db,
  name: KeptIndexName,
  { former, most }: { former: string | undefined; most: number },
): Promise<KeptIndexFacts | undefined> {
  const mark = await selectNewestMark(db)
  if (!mark || mark.key === former) return undefined
  const { server, prunedTo } = await selectLogPosition(db)
  const changed = await selectChangedUserKeys(db, name.organizationKey, { next: mark.position, snapshot: '' }, most)
  if (!changed || isLostMark(mark, prunedTo)) return undefined
  return { ...name, mark: mark.key, server, changed }
}

/**
 * Deletes kept indexes that nobody can use any more. They hold what was deleted from the tables meanwhile. Which server the
 * replica is, this database does not know.
 */
export const deleteLostIndexes = ({ db }: Parts, { dataFolder }: { dataFolder: string }): Promise<void> =>
  deleteKeptIndexes(dataFolder, async (facts) => {
    const position = await positionOf(db, facts)
    return position !== undefined && (facts.isReplica || facts.server === position.server)
  })
