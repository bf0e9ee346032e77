/** Whoever can be given scopes of registered APIs */
export interface Grantee {
  type: 'api-client' | 'relying-party'
  key: string
}

/** Who holds scopes of an API */
export interface ScopeHolder extends Grantee {
  name: string
  clientId: string
  scopes: string[]
}

/** An API of which somebody holds scopes */
export interface HeldApi {
  key: string
  name: string
  audience: string
  isActive: boolean
  scopes: string[]
}
