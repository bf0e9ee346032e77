import { answer } from '@portico/sdk'
import { queryOptions } from '@tanstack/react-query'
import { managementApi } from '../../../api/apis.ts'

/** What a user may do at this moment, and by which organization roles */
export const userPermissionsQuery = (key: string) =>
  queryOptions({
    queryKey: ['users', 'one', key, 'permissions'],
    queryFn: ({ signal }) => fetchPermissions(key, signal),
    placeholderData: undefined,
  })

const fetchPermissions = async (key: string, signal: AbortSignal) =>
  (await answer(managementApi.GET('/users/{key}/permissions', { params: { path: { key } }, signal }))).results

export type UserPermission = Awaited<ReturnType<typeof fetchPermissions>>[number]
