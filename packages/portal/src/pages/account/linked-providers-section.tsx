import { Trans, useLingui } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { portalApi } from '../../api/apis.ts'
import { ConfirmDialog } from '../../components/dialogs/confirm-dialog.tsx'
import { ErrorPanel } from '../../components/feedback/error-panel.tsx'
import { notifyOfSuccess } from '../../components/feedback/notify.ts'
import { Section } from '../../components/page/section.tsx'
import { bidiIsolate } from '../../components/values/bidi-isolate.ts'
import { breakable } from '../../components/values/breakable.tsx'
import { TimeAgo } from '../../components/values/time-ago.tsx'
import { AccountItem, AccountList } from './account-list.tsx'
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
      <AccountList label={t`Accounts elsewhere`}>
        {data?.results.map((one) => (
          <AccountItem
            key={one.key}
            name={one.name}
            lines={[
              <bdi key="account">{breakable(one.email ?? one.username ?? '')}</bdi>,
              <LastUse key="use" provider={one} />,
            ]}
            actionLabel={t`Unlink ${one.name}`}
            action={<Trans>Unlink</Trans>}
            onAction={() => setUnlinked(one)}
          />
        ))}
      </AccountList>
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

function LastUse({ provider }: { provider: LinkedProvider }) {
  if (!provider.isUsable) return <Trans>Your organization does not use it any more.</Trans>
  if (provider.usableUntil) {
    return (
      <Trans>
        Linked by an administrator, and never used. It ends <TimeAgo time={provider.usableUntil} />.
      </Trans>
    )
  }
  if (!provider.lastLoginAt) return <Trans>Never used</Trans>
  return (
    <Trans>
      Last used <TimeAgo time={provider.lastLoginAt} />
    </Trans>
  )
}
