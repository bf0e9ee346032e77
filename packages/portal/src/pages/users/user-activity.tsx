import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Group, Stack } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { ErrorPanel } from '../../components/feedback/error-panel.tsx'
import { type Column, DataTable } from '../../components/lists/data-table.tsx'
import { Section } from '../../components/page/section.tsx'
import { auditActionLabel } from '../../components/values/audit-labels.ts'
import { TimeAgo } from '../../components/values/time-ago.tsx'
import { NoValue } from './no-value.tsx'
import { type AuditEntry, auditQuery, type User } from './queries.ts'

/** The newest audit entries about the user and by the user, with links to all of them. */
export function UserActivity({ user }: { user: User }) {
  const { t } = useLingui()
  const columns: Column<AuditEntry>[] = [
    { header: t`Time`, width: 170, render: ({ occurredAt }) => <TimeAgo time={occurredAt} /> },
    { header: t`Action`, render: ({ action }) => auditActionLabel(action) },
  ]
  return (
    <Stack gap="md">
      <Entries
        user={user}
        title={t`Changes to this user`}
        filter="entityKey"
        columns={[...columns, { header: t`By`, render: ({ actor }) => <bdi>{actor.name}</bdi> }]}
      />
      <Entries
        user={user}
        title={t`Changes by this user`}
        filter="actorKey"
        columns={[...columns, { header: t`Target`, render: ({ entity }) => <bdi>{entity.name ?? entity.type}</bdi> }]}
      />
    </Stack>
  )
}

interface EntriesProps {
  user: User
  title: string
  filter: 'entityKey' | 'actorKey'
  columns: Column<AuditEntry>[]
}

const shown = 10

function Entries({ user, title, filter, columns: shownColumns }: EntriesProps) {
  const { data, error, refetch } = useQuery(auditQuery(user.key, { [filter]: [user.key], limit: shown }))
  return (
    <Section
      title={title}
      actions={
        (data?.results.length ?? 0) > 0 && (
          <Group>
            <Button
              renderRoot={(props) => <Link to="/audit-trail" search={{ [filter]: user.key }} {...props} />}
              variant="default"
              size="xs"
            >
              <Trans>Show all in the audit trail</Trans>
            </Button>
          </Group>
        )
      }
    >
      {error ? (
        <ErrorPanel error={error} onRetry={() => refetch()} />
      ) : data?.results.length === 0 ? (
        <NoValue>
          <Trans>Nothing that the audit trail still has</Trans>
        </NoValue>
      ) : (
        <DataTable caption={title} columns={shownColumns} items={data?.results} keyOf={({ key }) => key} expected={3} />
      )}
    </Section>
  )
}
