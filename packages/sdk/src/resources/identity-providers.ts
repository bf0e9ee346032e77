import type { Client } from 'openapi-fetch'
import type { operations, paths } from '../generated/identity.ts'
import { type AnswerOf, answer, asking, at, type CallOptions, type QueryOf } from '../operations.ts'
import { listOf, type PageList } from '../paging.ts'

/** Where users sign in: built in, or elsewhere by OIDC or SAML */
export type IdentityProvider = AnswerOf<operations['IdentityProvider_ReadIdentityProvider']>
export type IdentityProvidersQuery = QueryOf<operations['IdentityProvider_QueryIdentityProviders']>

/** For reading; any one permission is enough. */
export interface IdentityProviders {
  list(query?: IdentityProvidersQuery, options?: CallOptions): PageList<IdentityProvider>
  get(key: string, options?: CallOptions): Promise<IdentityProvider>
}

export const identityProviders = (api: Client<paths>): IdentityProviders => ({
  list: (query = {}, options) =>
    listOf(query, (page) => api.GET('/identity-providers', asking(undefined, page, options))),
  get: (key, options) => answer(api.GET('/identity-providers/{key}', at({ key }, options))),
})
