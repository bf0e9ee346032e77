import type { ResultPage } from './list-page.tsx'

/** As many as the lists of the API give at once */
const pageSize = 100

/** A list to its end, page by page: for what is done with all that match. */
export async function readAll<T>(
  readPage: (page: { limit: number; offset: number }) => Promise<ResultPage<T>>,
): Promise<T[]> {
  const all: T[] = []
  for (;;) {
    const { results } = await readPage({ limit: pageSize, offset: all.length })
    all.push(...results)
    if (results.length < pageSize) return all
  }
}
