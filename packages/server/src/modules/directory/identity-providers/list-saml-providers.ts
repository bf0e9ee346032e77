import type { Parts } from '../../../db/parts.ts'
import { selectIdentityProvidersOfType } from './identity-providers-repository.ts'
import type { StoredIdentityProvider } from './stored-identity-provider.ts'

/** All SAML providers of an organization */
export const listSamlProviders = ({ db }: Parts, organizationKey: string): Promise<StoredIdentityProvider[]> =>
  selectIdentityProvidersOfType(db, organizationKey, 'SAML')
