import { Trans, useLingui } from '@lingui/react/macro'
import { Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { ErrorPanel } from '../../components/feedback/error-panel.tsx'
import { Notice } from '../../components/feedback/notice.tsx'
import { RawWords } from '../../components/feedback/raw-words.tsx'
import { Section } from '../../components/page/section.tsx'
import { FactList } from '../../components/values/fact-list.tsx'
import { formatDay } from '../../components/values/format-time.ts'
import { TimeAgo } from '../../components/values/time-ago.tsx'
import { samlStatusQuery } from './queries.ts'
import { wordsOfFault } from './words-of-connection.ts'

/** The certificates that the provider's signatures are checked with, and how its metadata were last fetched. */
export function SamlCertificates({ providerKey }: { providerKey: string }) {
  const { t, i18n } = useLingui()
  const { data, error, refetch } = useQuery(samlStatusQuery(providerKey))
  const worst = ['ended', 'ends-soon'].find((state) => data?.certificates.some((each) => each.state === state))
  return (
    <Section
      title={t`Certificates`}
      description={t`The signatures of the provider are checked with these certificates.`}
    >
      <Stack gap="sm">
        {error && <ErrorPanel error={error} onRetry={() => refetch()} />}
        {worst && (
          <Notice
            tone="warning"
            title={worst === 'ended' ? t`A certificate has expired` : t`A certificate expires soon`}
          >
            <Trans>
              Its key stays valid until you replace the certificate here. Ask the provider for the next one, so that
              users can still sign in when it changes.
            </Trans>
          </Notice>
        )}
        {data?.metadata?.failure && (
          <Notice tone="bad" title={t`The metadata could not be fetched`}>
            {data.metadata.failureReason && i18n._(wordsOfFault[data.metadata.failureReason].advice)}
            <RawWords>{data.metadata.failure}</RawWords>
          </Notice>
        )}
        {data?.certificates.length === 0 && (
          <Text size="sm">
            <Trans>No certificates yet, because the metadata has not been fetched yet.</Trans>
          </Text>
        )}
        {data && (
          <FactList
            facts={[
              ...data.certificates.map(({ subject, fingerprint, validTo }, index) => ({
                name: t`Certificate ${index + 1}`,
                value: (
                  <Trans>
                    <bdi>{subject}</bdi>, valid until {formatDay(validTo)}
                  </Trans>
                ),
                copied: fingerprint,
              })),
              {
                name: t`Metadata fetched`,
                value: data.metadata?.readAt ? <TimeAgo time={data.metadata.readAt} /> : null,
              },
            ]}
          />
        )}
      </Stack>
    </Section>
  )
}
