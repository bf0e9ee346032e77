import { answer, type Environment } from '@portico/sdk'
import { queryOptions } from '@tanstack/react-query'
import { identityApi, portfoliosApi } from './apis.ts'
import { permission } from './permission-names.ts'
import { queryClient } from './query-client.ts'
import { sessionOf, sessionQuery } from './session.ts'

// Data that rarely changes and that many pages need.

/** All permissions. Every member with a permission may read them. */
export const permissionsQuery = queryOptions({
  queryKey: ['permissions'],
  queryFn: async () => (await answer(identityApi.GET('/permissions', { params: { query: { limit: 100 } } }))).results,
  staleTime: Number.POSITIVE_INFINITY,
})

/** The identity providers by name. Every member with a permission may read them. More than 100 are not expected. */
export const identityProvidersQuery = queryOptions({
  queryKey: ['identity-providers', 'all'],
  queryFn: async () =>
    (await answer(identityApi.GET('/identity-providers', { params: { query: { limit: 100 } } }))).results,
})

/** All portfolios, the main one first. Every member with a permission may read them. More than 100 are not expected. */
export const portfoliosQuery = queryOptions({
  queryKey: ['portfolios'],
  queryFn: async ({ signal }) =>
    (await answer(portfoliosApi.GET('/portfolios', { params: { query: { limit: 100 } }, signal }))).results,
})

/** The environments that the member may view, in their order. */
export const environmentsQuery = queryOptions({
  queryKey: ['environments'],
  async queryFn() {
    // Who may view none can still do what needs none. Asked for all the same, it would stand in the audit trail as refused.
    const session = sessionOf(await queryClient.ensureQueryData(sessionQuery))
    return session.may(permission.viewStage) ? (await answer(portfoliosApi.GET('/environments'))).results : []
  },
  staleTime: 60_000,
})

export const invalidatePortfolios = (): Promise<void> =>
  queryClient.invalidateQueries({ queryKey: portfoliosQuery.queryKey })

export const invalidateEnvironments = (): Promise<void> =>
  queryClient.invalidateQueries({ queryKey: environmentsQuery.queryKey })

/** Shows the stages of a portfolio like this until they are read again. */
export function setCachedStages(portfolioKey: string, stages: Environment[]): void {
  const { queryKey } = environmentsQuery
  queryClient.cancelQueries({ queryKey })
  queryClient.setQueryData(queryKey, (all = []) => [
    ...all.filter((environment) => environment.portfolioKey !== portfolioKey),
    ...stages,
  ])
}
