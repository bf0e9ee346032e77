import { queryOptions } from '@tanstack/react-query'
import { answer, identity, portfolios } from './client.ts'
import { ApiProblem } from './problem.ts'

// Data that rarely changes and that many pages need.

/** All permissions. Every member with a permission may read them. */
export const permissionsQuery = queryOptions({
  queryKey: ['permissions'],
  queryFn: async () => (await answer(identity.GET('/permissions', { params: { query: { limit: 100 } } }))).results,
  staleTime: Number.POSITIVE_INFINITY,
})

/** The identity providers by name. Every member with a permission may read them. More than 100 are not expected. */
export const identityProvidersQuery = queryOptions({
  queryKey: ['identity-providers', 'all'],
  queryFn: async () =>
    (await answer(identity.GET('/identity-providers', { params: { query: { limit: 100 } } }))).results,
})

/** All portfolios, the main one first. Every member with a permission may read them. More than 100 are not expected. */
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
      // A member who may view no environment can still do what needs none.
      if (error instanceof ApiProblem && error.status === 403) return []
      throw error
    }
  },
  staleTime: 60_000,
})
