import { msg } from '@lingui/core/macro'
import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { ErrorPanel } from '../../components/feedback/error-panel.tsx'
import { Notice } from '../../components/feedback/notice.tsx'
import { Section } from '../../components/page/section.tsx'
import { FactList } from '../../components/values/fact-list.tsx'
import { connectionQuery, connectionTestQuery, type Provider } from './queries.ts'

const stepLabels = { discovery: msg`Discovery`, keys: msg`Keys`, credentials: msg`Credentials` }
const tones = { passed: 'good', failed: 'bad', skipped: 'info' } as const

/** What to register at the provider, and whether the connection works. */
export function ProviderConnection({ provider }: { provider: Provider }) {
  const { t, i18n } = useLingui()
  const { data, error, refetch } = useQuery(connectionQuery)
  const tried = useQuery(connectionTestQuery(provider.key))
  const redirectUri = data?.redirectUri.replace('{key}', provider.key) ?? ''
  const facts =
    data &&
    (provider.type === 'SAML'
      ? [
          { name: t`Metadata and entity ID`, value: data.samlMetadataUrl, copied: data.samlMetadataUrl },
          { name: t`Assertion consumer`, value: data.samlAssertionConsumerUrl, copied: data.samlAssertionConsumerUrl },
          { name: t`Single logout`, value: data.samlLogoutUrl, copied: data.samlLogoutUrl },
        ]
      : [
          { name: t`Redirect URI`, value: redirectUri, copied: redirectUri },
          {
            name: t`Post-logout redirect URI`,
            value: data.postLogoutRedirectUri,
            copied: data.postLogoutRedirectUri,
          },
          ...(provider.oidcConfiguration?.clientAuthenticationMethod === 'private_key_jwt'
            ? [{ name: t`Public keys, if you enter no private key`, value: data.keysUrl, copied: data.keysUrl }]
            : []),
        ])
  const failure = error ?? tried.error
  return (
    <Section
      title={t`Connection`}
      description={t`Register these values at the provider.`}
      actions={
        <Button variant="default" loading={tried.isFetching} onClick={() => tried.refetch()}>
          <Trans>Test connection</Trans>
        </Button>
      }
    >
      <Stack gap="sm">
        {failure && <ErrorPanel error={failure} onRetry={() => refetch()} />}
        {facts && <FactList facts={facts} />}
        {tried.data?.steps.map(({ step, outcome, detail }) => (
          <Notice key={step} tone={tones[outcome]} title={i18n._(stepLabels[step])} role="status">
            <Text span inherit>
              {detail}
            </Text>
          </Notice>
        ))}
      </Stack>
    </Section>
  )
}
