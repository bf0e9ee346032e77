import { Trans, useLingui } from '@lingui/react/macro'
import { Anchor, Button, Paper, Skeleton, Stack, Text } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconWorld } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { ConfirmDialog } from '../../components/dialogs/confirm-dialog.tsx'
import { EmptyState } from '../../components/feedback/empty-state.tsx'
import { ErrorPanel } from '../../components/feedback/error-panel.tsx'
import { notifyOfSuccess } from '../../components/feedback/notify.ts'
import { DataTable } from '../../components/lists/data-table.tsx'
import { SettingsPage } from '../../components/page/settings-page.tsx'
import { AddDomainDialog } from './add-domain-dialog.tsx'
import { changeDomains, type EmailDomain, emailDomainsQuery } from './queries.ts'

/** Which identity provider people with an e-mail in a domain sign in with. */
export default function DomainsPage() {
  const { t } = useLingui()
  const { data, error, refetch } = useQuery(emailDomainsQuery)
  const [isAdding, adding] = useDisclosure()
  const [removed, setRemoved] = useState<EmailDomain>()
  const domain = removed?.domain ?? ''
  return (
    <SettingsPage
      title={t`Domains`}
      description={t`Users with an e-mail in one of these domains go straight to its identity provider. No other provider is trusted for these e-mails.`}
      actions={data && data.providers.length > 0 && <Button onClick={adding.open}>{t`Add domain`}</Button>}
    >
      <Stack gap="md">
        {error ? (
          <ErrorPanel error={error} onRetry={() => refetch()} />
        ) : !data ? (
          <Skeleton h={280} role="status" aria-label={t`Loading`} />
        ) : data.domains.length === 0 ? (
          <Paper withBorder bg="var(--portal-surface)">
            {data.providers.length > 0 ? (
              <EmptyState icon={IconWorld} title={t`No domains yet`}>
                <Trans>Add a domain to send its users to their identity provider.</Trans>
              </EmptyState>
            ) : (
              <EmptyState
                icon={IconWorld}
                title={t`No domains yet`}
                action={
                  <Button component={Link} to="/identity-providers" variant="default">
                    <Trans>Identity providers</Trans>
                  </Button>
                }
              >
                <Trans>Create an external identity provider first. Domains lead to one.</Trans>
              </EmptyState>
            )}
          </Paper>
        ) : (
          <DataTable
            caption={t`Domains of e-mails`}
            items={data.domains}
            keyOf={(one) => one.domain}
            columns={[
              { header: t`Domain`, render: (one) => <Text fw={550}>{one.domain}</Text> },
              {
                header: t`Identity provider`,
                from: 'xs',
                render: ({ providerKey, providerName }) => (
                  <Anchor component={Link} to={`/identity-providers/${providerKey}`} size="sm">
                    <bdi>{providerName}</bdi>
                  </Anchor>
                ),
              },
              {
                header: t`Actions`,
                isHeaderHidden: true,
                width: 120,
                align: 'end',
                render: (one) => {
                  const name = one.domain
                  return (
                    <Button
                      variant="outline"
                      color="red"
                      size="compact-sm"
                      aria-label={t`Remove ${name}`}
                      onClick={() => setRemoved(one)}
                    >
                      <Trans>Remove</Trans>
                    </Button>
                  )
                },
              },
            ]}
          />
        )}
        <Text size="sm" c="dimmed" maw={640}>
          <Trans>
            The host name of this organization is in{' '}
            <Anchor component={Link} to="/settings/organization" inherit underline="always">
              Organization
            </Anchor>
            .
          </Trans>
        </Text>
      </Stack>
      {data && <AddDomainDialog providers={data.providers} isOpen={isAdding} onClose={adding.close} />}
      <ConfirmDialog
        isOpen={removed !== undefined}
        onClose={() => setRemoved(undefined)}
        title={t`Remove the domain?`}
        confirmLabel={t`Remove`}
        isDangerous
        onConfirm={async () => {
          if (!removed) return
          await changeDomains(removed.providerKey, (domains) => domains.filter((one) => one !== removed.domain))
          notifyOfSuccess(t`Domain ${domain} removed`)
        }}
      >
        <Trans>Users with an e-mail in {domain} choose how they sign in again.</Trans>
      </ConfirmDialog>
    </SettingsPage>
  )
}
