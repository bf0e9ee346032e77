import { setImmediate } from 'node:timers/promises'

/** Which rows are read: as many as this at most, after a place in their order, or from the first one on */
export interface PageAfter<Place> {
  after: Place | undefined
  limit: number
}

/**
 * Reads rows page by page until one is not full: there may be more than one statement should read. The event loop gets its
 * turn after each.
 * @param read reads one page, in the order of the places
 * @param placeOf the place of a row, which the next page follows
 */
export async function* readPages<Row, Place>(
  limit: number,
  read: (page: PageAfter<Place>) => Promise<Row[]>,
  placeOf: (row: Row) => Place,
): AsyncGenerator<Row[]> {
  for (let after: Place | undefined; ; ) {
    const rows = await read({ after, limit })
    yield rows
    const last = rows.at(-1)
    if (last === undefined || rows.length < limit) return
    after = placeOf(last)
    await setImmediate()
  }
}
