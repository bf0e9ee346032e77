/** A few milliseconds of SQLite's time */
const countedAtOnce = 2_000

/**
 * How many different keys there are, read in slices: on SQLite, one statement that counts very many would hold up everything
 * else until its end.
 * @param read keys that follow one, in their order
 */
export async function countInSlices(
  read: (after: string | undefined, limit: number) => Promise<{ key: string }[]>,
): Promise<number> {
  let count = 0
  for (let after: string | undefined; ; ) {
    const rows = await read(after, countedAtOnce)
    count += new Set(rows.map(({ key }) => key)).size
    if (rows.length < countedAtOnce) return count
    after = rows.at(-1)?.key
  }
}
