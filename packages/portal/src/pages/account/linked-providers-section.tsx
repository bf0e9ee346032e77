import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Group, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { portalApi } from '../../api/apis.ts'
import { ConfirmDialog } from '../../components/dialogs/confirm-dialog.tsx'
import { ErrorPanel } from '../../components/feedback/error-panel.tsx'
import { notifyOfSuccess } from '../../components/feedback/notify.ts'
import { Section } from '../../components/page/section.tsx'
import { bidiIsolate } from '../../components/values/bidi-isolate.ts'
import { TimeAgo } from '../../components/values/time-ago.tsx'
import { LinkAnother } from './link-another.tsx'
import { invalidateAccount, type LinkedProvider, linkedProvidersQuery } from './queries.ts'

/** The accounts at identity providers with which the member can sign in. Nothing is shown where there is none. */
export function LinkedProvidersSection() {
  const { t } = useLingui()
  const { data, error, refetch } = useQuery(linkedProvidersQuery)
  const [unlinked, setUnlinked] = useState<LinkedProvider>()
  if (!error && !data?.results.length && !data?.offered.length) return null
  const name = bidiIsolate(unlinked?.name ?? '')
  return (
    <Section
      title={t`Accounts elsewhere`}
      description={t`With these accounts you sign in without a password of your own here.`}
    >
      {error && <ErrorPanel error={error} onRetry={() => refetch()} />}
      <Stack component="ul" gap="sm" m={0} p={0} style={{ listStyle: 'none' }} aria-label={t`Accounts elsewhere`}>
        {data?.results.map((one) => (
          <li key={one.key}>
            <Group justify="space-between" gap="sm">
              <Stack gap={0} flex="1 1 200px" miw={0} style={{ overflowWrap: 'anywhere' }}>
                <Text fw={550}>
                  <bdi>{one.name}</bdi>
                </Text>
                <Text size="sm" c="dimmed">
                  <bdi>{one.email ?? one.username}</bdi>
                </Text>
                <Text size="sm" c="dimmed">
                  {!one.isUsable && <Trans>Your organization does not use it any more.</Trans>}
                  {one.isUsable && one.lastLoginAt && (
                    <Trans>
                      Last used <TimeAgo time={one.lastLoginAt} />
                    </Trans>
                  )}
                  {one.isUsable && !one.lastLoginAt && !one.usableUntil && <Trans>Never used</Trans>}
                  {one.isUsable && one.usableUntil && (
                    <Trans>
                      Linked by an administrator, and never used. It ends <TimeAgo time={one.usableUntil} />.
                    </Trans>
                  )}
                </Text>
              </Stack>
              <Button
                size="compact-sm"
                variant="default"
                aria-label={t`Unlink ${one.name}`}
                onClick={() => setUnlinked(one)}
              >
                <Trans>Unlink</Trans>
              </Button>
            </Group>
          </li>
        ))}
      </Stack>
      <LinkAnother offered={data?.offered ?? []} />
      <ConfirmDialog
        isOpen={unlinked !== undefined}
        onClose={() => setUnlinked(undefined)}
        title={t`Unlink the account?`}
        confirmLabel={t`Unlink`}
        isDangerous
        onConfirm={async () => {
          await portalApi.delete(`/account/identity-providers/${unlinked?.key}`)
          await invalidateAccount()
          notifyOfSuccess(t`The account was unlinked.`)
        }}
      >
        <Trans>
          You cannot sign in with {name} any more, and lose the groups that you have through it. Your other sessions
          end.
        </Trans>
      </ConfirmDialog>
    </Section>
  )
}
