import { answer } from './answer.ts'

/** Where a page lies in its list. */
export interface PageInfo {
  /** How many results this page has */
  count: number
  limit: number
  offset: number
  /** How many there are on all pages */
  totalResults: number | null
  /** Null on the last page */
  nextPageOffset: number | null
  totalPages: number | null
}

/** One page of a list. */
export interface Page<T> {
  results: T[]
  page: PageInfo
}

/**
 * A list that is read page by page, as it is gone through. `limit` is the size of a page, `offset` where to begin.
 * Nothing is asked before the first result is wanted. What is created or deleted meanwhile can shift later pages.
 */
export interface PageList<T> extends AsyncIterable<T> {
  /** The first page alone, with the totals */
  page(): Promise<Page<T>>
  /** Page after page, for instance to show how far it is */
  pages(): AsyncGenerator<Page<T>, void, undefined>
}

export function pageList<T>(read: (offset: number) => Promise<Page<T>>, start = 0): PageList<T> {
  async function* pages(): AsyncGenerator<Page<T>, void, undefined> {
    for (let offset: number | null = start; offset !== null; ) {
      const found: Page<T> = await read(offset)
      yield found
      const next: number | null = found.page.nextPageOffset
      // A server whose offset does not grow must not make an endless loop.
      offset = next !== null && next > offset && found.results.length > 0 ? next : null
    }
  }
  return {
    page: () => read(start),
    pages,
    async *[Symbol.asyncIterator]() {
      for await (const { results } of pages()) yield* results
    },
  }
}

/**
 * The list that an operation answers to a query.
 * @param ask asks for the page that the query means
 */
export const pageListOf = <Q extends { offset?: number }, T>(
  query: Q,
  ask: (page: Q & { offset: number }) => Promise<{ data?: Page<T> }>,
): PageList<T> => pageList((offset) => answer(ask({ ...query, offset })), query.offset)
