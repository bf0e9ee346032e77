import type { Parts } from '../../../db/parts.ts'
import { readPages } from '../../../db/read-pages.ts'
import { selectIdentityProvidersOfType } from './identity-providers-repository.ts'
import type { StoredIdentityProvider } from './stored-identity-provider.ts'

/** The settings of one may hold ten certificates. */
const providersAtOnce = 10

/** All SAML providers of an organization, in the order of their keys: the event loop gets its turn after some of them. */
export async function* readSamlProviders(
  { db }: Parts,
  organizationKey: string,
): AsyncGenerator<StoredIdentityProvider> {
  const read = (page: { after: string | undefined; limit: number }) =>
    selectIdentityProvidersOfType(db, organizationKey, 'SAML', page)
  for await (const providers of readPages(providersAtOnce, read, ({ key }) => key)) yield* providers
}
