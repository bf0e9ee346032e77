import { answer } from '@portico/sdk'
import { queryOptions } from '@tanstack/react-query'
import { managementApi } from '../../api/apis.ts'
import { queryClient } from '../../api/query-client.ts'

export const browserOriginsQuery = queryOptions({
  queryKey: ['browser-origins'],
  queryFn: ({ signal }) => answer(managementApi.GET('/browser-origins', { signal })),
})

export const invalidateBrowserOrigins = (): Promise<void> =>
  queryClient.invalidateQueries({ queryKey: browserOriginsQuery.queryKey })
