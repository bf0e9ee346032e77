import { type Failure, mayRepeat, waitBefore } from '@portico/sdk'
import { keepPreviousData, QueryClient } from '@tanstack/react-query'
import { ApiProblem } from './problem.ts'

/** Milliseconds; longer waits are for people to decide about. */
const longestWait = 5_000

/** Whatever is no answer of the server counts as a connection that broke. */
function failureOf(error: unknown): Failure {
  if (!(error instanceof ApiProblem)) return {}
  const { status, retryAfter } = error
  return { status, retryAfter: retryAfter === undefined ? undefined : retryAfter * 1_000 }
}

/**
 * Conventions:
 * - a key starts with the kind of thing, then says which: `['users', 'list', query]`, `['users', 'one', key]`;
 * - a list shows the previous page while the next one loads, so that the layout does not shift;
 * - after a write, the area's `invalidateUsers()` reads every list and detail of the kind again.
 */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      placeholderData: keepPreviousData,
      staleTime: 5_000,
      refetchOnWindowFocus: false,
      retry: (failures, error) => failures < 2 && mayRepeat(failureOf(error), { isRepeatable: true, longestWait }),
      retryDelay: (failures, error) => waitBefore(failures, failureOf(error).retryAfter, Math.random()),
    },
    mutations: { retry: false },
  },
})
