import { msg } from '@lingui/core/macro'
import { Trans, useLingui } from '@lingui/react/macro'
import { Code, Stack } from '@mantine/core'
import { pageI18n } from '../../components/language/page-language.ts'
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
  const { t } = useLingui()
  const { oidcConfiguration: oidc, samlConfiguration: saml, tokenNormalizations: claims } = provider
  return (
    <Stack gap="md">
      <Section title={t`Details`}>
        <FactList facts={generalFacts(provider)} />
      </Section>
      {oidc && (
        <Section title={t`OpenID Connect`}>
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
        <Section title={t`Claim names`}>
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
  { name: pageI18n()._(msg`Type`), value: providerTypeLabel(provider.type) },
  { name: pageI18n()._(msg`Service`), value: provider.oidcConfiguration && labelOf(subtypeOptions, provider.subtype) },
  { name: pageI18n()._(msg`Trusted e-mail addresses`), value: labelOf(emailTrustOptions, provider.emailTrustType) },
  {
    name: pageI18n()._(msg`Link to existing users`),
    value: labelOf(linkingFieldOptions, provider.profileLinkingField),
  },
  {
    name: pageI18n()._(msg`Create new users`),
    value: provider.autoCreateProfiles ? pageI18n()._(msg`Yes, at the first sign-in`) : pageI18n()._(msg`No`),
  },
  { name: pageI18n()._(msg`Changed`), value: <TimeAgo time={provider.lastUpdatedDate} /> },
]

function oidcFacts(oidc: OidcConfiguration): Fact[] {
  const method = oidc.clientAuthenticationMethod ?? 'none'
  const isKey = method === 'private_key_jwt'
  const secret = (
    <Quiet>
      {isKey ? (
        <Trans>Stored encrypted, never shown. Without one, the key of the organization is used.</Trans>
      ) : (
        <Trans>Stored encrypted, never shown</Trans>
      )}
    </Quiet>
  )
  return [
    { name: pageI18n()._(msg`Discovery URL`), value: oidc.discoveryUrl, copied: oidc.discoveryUrl },
    ...addressFields.map(({ name, label }) => ({ name: pageI18n()._(label), value: oidc[name] })),
    { name: pageI18n()._(msg`Client ID`), value: oidc.clientId && <Code>{oidc.clientId}</Code>, copied: oidc.clientId },
    { name: pageI18n()._(msg`Client authentication`), value: labelOf(authenticationMethodOptions, method) },
    {
      name: isKey ? pageI18n()._(msg`Private key`) : pageI18n()._(msg`Client secret`),
      value: method === 'none' ? pageI18n()._(msg`None`) : secret,
    },
    { name: pageI18n()._(msg`Signature algorithm`), value: oidc.clientAssertionSigningAlgorithm },
    { name: pageI18n()._(msg`Scopes`), value: (oidc.scopes ?? []).join(' ') },
    { name: 'PKCE', value: oidc.usePkce ? pageI18n()._(msg`Yes, ${oidc.pkceMethod}`) : pageI18n()._(msg`No`) },
    {
      name: pageI18n()._(msg`ID tokens without the nonce`),
      value: oidc.suppressNonceVerification ? pageI18n()._(msg`Accepted`) : pageI18n()._(msg`Refused`),
    },
    { name: pageI18n()._(msg`Key ID`), value: oidc.providerCustomConfig?.keyId },
    { name: pageI18n()._(msg`Team ID`), value: oidc.providerCustomConfig?.teamId },
  ]
}
