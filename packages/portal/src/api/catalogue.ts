import { queryOptions } from '@tanstack/react-query'
import { answer, identity, portfolios } from './client.ts'
import { ApiProblem } from './problem.ts'

// What hardly ever changes and many pages need.

/** All permissions there are. Any permission lets one read it. */
export const permissionsQuery = queryOptions({
  queryKey: ['permissions'],
  queryFn: async () => (await answer(identity.GET('/permissions', { params: { query: { limit: 100 } } }))).results,
  staleTime: Number.POSITIVE_INFINITY,
})

/** The identity providers by name. Any permission lets one read them; an organization hardly has more than a page. */
export const identityProvidersQuery = queryOptions({
  queryKey: ['identity-providers', 'all'],
  queryFn: async () =>
    (await answer(identity.GET('/identity-providers', { params: { query: { limit: 100 } } }))).results,
})

/** All portfolios, the main one first. Any permission lets one read them; an organization hardly has more than a page. */
export const portfoliosQuery = queryOptions({
  queryKey: ['portfolios'],
  queryFn: async ({ signal }) =>
    (await answer(portfolios.GET('/portfolios', { params: { query: { limit: 100 } }, signal }))).results,
})

/** The environments that the member may view, in their order. Changing them invalidates `['environments']`. */
export const environmentsQuery = queryOptions({
  queryKey: ['environments'],
  async queryFn() {
    try {
      return (await answer(portfolios.GET('/environments'))).results
    } catch (error) {
      // Who may view none has none to choose from, and may still do what has no environment.
      if (error instanceof ApiProblem && error.status === 403) return []
      throw error
    }
  },
  staleTime: 60_000,
})
