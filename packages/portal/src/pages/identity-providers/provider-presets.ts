import type { ProviderValues } from './provider-values.ts'

/** A provider that is known: what is asked of whoever adds it, and what follows from that. */
export interface ProviderPreset {
  id: string
  label: string
  type: ProviderValues['type']
  subtype: ProviderValues['subtype']
  emailTrustType: ProviderValues['emailTrustType']
  /** What the address is made of, in order */
  asked: { name: string; label: string; description: string }[]
  /** The discovery URL, from what was asked; empty where it cannot be told yet. Undefined: it is asked for by itself. */
  discoveryUrl?(answers: readonly string[]): string
  /** Where its settings are, and what to choose there */
  hint: string
}

const host = (text: string): string => text.replace(/^https?:\/\//i, '').replace(/\/+$/, '')
const wellKnown = '.well-known/openid-configuration'

export const providerPresets: ProviderPreset[] = [
  {
    id: 'entra-id',
    label: 'Microsoft Entra ID',
    type: 'OIDC',
    subtype: 'Custom',
    // It sends no email_verified: administrators of the tenant decide who has which e-mail.
    emailTrustType: 'All',
    asked: [{ name: 'tenant', label: 'Tenant ID', description: 'Directory (tenant) ID, on the overview of the app' }],
    discoveryUrl: ([tenant = '']) => tenant && `https://login.microsoftonline.com/${tenant}/v2.0/${wellKnown}`,
    hint: 'In the Entra admin center, under App registrations. All e-mails of the tenant are trusted, since Entra ID does not say which it has verified: enter your domains under Trust afterwards.',
  },
  {
    id: 'google',
    label: 'Google',
    type: 'OIDC',
    subtype: 'Google',
    emailTrustType: 'EmailVerifiedClaim',
    asked: [],
    discoveryUrl: () => `https://accounts.google.com/${wellKnown}`,
    hint: 'In the Google Cloud console, under Credentials, an OAuth client ID of the type web application. Without domains under Trust, everybody with a Google account can sign in.',
  },
  {
    id: 'okta',
    label: 'Okta',
    type: 'OIDC',
    subtype: 'Custom',
    emailTrustType: 'EmailVerifiedClaim',
    asked: [{ name: 'domain', label: 'Okta domain', description: 'Such as example.okta.com' }],
    discoveryUrl: ([domain = '']) => domain && `https://${host(domain)}/${wellKnown}`,
    hint: 'In the Okta admin console, under Applications, an OIDC web application.',
  },
  {
    id: 'keycloak',
    label: 'Keycloak',
    type: 'OIDC',
    subtype: 'Custom',
    emailTrustType: 'EmailVerifiedClaim',
    asked: [
      { name: 'server', label: 'Address of Keycloak', description: 'Such as login.example.com' },
      { name: 'realm', label: 'Realm', description: 'In the same case as there' },
    ],
    discoveryUrl: ([server = '', realm = '']) =>
      server && realm && `https://${host(server)}/realms/${encodeURIComponent(realm)}/${wellKnown}`,
    hint: 'In the admin console, under Clients, with client authentication on.',
  },
  {
    id: 'oidc',
    label: 'Another OpenID Connect provider',
    type: 'OIDC',
    subtype: 'Custom',
    emailTrustType: 'EmailVerifiedClaim',
    asked: [],
    hint: 'Its documentation tells the discovery URL, or the single addresses.',
  },
  {
    id: 'saml',
    label: 'SAML 2.0',
    type: 'SAML',
    subtype: 'Custom',
    emailTrustType: 'EmailVerifiedClaim',
    asked: [],
    hint: 'For older providers, often within a company.',
  },
]
