import { keepPreviousData, QueryClient } from '@tanstack/react-query'
import { ApiProblem } from './problem.ts'

/** Longer waits, in seconds, are for people to decide about. */
const patience = 5

const waitOf = (error: unknown): number | undefined => (error instanceof ApiProblem ? error.retryAfter : undefined)

/** A refusal stays one. What failed on the way, or because there was too much to do, may be asked again. */
function mayPass(error: unknown): boolean {
  if (!(error instanceof ApiProblem)) return true
  return (error.status >= 500 || error.status === 429) && (waitOf(error) ?? 0) <= patience
}

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
      retry: (failures, error) => failures < 2 && mayPass(error),
      retryDelay: (failures, error) => (waitOf(error) ?? 2 ** failures) * 1_000,
    },
    mutations: { retry: false },
  },
})
