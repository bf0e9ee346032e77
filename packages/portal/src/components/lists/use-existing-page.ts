import { useEffect } from 'react'
import type { ListState } from './use-list-state.ts'

interface ShownPage {
  data: { results: readonly unknown[]; page: { totalResults: number | null } } | undefined
  /** It is that of another page, while this one loads */
  isPlaceholderData: boolean
}

/**
 * Leads to the last page that there is, from one behind it: its last row was deleted, or the link to it is old.
 * @returns whether the page is such a one
 */
export function useExistingPage(
  { page, limit, setPage }: Pick<ListState, 'page' | 'limit' | 'setPage'>,
  { data, isPlaceholderData }: ShownPage,
): boolean {
  const isPastEnd = page > 1 && data?.results.length === 0 && !isPlaceholderData
  // Not the same page again, whatever the total is
  const last = Math.max(1, Math.min(page - 1, Math.ceil((data?.page.totalResults ?? 0) / limit)))
  // biome-ignore lint/correctness/useExhaustiveDependencies: each render has a new function
  useEffect(() => {
    if (isPastEnd) setPage(last, true)
  }, [isPastEnd, last])
  return isPastEnd
}
