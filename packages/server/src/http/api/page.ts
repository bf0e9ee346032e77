/** One page of a list as a repository finds it. */
export interface Found<T> {
  rows: T[]
  total: number
}

/** A page as it was asked for; the schema has put the defaults in. */
export interface PageRequest {
  limit?: number
  offset?: number
}

interface PageInfo {
  count: number
  limit: number
  offset: number
  totalResults: number
  /** Null on the last page and past it */
  nextPageOffset: number | null
  totalPages: number
}

/** The body of a list's answer. */
export function pageOf<T>(
  results: T[],
  total: number,
  { limit = 100, offset = 0 }: PageRequest,
): { results: T[]; page: PageInfo } {
  const next = offset + results.length
  return {
    results,
    page: {
      count: results.length,
      limit,
      offset,
      totalResults: total,
      nextPageOffset: results.length > 0 && next < total ? next : null,
      totalPages: Math.ceil(total / limit),
    },
  }
}

/** `-name` → descending by name */
export function parseSort<F extends string>(sort: F | `-${F}`): { field: F; descending: boolean } {
  return sort.startsWith('-')
    ? { field: sort.slice(1) as F, descending: true }
    : { field: sort as F, descending: false }
}
