import type { paths as IdentityPaths } from '@portico/sdk/generated/identity.ts'
import type { paths as ManagementPaths } from '@portico/sdk/generated/management.ts'
import type { paths as PortfolioPaths } from '@portico/sdk/generated/portfolios.ts'
import createClient from 'openapi-fetch'
import { send } from './transport.ts'

export { answer, done } from '@portico/sdk'

/** The User and Access Management API: `identity.GET('/users', { params: { query } })`. Use it within `answer`; `send` throws an `ApiProblem` where there is no success. */
export const identity = createClient<IdentityPaths>({ baseUrl: '/api/identity/v1', fetch: send })
/** The Management API: API clients, assets, audit trail, mail settings */
export const management = createClient<ManagementPaths>({ baseUrl: '/api/management/v1', fetch: send })
/** The Portfolio API: portfolios, environments, deployed assets */
export const portfolios = createClient<PortfolioPaths>({ baseUrl: '/api/portfolios/v2', fetch: send })

/** The portal's own endpoints, which no API document describes: their shapes are in portal-types.ts. */
export const portal = {
  get: <T>(path: string): Promise<T> => ask<T>('GET', path),
  post: <T = void>(path: string, body?: unknown): Promise<T> => ask<T>('POST', path, body),
  patch: <T = void>(path: string, body: unknown): Promise<T> => ask<T>('PATCH', path, body),
  delete: <T = void>(path: string, body?: unknown): Promise<T> => ask<T>('DELETE', path, body),
}

async function ask<T>(method: string, path: string, body?: unknown): Promise<T> {
  const request = new Request(`/portal${path}`, {
    method,
    ...(body === undefined ? {} : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
  })
  const response = await send(request)
  const text = await response.text()
  return (text === '' ? undefined : JSON.parse(text)) as T
}
