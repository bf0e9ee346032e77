import type { OrganizationCache } from '../../../db/organization-cache.ts'

/** The claims of access tokens for relying parties, see `formatAccessTokens` */
export interface SignInTokenClaims {
  iss: string
  aud: string
  sub: string
  client_id: string
  iat: number
  exp: number
  jti: string
  scope?: string
  sid: string
  cnf?: { jkt: string }
}

/** What is remembered of a token whose signature is right and that was not revoked */
export interface VerifiedSignInToken {
  /** Encoded: it names the key */
  header: string
  claims: SignInTokenClaims
  scopes: ReadonlySet<string>
}

/** Of all organizations. Revoking a token and rotating keys are changes, which empty it. */
export type VerifiedSignInTokens = OrganizationCache<VerifiedSignInToken>
