type ReadPage<T> = (page: { limit: number; offset: number }) => Promise<{ results: T[] }>

/** As many as the lists of the API give at once */
const pageSize = 100

/** How often a list is read that changes all the time */
const mostReadings = 5

/**
 * A list to its end, page by page: for what is done with all that match. Each entry comes once, and none is missed that was in
 * the list all the time. What takes another place in the order meanwhile, by another name, can be passed over: so the list is
 * read until nothing new comes.
 */
export async function readAll<T>(readPage: ReadPage<T>, keyOf: (item: T) => string): Promise<T[]> {
  const all = new Map<string, T>()
  for (let reading = 1; reading <= mostReadings; reading++) {
    const before = all.size
    const pages = await readOnce(readPage, keyOf, all)
    // A page is of one moment.
    if (pages === 1 || (reading > 1 && all.size === before)) break
  }
  return [...all.values()]
}

/**
 * Adds the entries of a list. Each page begins with an entry that was read already: where entries before it were removed, and
 * the page does not, some could have been passed over, and reading goes back.
 * @returns how many pages it took
 */
async function readOnce<T>(readPage: ReadPage<T>, keyOf: (item: T) => string, all: Map<string, T>): Promise<number> {
  const read = new Set<string>()
  let pages = 0
  for (let offset = 0; ; pages++) {
    const { results } = await readPage({ limit: pageSize, offset })
    const [first] = results
    if (offset > 0 && !(first && read.has(keyOf(first)))) {
      offset = Math.max(0, offset - pageSize + 1)
      continue
    }
    for (const item of results) {
      read.add(keyOf(item))
      all.set(keyOf(item), item)
    }
    if (results.length < pageSize) return pages + 1
    offset += pageSize - 1
  }
}
