import { Trans, useLingui } from '@lingui/react/macro'
import { Stack, Text } from '@mantine/core'
import { Section } from '../../components/page/section.tsx'
import { CopyField } from '../../components/values/copy-field.tsx'
import { FactList } from '../../components/values/fact-list.tsx'
import { formatExactTime } from '../../components/values/format-time.ts'
import type { Organization } from './queries.ts'

/** What programs are configured with. The operator decides over it, so it is only shown. */
export function AddressesSection({ organization }: { organization: Organization }) {
  const { t } = useLingui()
  const { key, domain, createdAt, publicUrl, issuer, audience, discoveryUrl, version } = organization
  return (
    <Section title={t`Addresses and keys`} description={t`For the settings of programs that use this organization.`}>
      <Stack gap="md" maw={640}>
        <CopyField label={t`Public URL`} value={publicUrl} what={t`public URL`} />
        <CopyField label={t`Issuer`} value={issuer} what={t`issuer`} />
        <CopyField label={t`Discovery document`} value={discoveryUrl} what={t`address of the discovery document`} />
        <CopyField label={t`Audience of access tokens`} value={audience} what={t`audience`} />
        <CopyField label={t`Key of the organization`} value={key} what={t`key of the organization`} />
        <FactList
          facts={[
            { name: t`Host name`, value: domain ?? new URL(publicUrl).hostname },
            { name: t`Created`, value: formatExactTime(createdAt) },
            { name: t`Version of Portico`, value: version },
          ]}
        />
        <Text size="sm" c="dimmed">
          <Trans>
            The operator of this server sets the public URL with <code>--public-url</code>. With several organizations,
            each has a host name of its own, given with <code>portico organization create --domain</code>.
          </Trans>
        </Text>
      </Stack>
    </Section>
  )
}
