import { answer } from '@portico/sdk'
import type { components } from '@portico/sdk/generated/management.ts'
import { queryOptions } from '@tanstack/react-query'
import { identityApi, managementApi } from '../../api/apis.ts'
import { queryClient } from '../../api/query-client.ts'

export type SignInSettings = components['schemas']['SignInSettings']
export type SignInSettingsRequest = components['schemas']['SignInSettingsRequest']

export const signInSettingsQuery = queryOptions({
  queryKey: ['sign-in-settings'],
  queryFn: ({ signal }) => answer(managementApi.GET('/sign-in-settings', { signal })),
})

/** The organization roles by name, as choices. More than 100 are not expected. */
export const roleChoicesQuery = queryOptions({
  queryKey: ['organization-roles', 'choices'],
  async queryFn({ signal }) {
    const params = { query: { limit: 100 } }
    const { results } = await answer(identityApi.GET('/organization-roles', { params, signal }))
    return results.map(({ key, name }) => ({ value: key, label: name ?? key }))
  },
})

export const invalidateSignInSettings = (): Promise<void> =>
  queryClient.invalidateQueries({ queryKey: signInSettingsQuery.queryKey })
