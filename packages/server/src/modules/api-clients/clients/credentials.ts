/** The only answer that ever holds a secret. */
export interface Credentials {
  key: string
  clientId: string
  clientSecret: string
  secretExpiresAt: string
}

/** The answer with a secret in the place of another one */
export interface RenewedCredentials extends Credentials {
  /** When the former secret ends; null where it has ended */
  formerSecretExpiresAt: string | null
}
