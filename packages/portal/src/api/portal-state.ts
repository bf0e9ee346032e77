import { queryOptions } from '@tanstack/react-query'
import { portal } from './client.ts'
import type { PortalState } from './portal-types.ts'

/** What is known before anybody signs in. */
export const stateQuery = queryOptions({
  queryKey: ['state'],
  queryFn: () => portal.get<PortalState>('/state'),
  staleTime: 60_000,
})
