import { type PageAfter, readPages } from './read-pages.ts'

/** A few milliseconds of SQLite's time */
const countedAtOnce = 2_000

/**
 * How many different keys there are, read in slices: on SQLite, one statement that counts very many would hold up everything
 * else until its end.
 * @param read reads keys in their order; one that comes several times is not read again after its page
 */
export async function countInSlices(read: (page: PageAfter<string>) => Promise<{ key: string }[]>): Promise<number> {
  let count = 0
  for await (const rows of readPages(countedAtOnce, read, ({ key }) => key))
    count += new Set(rows.map(({ key }) => key)).size
  return count
}
