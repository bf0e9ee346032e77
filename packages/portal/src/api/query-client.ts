import { keepPreviousData, QueryClient } from '@tanstack/react-query'
import { ApiProblem } from './problem.ts'

/**
 * Conventions:
 * - a key begins with the kind of thing, then says which: `['users', 'list', query]`, `['users', 'one', key]`;
 * - a list keeps the page before while the next one loads, so that nothing jumps;
 * - a write ends with `invalidateQueries({ queryKey: ['users'] })`, which renews every list and detail of the kind.
 */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      placeholderData: keepPreviousData,
      staleTime: 5_000,
      refetchOnWindowFocus: false,
      // A refusal stays one. What failed on the way, or because the server was busy, is asked once more.
      retry: (failures, error) => failures < 2 && !(error instanceof ApiProblem && error.status < 500),
    },
    mutations: { retry: false },
  },
})
