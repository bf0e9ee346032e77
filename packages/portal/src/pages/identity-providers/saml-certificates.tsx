import { Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { ErrorPanel } from '../../components/feedback/error-panel.tsx'
import { Notice } from '../../components/feedback/notice.tsx'
import { Section } from '../../components/page/section.tsx'
import { FactList } from '../../components/values/fact-list.tsx'
import { TimeAgo } from '../../components/values/time-ago.tsx'
import { samlStatusQuery } from './queries.ts'

const words = {
  'ends-soon': 'A certificate ends soon',
  ended: 'A certificate has ended',
}
const advice =
  'Its key counts until it is replaced here. Ask the provider for its next certificate, so that nobody is locked out when it changes.'

/** The certificates that the provider's signatures are checked with, and how its metadata were last fetched. */
export function SamlCertificates({ providerKey }: { providerKey: string }) {
  const { data, error, refetch } = useQuery(samlStatusQuery(providerKey))
  const worst = ['ended', 'ends-soon'].find((state) => data?.certificates.some((each) => each.state === state))
  return (
    <Section title="Certificates" description="The provider’s signatures are checked with their keys.">
      <Stack gap="sm">
        {error && <ErrorPanel error={error} onRetry={() => refetch()} />}
        {worst && (
          <Notice tone="warning" title={words[worst as keyof typeof words]}>
            {advice}
          </Notice>
        )}
        {data?.metadata?.failure && (
          <Notice tone="bad" title="The metadata could not be fetched the last time">
            {data.metadata.failure}
          </Notice>
        )}
        {data?.certificates.length === 0 && (
          <Text size="sm">None is known yet: the metadata were not fetched yet.</Text>
        )}
        {data && (
          <FactList
            facts={[
              ...data.certificates.map(({ subject, fingerprint, validTo }, index) => ({
                name: `Certificate ${index + 1}`,
                value: (
                  <>
                    <bdi>{subject}</bdi>, valid until {validTo.slice(0, 10)}
                  </>
                ),
                copied: fingerprint,
              })),
              {
                name: 'Metadata fetched',
                value: data.metadata?.readAt ? <TimeAgo time={data.metadata.readAt} /> : null,
              },
            ]}
          />
        )}
      </Stack>
    </Section>
  )
}
