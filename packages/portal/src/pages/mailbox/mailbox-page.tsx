import { Trans, useLingui } from '@lingui/react/macro'
import { Text, UnstyledButton } from '@mantine/core'
import { IconMail } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { missingOfAllControlling } from '../../api/missing-to-give.ts'
import { useSession } from '../../api/session.ts'
import { SideDrawer } from '../../components/dialogs/side-drawer.tsx'
import { EmptyState } from '../../components/feedback/empty-state.tsx'
import type { Column } from '../../components/lists/data-table.tsx'
import { FilterSelect } from '../../components/lists/filter-select.tsx'
import { List } from '../../components/lists/list-page.tsx'
import { useListState } from '../../components/lists/use-list-state.ts'
import { useUrlSelection } from '../../components/lists/use-url-selection.ts'
import { SettingsPage } from '../../components/page/settings-page.tsx'
import { bidiIsolate } from '../../components/values/bidi-isolate.ts'
import { breakable } from '../../components/values/breakable.tsx'
import { StatusBadge } from '../../components/values/status-badge.tsx'
import { TimeAgo } from '../../components/values/time-ago.tsx'
import { MailContent } from './mail-content.tsx'
import classes from './mailbox.module.css'
import { type Mail, mailKinds, mailStatuses, mailsQuery } from './queries.ts'
import { SendingNotice } from './sending-notice.tsx'

/** The mail that was sent or kept. Without an SMTP server, mail is read here. */
export default function MailboxPage() {
  const { t } = useLingui()
  const missing = missingOfAllControlling(useSession().permissions)
  const mayRead = missing.length === 0
  const state = useListState({ sort: '-createdAt', filters: ['status', 'kind'] })
  const query = useQuery(mailsQuery(state))
  const [mailKey, open] = useUrlSelection('mail')
  const columns = useColumns(mayRead ? open : undefined)
  return (
    <SettingsPage
      title={t`Mailbox`}
      description={t`The mail of the last 30 days. Mail that was sent is listed without its text; mail that is only kept here can be read.`}
    >
      <SendingNotice missing={missing} />
      <List
        title={t`Mailbox`}
        state={state}
        query={query}
        columns={columns}
        keyOf={({ key }) => key}
        filters={
          <>
            <FilterSelect
              label={t`Status`}
              any={t`Any status`}
              options={mailStatuses()}
              value={state.filters.status}
              onChange={(value) => state.setFilter('status', value)}
            />
            <FilterSelect
              label={t`Type`}
              any={t`Any type`}
              options={mailKinds()}
              value={state.filters.kind}
              onChange={(value) => state.setFilter('kind', value)}
            />
          </>
        }
        empty={
          <EmptyState icon={IconMail} title={t`No mail yet`}>
            <Trans>Invite a user or send a test message to see it here.</Trans>
          </EmptyState>
        }
      />
      <SideDrawer isOpen={mayRead && mailKey !== undefined} onClose={() => open(undefined)} title={t`Mail`}>
        {mailKey && <MailContent mailKey={mailKey} />}
      </SideDrawer>
    </SettingsPage>
  )
}

function useColumns(open: ((key: string) => void) | undefined): Column<Mail>[] {
  const { t } = useLingui()
  return [
    {
      header: t`Mail`,
      render: ({ key, subject, toName, toAddress }) => (
        <div className={classes.mail}>
          {open ? (
            <UnstyledButton className={classes.open} onClick={() => open(key)} aria-haspopup="dialog" data-row-link>
              <bdi>{breakable(subject)}</bdi>
            </UnstyledButton>
          ) : (
            <Text fw={550} size="sm">
              <bdi>{breakable(subject)}</bdi>
            </Text>
          )}
          <Text size="xs" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
            <Trans>
              To <bdi>{breakable(toName ? `${bidiIsolate(toName)} (${toAddress})` : toAddress)}</bdi>
            </Trans>
          </Text>
        </div>
      ),
    },
    {
      header: t`Type`,
      width: 150,
      from: 'md',
      render: ({ kind }) => mailKinds().find(({ value }) => value === kind)?.label ?? kind,
    },
    { header: t`Status`, width: 120, render: (mail) => <StatusBadge status={mail.status} /> },
    { header: t`Created`, width: 160, from: 'sm', render: ({ createdAt }) => <TimeAgo time={createdAt} /> },
  ]
}
