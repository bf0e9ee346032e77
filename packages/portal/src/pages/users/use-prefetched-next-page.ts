import { useEffect } from 'react'
import { queryClient } from '../../api/query-client.ts'
import { type UsersState, usersQuery } from './queries.ts'

/** Loads the next page before it is opened. */
export function usePrefetchedNextPage(state: UsersState, total: number | null | undefined): void {
  const { limit, offset, page } = state
  const hasNext = total !== null && total !== undefined && offset + limit < total
  const key = JSON.stringify(state.key)
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key tells all that the state holds
  useEffect(() => {
    if (!hasNext) return
    const next = { ...state, offset: offset + limit, page: page + 1, key: { ...state.key, page: page + 1 } }
    queryClient.prefetchQuery(usersQuery(next))
  }, [key, hasNext])
}
