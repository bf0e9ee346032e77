import { answer, completed } from '@portico/sdk'
import type { components } from '@portico/sdk/generated/management.ts'
import { queryOptions } from '@tanstack/react-query'
import { identityApi, managementApi } from '../../api/apis.ts'
import { ifMatchOf } from '../../api/if-match-of.ts'
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

export interface EmailDomain {
  domain: string
  providerKey: string
  providerName: string
}

const readTrust = (key: string) =>
  answer(managementApi.GET('/identity-providers/{key}/trust', { params: { path: { key } } }))

/** The domains of all external providers, by name. More than 100 providers are not expected. */
export const emailDomainsQuery = queryOptions({
  queryKey: ['identity-providers', 'domains'],
  async queryFn({ signal }) {
    const params = { query: { limit: 100 } }
    const { results } = await answer(identityApi.GET('/identity-providers', { params, signal }))
    const providers = results.flatMap(({ key, name, type }) =>
      key && type !== 'Cognito' ? [{ key, name: name ?? key }] : [],
    )
    const domains = await Promise.all(
      providers.map(async ({ key, name }): Promise<EmailDomain[]> => {
        const { emailDomains } = await readTrust(key)
        return emailDomains.map((domain) => ({ domain, providerKey: key, providerName: name }))
      }),
    )
    return { providers, domains: domains.flat().sort((one, other) => (one.domain < other.domain ? -1 : 1)) }
  },
})

/** Changes the domains of a provider as they are now; what else it is trusted for stays. */
export async function changeDomains(key: string, change: (domains: string[]) => string[]): Promise<void> {
  const trust = await readTrust(key)
  const { emailDomains, trustsSecondFactor } = trust
  const params = { path: { key }, header: ifMatchOf(trust) }
  const body = { emailDomains: change(emailDomains), trustsSecondFactor }
  await completed(managementApi.PUT('/identity-providers/{key}/trust', { params, body }))
  await queryClient.invalidateQueries({ queryKey: ['identity-providers'] })
}
