import { answer } from '@portico/sdk'
import type { components } from '@portico/sdk/generated/management.ts'
import { queryOptions } from '@tanstack/react-query'
import { managementApi } from '../../api/apis.ts'

export type Overview = components['schemas']['Overview']

/**
 * All that the home page shows, in one answer: parts that the member may not see are null. Asked again by whoever comes back
 * from the terminal or from a mail.
 */
export const overviewQuery = queryOptions({
  queryKey: ['overview'],
  queryFn: ({ signal }) => answer(managementApi.GET('/overview', { signal })),
  refetchOnWindowFocus: 'always',
})
