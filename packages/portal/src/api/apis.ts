import type { paths as IdentityPaths } from '@portico/sdk/generated/identity.ts'
import type { paths as ManagementPaths } from '@portico/sdk/generated/management.ts'
import type { paths as PortfolioPaths } from '@portico/sdk/generated/portfolios.ts'
import createClient from 'openapi-fetch'
import { addressOf } from './base-path.ts'
import { sendRequest } from './send-request.ts'

/**
 * The User and Access Management API: `identityApi.GET('/users', { params: { query } })`. Calls are wrapped in `answer` or
 * `completed` of the SDK. They throw an `ApiProblem` where there is no success.
 */
export const identityApi = createClient<IdentityPaths>({ baseUrl: addressOf('/api/identity/v1'), fetch: sendRequest })
/** The Management API: API clients, assets, audit trail, mail settings */
export const managementApi = createClient<ManagementPaths>({
  baseUrl: addressOf('/api/management/v1'),
  fetch: sendRequest,
})
/** The Portfolio API: portfolios, environments, deployed assets */
export const portfoliosApi = createClient<PortfolioPaths>({
  baseUrl: addressOf('/api/portfolios/v2'),
  fetch: sendRequest,
})

/** The portal's own endpoints, which no API document describes. Their types stand beside the queries that read them. */
export const portalApi = {
  get: <T>(path: string): Promise<T> => ask<T>('GET', path),
  post: <T = void>(path: string, body?: unknown): Promise<T> => ask<T>('POST', path, body),
  put: <T = void>(path: string, body: unknown): Promise<T> => ask<T>('PUT', path, body),
  patch: <T = void>(path: string, body: unknown): Promise<T> => ask<T>('PATCH', path, body),
  delete: <T = void>(path: string, body?: unknown): Promise<T> => ask<T>('DELETE', path, body),
}

async function ask<T>(method: string, path: string, body?: unknown): Promise<T> {
  const request = new Request(addressOf(`/portal${path}`), {
    method,
    ...(body === undefined ? {} : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
  })
  const response = await sendRequest(request)
  const text = await response.text()
  return (text === '' ? undefined : JSON.parse(text)) as T
}
