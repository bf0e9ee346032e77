import { answer } from '@portico/sdk'
import { queryOptions } from '@tanstack/react-query'
import { managementApi } from '../../api/apis.ts'

/** A registered API with all its scopes */
export const givenApiQuery = (key: string | undefined) =>
  queryOptions({
    queryKey: ['registered-apis', 'one', key],
    queryFn: ({ signal }) =>
      answer(managementApi.GET('/registered-apis/{key}', { params: { path: { key: key ?? '' } }, signal })),
    enabled: key !== undefined,
    placeholderData: undefined,
  })
