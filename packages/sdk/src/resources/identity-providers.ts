import type { Client } from 'openapi-fetch'
import { answer, type CallOptions, type QueryOf, withPath, withQuery } from '../answer.ts'
import type { components, operations, paths } from '../generated/identity.ts'
import { type PageList, pageListOf } from '../page-list.ts'

type Schemas = components['schemas']

/** Where users sign in: built in, or elsewhere by OIDC or SAML */
export type IdentityProvider = Schemas['IdentityProviderResponse']
export type IdentityProvidersQuery = QueryOf<operations['IdentityProvider_QueryIdentityProviders']>

/** For reading; any one permission is enough. */
export interface IdentityProviders {
  list(query?: IdentityProvidersQuery, options?: CallOptions): PageList<IdentityProvider>
  get(key: string, options?: CallOptions): Promise<IdentityProvider>
}

export const identityProviders = (api: Client<paths>): IdentityProviders => ({
  list: (query = {}, options) =>
    pageListOf(query, (page) => api.GET('/identity-providers', withQuery(undefined, page, options))),
  get: (key, options) => answer(api.GET('/identity-providers/{key}', withPath({ key }, options))),
})
