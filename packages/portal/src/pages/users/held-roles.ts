import { answer, identity } from '../../api/client.ts'
import type { ListState } from '../../components/lists/use-list-state.ts'

export const heldRoleFilters = ['environment', 'asset', 'source'] as const
export type HeldRolesState = ListState<(typeof heldRoleFilters)[number]>

/** The application roles of a user, with how they came by each. */
export const fetchHeldRoles = (
  key: string,
  { limit, offset, sort, search, filters }: HeldRolesState,
  signal: AbortSignal,
) =>
  answer(
    identity.GET('/users/{key}/application-roles', {
      params: {
        path: { key },
        query: {
          limit,
          offset,
          sort,
          nameContains: search || undefined,
          environmentKey: filters.environment,
          assetKey: filters.asset,
          assignmentSources: filters.source ? [filters.source as 'Direct'] : undefined,
        },
      },
      signal,
    }),
  )

export type HeldRole = Awaited<ReturnType<typeof fetchHeldRoles>>['results'][number]
