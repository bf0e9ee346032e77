import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { permission } from '../../api/permission-names.ts'
import { useSession } from '../../api/session.ts'
import { ErrorPanel } from '../feedback/error-panel.tsx'
import { DataTable } from '../lists/data-table.tsx'
import { useUrlSelection } from '../lists/use-url-selection.ts'
import { Section } from '../page/section.tsx'
import { EntryDrawer } from './entry-drawer.tsx'
import { type ActivityFilter, activityQuery } from './queries.ts'
import { useEntryColumns } from './use-entry-columns.tsx'

interface ActivityProps {
  filter: ActivityFilter
  /** "Activity" unless the page shows two */
  title?: string
}

const shown = 20

/** What the audit trail says about one thing, newest first, with a link to all of it. */
export function Activity({ filter, title }: ActivityProps) {
  const { t } = useLingui()
  const heading = title ?? t`Activity`
  const [entryKey, open] = useUrlSelection('entry')
  const { data, error, refetch } = useQuery(activityQuery(filter, shown))
  const columns = useEntryColumns(data?.results, open).map(({ sort: _, ...column }) => column)
  const isListed = data?.results.some(({ key }) => key === entryKey)
  return (
    <Section
      title={heading}
      actions={
        (data?.results.length ?? 0) > 0 && (
          <Button
            renderRoot={(props) => <Link to="/audit-trail" search={filter} {...props} />}
            variant="default"
            size="xs"
          >
            <Trans>Show in the audit trail</Trans>
          </Button>
        )
      }
    >
      {error ? (
        <ErrorPanel error={error} onRetry={() => refetch()} />
      ) : data?.results.length === 0 ? (
        <Text size="sm" c="dimmed">
          <Trans>The audit trail has no entries about it.</Trans>
        </Text>
      ) : (
        <DataTable caption={heading} columns={columns} items={data?.results} keyOf={({ key }) => key} expected={5} />
      )}
      <EntryDrawer entryKey={isListed ? entryKey : undefined} onClose={() => open(undefined)} />
    </Section>
  )
}

/** The part of a page with the activity of one thing, for those who may view the audit trail. */
export function useActivityPart(): { name: 'activity'; label: string }[] {
  const { t } = useLingui()
  return useSession().may(permission.viewAuditTrail) ? [{ name: 'activity', label: t`Activity` }] : []
}
