import { answer } from '@portico/sdk'
import { queryOptions } from '@tanstack/react-query'
import { managementApi } from '../../../api/apis.ts'
import { queryClient } from '../../../api/query-client.ts'
import { invalidateMemberships } from '../queries.ts'

/** What offboarding would take from the user, and which of it the member may not do. Read anew each time it is opened. */
export const offboardingPlanQuery = (key: string) =>
  queryOptions({
    queryKey: ['users', 'one', key, 'offboarding'],
    queryFn: ({ signal }) =>
      answer(managementApi.GET('/users/{key}/offboarding', { params: { path: { key } }, signal })),
    staleTime: 0,
    gcTime: 0,
    placeholderData: undefined,
  })

export async function offboard(key: string, steps: OffboardingStepName[]) {
  const report = await answer(
    managementApi.POST('/users/{key}/offboarding', { params: { path: { key } }, body: { steps } }),
  )
  await Promise.all([
    invalidateMemberships(),
    queryClient.invalidateQueries({ queryKey: ['api-clients'] }),
    queryClient.invalidateQueries({ queryKey: ['relying-parties'] }),
  ])
  return report
}

export type OffboardingReport = Awaited<ReturnType<typeof offboard>>
export type OffboardingItem = OffboardingStep['items'][number]
export type OffboardingStep = OffboardingReport['steps'][number]
export type OffboardingStepName =
  | 'SuspendApiClients'
  | 'EndClientCredentials'
  | 'EndApplicationCredentials'
  | 'RemoveFromGroups'
  | 'RevokeApplicationRoles'
  | 'RevokeOrganizationRoles'
  | 'EndSessions'
  | 'Deactivate'
