/** A sign-in that has gone on at an external provider: what its answer has to fit. One answer is taken, right or wrong. */
export type PendingExternalSignIn = PendingOidcSignIn | PendingSamlSignIn

export interface PendingOidcSignIn {
  type: 'OIDC'
  providerKey: string
  state: string
  /** Null where the settings of the provider suppress it */
  nonce: string | null
  /** Of PKCE; null where the settings do without */
  verifier: string | null
  /** Seconds since the person proved who they are, at most */
  maxAge?: number
}

export interface PendingSamlSignIn {
  type: 'SAML'
  providerKey: string
  /** ID of the AuthnRequest, which the response names in `InResponseTo` */
  requestId: string
}
