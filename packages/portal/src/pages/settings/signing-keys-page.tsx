import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { Button, Group, Skeleton, Stack, Text } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { ErrorPanel } from '../../components/feedback/error-panel.tsx'
import { DataTable } from '../../components/lists/data-table.tsx'
import { Section } from '../../components/page/section.tsx'
import { SettingsPage } from '../../components/page/settings-page.tsx'
import { CopyButton } from '../../components/values/copy-button.tsx'
import { CopyField } from '../../components/values/copy-field.tsx'
import { formatExactTime } from '../../components/values/format-time.ts'
import { Quiet } from '../../components/values/quiet.tsx'
import { StatusBadge } from '../../components/values/status-badge.tsx'
import { TimeAgo } from '../../components/values/time-ago.tsx'
import { type SigningKey, signingKeysQuery } from './queries.ts'
import { RotateKeysDialog } from './rotate-keys-dialog.tsx'

/** The keys that sign tokens, and their rotation. */
export default function SigningKeysPage() {
  const { t } = useLingui()
  const { data, error, refetch } = useQuery(signingKeysQuery)
  const [isRotating, rotating] = useDisclosure()
  const days = data?.rotatedEveryDays
  return (
    <SettingsPage
      title={t`Signing keys`}
      description={t`They sign access tokens and ID tokens. Programs check tokens with the public halves, which they read from the key set.`}
      actions={<Button onClick={rotating.open}>{t`Rotate keys`}</Button>}
    >
      <Stack gap="md">
        {error ? (
          <ErrorPanel error={error} onRetry={() => refetch()} />
        ) : data ? (
          <>
            <KeyTable keys={data.keys} />
            <Section title={t`Key set and rotation`}>
              <Stack gap="md" maw={640}>
                <CopyField label={t`Key set`} value={data.keySetUrl} what={t`address of the key set`} />
                <Text size="sm">
                  {days ? (
                    <Plural
                      value={days}
                      one="The server rotates the keys every day."
                      other="The server rotates the keys every # days."
                    />
                  ) : (
                    <Trans>
                      The server does not rotate the keys by itself. The operator can turn it on with{' '}
                      <code>--rotate-signing-keys-every</code>.
                    </Trans>
                  )}
                </Text>
              </Stack>
            </Section>
            <RotateKeysDialog keys={data.keys} isOpen={isRotating} onClose={rotating.close} />
          </>
        ) : (
          <Skeleton h={360} role="status" aria-label={t`Loading`} />
        )}
      </Stack>
    </SettingsPage>
  )
}

function KeyTable({ keys }: { keys: SigningKey[] }) {
  const { t } = useLingui()
  return (
    <DataTable
      caption={t`Signing keys`}
      items={keys}
      keyOf={({ kid }) => kid}
      columns={[
        {
          header: t`Key ID`,
          render: ({ kid, signsAccessTokens }) => (
            <div>
              <Group gap={4} wrap="nowrap">
                <Text size="sm" ff="monospace" style={{ overflowWrap: 'anywhere' }}>
                  {kid}
                </Text>
                <CopyButton value={kid} what={t`key ID`} />
              </Group>
              {signsAccessTokens && (
                <Text size="xs" c="dimmed">
                  <Trans>For access tokens</Trans>
                </Text>
              )}
            </div>
          ),
        },
        { header: t`Algorithm`, width: 110, from: 'sm', render: ({ algorithm }) => algorithm },
        {
          header: t`State`,
          width: 110,
          render: ({ state }) => <StatusBadge status={state} />,
        },
        {
          header: t`Signs from`,
          width: 130,
          from: 'sm',
          render: ({ activatesAt, state }) =>
            state === 'next' ? formatExactTime(activatesAt) : <TimeAgo time={activatesAt} />,
        },
        {
          header: t`Verifies until`,
          width: 140,
          from: 'sm',
          render: ({ retiresAt }) => (retiresAt ? formatExactTime(retiresAt) : <Quiet>{t`No end`}</Quiet>),
        },
      ]}
    />
  )
}
