/** Who somebody is, as an external identity provider has just proven it: every check of its answer is done. */
export interface ExternalIdentity {
  providerKey: string
  /** Stands for the person at the provider, for ever: `sub`, or the NameID */
  subject: string
  username: string | null
  name: string | null
  email: string | null
  /** Whether the provider says that it has verified the e-mail. Whether that is trusted is up to its settings. */
  isEmailVerified: boolean
  photoUrl: string | null
  /** Null where the provider does not say */
  isTermsAccepted: boolean | null
  /** As the provider sent them, for claim mappings */
  claims: Readonly<Record<string, unknown>>
  /** Whether the provider says that it has asked for a second factor. Whether that counts is up to its settings. */
  hasSecondFactor: boolean
  /** By what the session at the provider is ended */
  session: ProviderSession | null
}

/** A session at an external identity provider */
export type ProviderSession =
  | { type: 'OIDC'; idToken: string; sid: string | null }
  | { type: 'SAML'; nameId: string; nameIdFormat: string | null; sessionIndex: string | null }
