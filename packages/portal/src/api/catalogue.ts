import { queryOptions } from '@tanstack/react-query'
import { answer, identity, portfolios } from './client.ts'

// What hardly ever changes and many pages need.

/** All permissions there are. Any permission lets one read it. */
export const permissionsQuery = queryOptions({
  queryKey: ['permissions'],
  queryFn: async () => (await answer(identity.GET('/permissions', { params: { query: { limit: 100 } } }))).results,
  staleTime: Number.POSITIVE_INFINITY,
})

/** The environments that the member may view, in their order. Changing them invalidates `['environments']`. */
export const environmentsQuery = queryOptions({
  queryKey: ['environments'],
  queryFn: async () => (await answer(portfolios.GET('/environments'))).results,
  staleTime: 60_000,
})
