import { queryOptions } from '@tanstack/react-query'
import { portal } from './client.ts'
import type { PortalState } from './portal-types.ts'

/** The state of the server that is known without a session. */
export const stateQuery = queryOptions({
  queryKey: ['state'],
  queryFn: () => portal.get<PortalState>('/state'),
  staleTime: 60_000,
})
