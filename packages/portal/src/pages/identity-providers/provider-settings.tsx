import { Code, Stack } from '@mantine/core'
import { Section } from '../../components/page/section.tsx'
import { type Fact, FactList } from '../../components/values/fact-list.tsx'
import { Quiet } from '../../components/values/quiet.tsx'
import { TimeAgo } from '../../components/values/time-ago.tsx'
import {
  authenticationMethodOptions,
  emailTrustOptions,
  labelOf,
  linkingFieldOptions,
  providerTypeLabel,
  subtypeOptions,
} from './provider-labels.ts'
import { addressFields } from './provider-values.ts'
import type { OidcConfiguration, Provider } from './queries.ts'

/** All settings of the provider, except for its secret. */
export function ProviderSettings({ provider }: { provider: Provider }) {
  const { oidcConfiguration: oidc, samlConfiguration: saml, tokenNormalizations: claims } = provider
  return (
    <Stack gap="md">
      <Section title="In general">
        <FactList facts={generalFacts(provider)} />
      </Section>
      {oidc && (
        <Section title="OpenID Connect">
          <FactList facts={oidcFacts(oidc)} />
        </Section>
      )}
      {saml && (
        <Section title="SAML 2.0">
          <FactList
            facts={saml.map(({ configName, configValue }) => ({
              name: configName ?? '',
              value: <bdi>{configValue}</bdi>,
            }))}
          />
        </Section>
      )}
      {claims && claims.length > 0 && (
        <Section title="Claims under other names">
          <FactList
            facts={claims.map(({ normalClaim, foreignClaim }) => ({
              name: normalClaim ?? '',
              value: <Code>{foreignClaim}</Code>,
            }))}
          />
        </Section>
      )}
    </Stack>
  )
}

const generalFacts = (provider: Provider): Fact[] => [
  { name: 'Type', value: providerTypeLabel(provider.type) },
  { name: 'Whose', value: provider.oidcConfiguration && labelOf(subtypeOptions, provider.subtype) },
  { name: 'E-mails to trust', value: labelOf(emailTrustOptions, provider.emailTrustType) },
  { name: 'Link to users', value: labelOf(linkingFieldOptions, provider.profileLinkingField) },
  { name: 'Create users', value: provider.autoCreateProfiles ? 'Yes, at the first sign-in' : 'No' },
  { name: 'Changed', value: <TimeAgo time={provider.lastUpdatedDate} /> },
]

function oidcFacts(oidc: OidcConfiguration): Fact[] {
  const method = oidc.clientAuthenticationMethod ?? 'none'
  const isKey = method === 'private_key_jwt'
  const secret = (
    <Quiet>Stored encrypted, never shown{isKey && '; without one, the organization’s own key signs'}</Quiet>
  )
  return [
    { name: 'Discovery URL', value: oidc.discoveryUrl, copied: oidc.discoveryUrl },
    ...addressFields.map(({ name, label }) => ({ name: label, value: oidc[name] })),
    { name: 'Client ID', value: oidc.clientId && <Code>{oidc.clientId}</Code>, copied: oidc.clientId },
    { name: 'Client authentication', value: labelOf(authenticationMethodOptions, method) },
    {
      name: isKey ? 'Private key' : 'Client secret',
      value: method === 'none' ? 'None' : secret,
    },
    { name: 'Signature algorithm', value: oidc.clientAssertionSigningAlgorithm },
    { name: 'Scopes', value: (oidc.scopes ?? []).join(' ') },
    { name: 'PKCE', value: oidc.usePkce ? `Yes, ${oidc.pkceMethod}` : 'No' },
    { name: 'ID tokens without the nonce', value: oidc.suppressNonceVerification ? 'Accepted' : 'Refused' },
    { name: 'Key ID', value: oidc.providerCustomConfig?.keyId },
    { name: 'Team ID', value: oidc.providerCustomConfig?.teamId },
  ]
}
