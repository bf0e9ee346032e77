/** A domain of e-mails, and the identity provider that it belongs to */
export interface ProviderDomain {
  domain: string
  providerKey: string
}
