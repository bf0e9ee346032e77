import type { StoredIdentityProvider } from './stored-identity-provider.ts'

/** An identity provider as a sign-in page needs it */
export interface AssignedProvider
  extends Pick<StoredIdentityProvider, 'key' | 'name' | 'type' | 'subtype' | 'isBuiltIn'> {
  /** Whoever has an e-mail in one of its domains signs in there. */
  hasEmailDomains: boolean
}
