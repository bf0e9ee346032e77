import type { Parts } from '../../../db/parts.ts'
import { selectIdentityProviders } from './identity-providers-repository.ts'
import type { StoredIdentityProvider } from './stored-identity-provider.ts'

/** More than an organization has */
const most = 1_000

/** All SAML providers of an organization */
export async function listSamlProviders({ db }: Parts, organizationKey: string): Promise<StoredIdentityProvider[]> {
  const { rows } = await selectIdentityProviders(db, organizationKey, {}, { limit: most, offset: 0 })
  return rows.filter(({ type }) => type === 'SAML')
}
