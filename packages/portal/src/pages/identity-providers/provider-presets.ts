import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import type { ProviderValues } from './provider-values.ts'

/** A provider that is known: what is asked of whoever adds it, and what follows from that. */
export interface ProviderPreset {
  id: string
  label: MessageDescriptor
  type: ProviderValues['type']
  subtype: ProviderValues['subtype']
  emailTrustType: ProviderValues['emailTrustType']
  /** What the address is made of, in order */
  asked: { name: string; label: MessageDescriptor; description: MessageDescriptor }[]
  /** The discovery URL, from what was asked; empty where it cannot be told yet. Undefined: it is asked for by itself. */
  discoveryUrl?(answers: readonly string[]): string
  /** Where its settings are, and what to choose there */
  hint: MessageDescriptor
}

const host = (text: string): string => text.replace(/^https?:\/\//i, '').replace(/\/+$/, '')
const wellKnown = '.well-known/openid-configuration'

export const providerPresets: ProviderPreset[] = [
  {
    id: 'entra-id',
    label: msg`Microsoft Entra ID`,
    type: 'OIDC',
    subtype: 'Custom',
    // It sends no email_verified: administrators of the tenant decide who has which e-mail.
    emailTrustType: 'All',
    asked: [
      { name: 'tenant', label: msg`Tenant ID`, description: msg`Directory (tenant) ID, on the overview of the app` },
    ],
    discoveryUrl: ([tenant = '']) => tenant && `https://login.microsoftonline.com/${tenant}/v2.0/${wellKnown}`,
    hint: msg`In the Entra admin center, under App registrations. All e-mail addresses of the tenant are trusted, because Entra ID does not report which ones are verified. Enter your domains under Trust afterwards.`,
  },
  {
    id: 'google',
    label: msg`Google`,
    type: 'OIDC',
    subtype: 'Google',
    emailTrustType: 'EmailVerifiedClaim',
    asked: [],
    discoveryUrl: () => `https://accounts.google.com/${wellKnown}`,
    hint: msg`In the Google Cloud console, under Credentials, create an OAuth client ID of the type web application. Without domains under Trust, everybody with a Google account can sign in.`,
  },
  {
    id: 'okta',
    label: msg`Okta`,
    type: 'OIDC',
    subtype: 'Custom',
    emailTrustType: 'EmailVerifiedClaim',
    asked: [{ name: 'domain', label: msg`Okta domain`, description: msg`For example example.okta.com` }],
    discoveryUrl: ([domain = '']) => domain && `https://${host(domain)}/${wellKnown}`,
    hint: msg`In the Okta admin console, under Applications, create an OIDC web application.`,
  },
  {
    id: 'keycloak',
    label: msg`Keycloak`,
    type: 'OIDC',
    subtype: 'Custom',
    emailTrustType: 'EmailVerifiedClaim',
    asked: [
      { name: 'server', label: msg`Keycloak host`, description: msg`For example login.example.com` },
      { name: 'realm', label: msg`Realm`, description: msg`Upper and lower case as in Keycloak` },
    ],
    discoveryUrl: ([server = '', realm = '']) =>
      server && realm && `https://${host(server)}/realms/${encodeURIComponent(realm)}/${wellKnown}`,
    hint: msg`In the admin console, under Clients, create a client with client authentication on.`,
  },
  {
    id: 'oidc',
    label: msg`Other OpenID Connect provider`,
    type: 'OIDC',
    subtype: 'Custom',
    emailTrustType: 'EmailVerifiedClaim',
    asked: [],
    hint: msg`You find the discovery URL or the endpoints in the documentation of the provider.`,
  },
  {
    id: 'saml',
    label: msg`SAML 2.0`,
    type: 'SAML',
    subtype: 'Custom',
    emailTrustType: 'EmailVerifiedClaim',
    asked: [],
    hint: msg`For older providers, often within a company.`,
  },
]
