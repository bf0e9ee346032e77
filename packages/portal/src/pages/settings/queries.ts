import { answer } from '@portico/sdk'
import type { components } from '@portico/sdk/generated/management.ts'
import { queryOptions } from '@tanstack/react-query'
import { managementApi } from '../../api/apis.ts'
import { queryClient } from '../../api/query-client.ts'
import { stateQuery } from '../../api/state-query.ts'

type Schemas = components['schemas']
export type Branding = Schemas['Branding']
export type Organization = Schemas['Organization']
export type SigningKey = Schemas['SigningKey']
export type RateLimit = Schemas['RateLimit']

export const organizationQuery = queryOptions({
  queryKey: ['organization'],
  queryFn: ({ signal }) => answer(managementApi.GET('/organization', { signal })),
})

/** Also what all pages show of it */
export const invalidateOrganization = async (): Promise<void> => {
  await queryClient.invalidateQueries({ queryKey: organizationQuery.queryKey })
  await queryClient.invalidateQueries({ queryKey: stateQuery.queryKey })
}

export const signingKeysQuery = queryOptions({
  queryKey: ['signing-keys'],
  queryFn: ({ signal }) => answer(managementApi.GET('/signing-keys', { signal })),
})

export const invalidateSigningKeys = (): Promise<void> =>
  queryClient.invalidateQueries({ queryKey: signingKeysQuery.queryKey })

/** What is used changes all the time. */
export const rateLimitsQuery = queryOptions({
  queryKey: ['rate-limits'],
  queryFn: ({ signal }) => answer(managementApi.GET('/rate-limits', { signal })),
  refetchInterval: 10_000,
})

export const brandingQuery = queryOptions({
  queryKey: ['branding'],
  queryFn: ({ signal }) => answer(managementApi.GET('/branding', { signal })),
})

/** Also what all pages show of it */
export const invalidateBranding = async (): Promise<void> => {
  await queryClient.invalidateQueries({ queryKey: brandingQuery.queryKey })
  await queryClient.invalidateQueries({ queryKey: stateQuery.queryKey })
}
