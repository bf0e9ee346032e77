import { Button, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { ErrorPanel } from '../../components/feedback/error-panel.tsx'
import { Notice } from '../../components/feedback/notice.tsx'
import { Section } from '../../components/page/section.tsx'
import { FactList } from '../../components/values/fact-list.tsx'
import { connectionQuery, connectionTestQuery, type Provider } from './queries.ts'

const stepLabels = { discovery: 'Discovery', keys: 'Keys', credentials: 'Credentials' }
const tones = { passed: 'good', failed: 'bad', skipped: 'info' } as const

/** What to register at the provider, and whether the connection works. */
export function ProviderConnection({ provider }: { provider: Provider }) {
  const { data, error, refetch } = useQuery(connectionQuery)
  const tried = useQuery(connectionTestQuery(provider.key))
  const redirectUri = data?.redirectUri.replace('{key}', provider.key) ?? ''
  const facts =
    data &&
    (provider.type === 'SAML'
      ? [
          { name: 'Metadata and entity ID', value: data.samlMetadataUrl, copied: data.samlMetadataUrl },
          { name: 'Assertion consumer', value: data.samlAssertionConsumerUrl, copied: data.samlAssertionConsumerUrl },
          { name: 'Single logout', value: data.samlLogoutUrl, copied: data.samlLogoutUrl },
        ]
      : [
          { name: 'Redirect URI', value: redirectUri, copied: redirectUri },
          {
            name: 'Post-logout redirect URI',
            value: data.postLogoutRedirectUri,
            copied: data.postLogoutRedirectUri,
          },
          ...(provider.oidcConfiguration?.clientAuthenticationMethod === 'private_key_jwt'
            ? [{ name: 'Keys, if no private key is entered', value: data.keysUrl, copied: data.keysUrl }]
            : []),
        ])
  const failure = error ?? tried.error
  return (
    <Section
      title="Connection"
      description="Register this at the provider."
      actions={
        <Button variant="default" loading={tried.isFetching} onClick={() => tried.refetch()}>
          Test connection
        </Button>
      }
    >
      <Stack gap="sm">
        {failure && <ErrorPanel error={failure} onRetry={() => refetch()} />}
        {facts && <FactList facts={facts} />}
        {tried.data?.steps.map(({ step, outcome, detail }) => (
          <Notice key={step} tone={tones[outcome]} title={stepLabels[step]} role="status">
            <Text span inherit>
              {detail}
            </Text>
          </Notice>
        ))}
      </Stack>
    </Section>
  )
}
