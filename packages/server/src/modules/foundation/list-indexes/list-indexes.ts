import { followLog, inTurn, type LogFollower, newFollower } from '../../../db/follow-log.ts'
import { selectLogPosition } from '../../../db/log-position.ts'
import { type Db, rootOf } from '../../../db/transaction.ts'
import { ReadNotReady } from '../../../http/api/reads.ts'
import { countListRows, type ListTable, selectChangedRowKeys } from './list-changes-repository.ts'
import { type IndexedRow, ListIndex, type ListQuestion } from './list-index.ts'

/** A list whose rows are kept in memory where there are many of them */
export interface IndexedList<R extends IndexedRow> {
  table: ListTable
  /** Below this many rows, the tables answer as quickly. */
  leastRows: number
  /** All rows, or those that have the keys. Whatever is read here is logged by triggers (migration 0036). */
  selectRows(db: Db, organizationKey: string, keys?: readonly string[]): Promise<R[]>
}

/** The indexes of long lists that one reader keeps. */
export interface ListIndexes {
  /**
   * The keys of a page and the total, as this transaction sees them; undefined where the tables answer.
   * @param ask what is asked, which may itself be read from the tables
   * @throws ReadNotReady where the index is ahead of the transaction
   */
  find<R extends IndexedRow>(
    db: Db,
    organizationKey: string,
    list: IndexedList<R>,
    ask: () => Promise<ListQuestion<R>>,
  ): Promise<{ keys: string[]; total: number } | undefined>
}

interface ListIndexesOptions {
  /** In place of what each list says */
  leastRows?: number
  /** How many rows all indexes have together, of some 250 bytes each. One list with more has no index. */
  mostRows?: number
}

/** Where more rows have changed, all are read again. */
const mostChanges = 2_000
/** How long a short list is not counted again, in milliseconds */
const shortMilliseconds = 10_000
const mostShortLists = 10_000

interface Entry extends LogFollower {
  index: ListIndex<IndexedRow> | undefined
}

const idOf = (organizationKey: string, { table }: Pick<IndexedList<never>, 'table'>): string =>
  `${table} ${organizationKey}`
const registry = new WeakMap<Db, ListIndexes>()

/** Long lists that are read through this database are answered by the indexes. */
export const connectListIndexes = (db: Db, indexes: ListIndexes): void => void registry.set(rootOf(db), indexes)

/** Undefined where the tables answer */
export const listIndexesOf = (db: Db): ListIndexes | undefined => registry.get(rootOf(db))

export function createListIndexes({ leastRows, mostRows = 400_000 }: ListIndexesOptions = {}): ListIndexes {
  /** The one that was used last comes last. */
  const entries = new Map<string, Entry>()
  /** When each was found to be short */
  const short = new Map<string, number>()

  /** One that is too large by itself goes, too. */
  function dropOldest(): void {
    let rows = entries.values().reduce((sum, { index }) => sum + (index?.size ?? 0), 0)
    for (const [id, { index }] of entries) {
      if (rows <= mostRows) return
      entries.delete(id)
      rows -= index?.size ?? 0
    }
  }

  /** Whether an index is worth its memory */
  async function isLong(
    db: Db,
    organizationKey: string,
    { table, ...list }: Pick<IndexedList<never>, 'table' | 'leastRows'>,
  ): Promise<boolean> {
    const id = idOf(organizationKey, { table })
    if (performance.now() - (short.get(id) ?? Number.NEGATIVE_INFINITY) < shortMilliseconds) return false
    const count = await countListRows(db, { organizationKey, table }, mostRows + 1)
    if (count >= (leastRows ?? list.leastRows) && count <= mostRows) return true
    if (short.size >= mostShortLists) short.clear()
    short.set(id, performance.now())
    return false
  }

  /** Brings the index up to what the transaction sees. @returns undefined where it is not worth to be read again */
  async function follow<R extends IndexedRow>(
    db: Db,
    organizationKey: string,
    list: IndexedList<R>,
    entry: Entry,
  ): Promise<ListIndex<R> | undefined> {
    const index = entry.index as ListIndex<R> | undefined
    const { table } = list
    const result =
      index &&
      (await followLog(db, 'list', entry, {
        selectChanged: (from) => selectChangedRowKeys(db, { organizationKey, table }, from, mostChanges),
        selectRows: (keys) => list.selectRows(db, organizationKey, keys),
        update(keys, rows) {
          index.update(keys, rows)
          dropOldest()
        },
      }))
    if (result === 'followed') return index
    if (result === 'ahead') throw new ReadNotReady('the index of a list is ahead')
    if (index && !(await isLong(db, organizationKey, list))) {
      entries.delete(idOf(organizationKey, list))
      return undefined
    }
    const position = await selectLogPosition(db, 'list')
    const all = new ListIndex(await list.selectRows(db, organizationKey))
    Object.assign(entry, { index: all, position, changedAt: position })
    dropOldest()
    return all
  }

  return {
    async find(db, organizationKey, list, ask) {
      const id = idOf(organizationKey, list)
      if (!entries.has(id) && !(await isLong(db, organizationKey, list))) return undefined
      const entry = entries.get(id) ?? { index: undefined, ...newFollower() }
      entries.delete(id)
      entries.set(id, entry)
      return inTurn(entry, async () => {
        const question = await ask()
        return (await follow(db, organizationKey, list, entry))?.page(question)
      })
    },
  }
}
