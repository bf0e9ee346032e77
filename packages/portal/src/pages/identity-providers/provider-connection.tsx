import { msg } from '@lingui/core/macro'
import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Stack } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { ErrorPanel } from '../../components/feedback/error-panel.tsx'
import { Notice } from '../../components/feedback/notice.tsx'
import { RawWords } from '../../components/feedback/raw-words.tsx'
import { Section } from '../../components/page/section.tsx'
import { FactList } from '../../components/values/fact-list.tsx'
import { type ConnectionStep, connectionQuery, connectionTestQuery, type Provider } from './queries.ts'
import { wordsOfFault, wordsOfStep } from './words-of-connection.ts'

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
          { name: t`Redirect URL`, value: redirectUri, copied: redirectUri },
          {
            name: t`Post-logout redirect URL`,
            value: data.postLogoutRedirectUri,
            copied: data.postLogoutRedirectUri,
          },
          ...(provider.oidcConfiguration?.clientAuthenticationMethod === 'private_key_jwt'
            ? [{ name: t`Public keys, if you enter no private key`, value: data.keysUrl, copied: data.keysUrl }]
            : []),
        ])
  const failure = error ?? tried.error
  const hasFailed = tried.data?.outcome === 'failed'
  const titleOf = ({ step, reason }: ConnectionStep): string => {
    const name = i18n._(stepLabels[step])
    const fault = reason && i18n._(wordsOfFault[reason].title)
    return fault ? t`${name}: ${fault}` : name
  }
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
        {tried.data?.steps.map((step) => (
          <Notice key={step.step} tone={tones[step.outcome]} title={titleOf(step)} role="status">
            {i18n._(wordsOfStep(step, { isSaml: provider.type === 'SAML', hasFailed }))}
            {step.outcome !== 'skipped' && <RawWords>{step.detail}</RawWords>}
          </Notice>
        ))}
      </Stack>
    </Section>
  )
}
