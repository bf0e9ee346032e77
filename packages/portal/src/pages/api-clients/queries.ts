import type { operations } from '@portico/sdk/generated/management.ts'
import { queryOptions } from '@tanstack/react-query'
import { answer, management } from '../../api/client.ts'

export type ApiClientDetails = operations['ApiClient_Read']['responses']['200']['content']['application/json']
export type ApiClientSummary =
  operations['ApiClient_List']['responses']['200']['content']['application/json']['results'][number]
export type ApiClientStatus = ApiClientSummary['status']
/** The only answer that ever holds a secret */
export type Credentials = operations['ApiClient_Create']['responses']['201']['content']['application/json']

export const apiClientQuery = (key: string) =>
  queryOptions({
    queryKey: ['api-clients', 'one', key],
    queryFn: ({ signal }) => answer(management.GET('/api-clients/{key}', { params: { path: { key } }, signal })),
    // The client of the page before has another key: showing it for a moment would be wrong.
    placeholderData: undefined,
  })

/** Where applications find everything, as the server itself says it. */
export interface Discovery {
  issuer: string
  token_endpoint: string
}

export const discoveryPath = '/identity/.well-known/openid-configuration'

export const discoveryQuery = queryOptions({
  queryKey: ['discovery'],
  async queryFn(): Promise<Discovery> {
    const response = await fetch(discoveryPath)
    if (!response.ok) throw new Error(`The discovery document answered ${response.status}.`)
    return response.json()
  },
  staleTime: Number.POSITIVE_INFINITY,
})

export const discoveryUrl = ({ issuer }: Discovery): string => `${issuer}/.well-known/openid-configuration`
