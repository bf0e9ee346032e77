/** A query for keys in the order of a list, or in the reverse one */
interface OrderedKeys {
  limit(count: number): OrderedKeys
  offset(count: number): OrderedKeys
  execute(): Promise<{ key: string }[]>
}

interface Selection {
  keys(isReversed: boolean): OrderedKeys
  count(): Promise<{ total: number }>
  /** Every row has to be looked at, in any order, as for names that contain a text. */
  isSearch: boolean
}

/** A search that finds no more is done once, for the page and the total together. */
const few = 1_000

/**
 * The keys of a page in its order, and how many rows there are in all. What an offset skips takes time, so the page is
 * read from the nearer end. The rows are read by key: they are not skipped with their columns.
 */
export async function selectPageKeys(
  selection: Selection,
  { limit, offset }: { limit: number; offset: number },
): Promise<{ keys: string[]; total: number }> {
  const keysOf = (rows: { key: string }[]): string[] => rows.map(({ key }) => key)
  if (selection.isSearch) {
    const found = await selection
      .keys(false)
      .limit(few + 1)
      .execute()
    if (found.length <= few) return { keys: keysOf(found.slice(offset, offset + limit)), total: found.length }
  }
  const { total } = await selection.count()
  const count = Math.min(limit, total - offset)
  if (count <= 0) return { keys: [], total }
  const isReversed = offset > total / 2
  const rows = await selection
    .keys(isReversed)
    .limit(count)
    .offset(isReversed ? total - offset - count : offset)
    .execute()
  return { keys: keysOf(isReversed ? rows.reverse() : rows), total }
}

/** Rows in the order of their keys. A row that is gone is left out. */
export function inOrderOfKeys<R extends { key: string }>(keys: readonly string[], rows: readonly R[]): R[] {
  const byKey = new Map(rows.map((row) => [row.key, row]))
  return keys.flatMap((key) => byKey.get(key) ?? [])
}
