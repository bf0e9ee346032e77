import { queryOptions } from '@tanstack/react-query'
import { portalApi } from '../../api/apis.ts'

/** One entry of GET /portal/account/applications */
export interface MyApplication {
  key: string
  name: string
  /** Below the base path */
  logoPath: string | null
  /** Where it begins a sign-in; null where it has no such address */
  opensAt: string | null
}

export const myApplicationsQuery = queryOptions({
  queryKey: ['account', 'applications'],
  queryFn: async () => (await portalApi.get<{ results: MyApplication[] }>('/account/applications')).results,
})
