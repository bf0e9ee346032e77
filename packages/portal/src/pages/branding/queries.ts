import { answer } from '@portico/sdk'
import type { components } from '@portico/sdk/generated/management.ts'
import { queryOptions } from '@tanstack/react-query'
import { managementApi } from '../../api/apis.ts'
import { queryClient } from '../../api/query-client.ts'
import { stateQuery } from '../../api/state-query.ts'

export type Branding = components['schemas']['Branding']

export const brandingQuery = queryOptions({
  queryKey: ['branding'],
  queryFn: ({ signal }) => answer(managementApi.GET('/branding', { signal })),
})

/** Also what all pages show of it */
export const invalidateBranding = async (): Promise<void> => {
  await queryClient.invalidateQueries({ queryKey: brandingQuery.queryKey })
  await queryClient.invalidateQueries({ queryKey: stateQuery.queryKey })
}
