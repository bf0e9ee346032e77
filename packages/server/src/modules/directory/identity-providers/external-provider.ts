import type { StoredIdentityProvider } from './stored-identity-provider.ts'

/** An external provider, as far as its users need to know it */
export interface ExternalProvider extends Pick<StoredIdentityProvider, 'key' | 'name' | 'subtype'> {
  /** To the organization, or to a stage */
  isAssigned: boolean
}
