import { Trans, useLingui } from '@lingui/react/macro'
import { Anchor, Group, Paper, Stack } from '@mantine/core'
import { IconLockAccess } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { lazy, Suspense } from 'react'
import { permission } from '../../api/permission-names.ts'
import { useSession } from '../../api/session.ts'
import { BulkChangeDialog } from '../../components/bulk/bulk-change-dialog.tsx'
import { useAllowedActions } from '../../components/bulk/selection-actions.tsx'
import { assetNamesQuery } from '../../components/choices/places-of.ts'
import { EmptyState } from '../../components/feedback/empty-state.tsx'
import type { Column } from '../../components/lists/data-table.tsx'
import { ListPage } from '../../components/lists/list-page.tsx'
import { useListState } from '../../components/lists/use-list-state.ts'
import { useSelection } from '../../components/lists/use-selection.ts'
import { PageHeader } from '../../components/page/page-header.tsx'
import { PersonLines } from '../../components/people/person-lines.tsx'
import { DownloadButton } from '../../components/values/download-button.tsx'
import { StatusBadge } from '../../components/values/status-badge.tsx'
import { TimeAgo } from '../../components/values/time-ago.tsx'
import { AccessFilters } from './access-filters.tsx'
import { AccessSources } from './access-sources.tsx'
import {
  type AccessHolder,
  type AccessState,
  accessFilters,
  accessQuery,
  exportUrl,
  subjectNameQuery,
} from './queries.ts'
import { SubjectFilters } from './subject-filters.tsx'
import { accessSubjects, subjectOf } from './subject-of.ts'

// Not before somebody is selected
const AccessSelection = lazy(() => import('./access-selection.tsx'))

/** Who has access to an asset in a stage, holds a role or is in a group, through what, and when they last signed in. */
export default function AccessPage() {
  const session = useSession()
  const state = useListState({ id: 'access', sort: 'name', filters: accessFilters, subjects: accessSubjects })
  return session.may(permission.viewEndUsers) || subjectOf(state) ? (
    <AccessList state={state} />
  ) : (
    <ChooseSubject state={state} />
  )
}

/** For whoever may see nobody's access to assets: the holders of a role, or the members of a group, are there to be seen. */
function ChooseSubject({ state }: { state: AccessState }) {
  const { t } = useLingui()
  return (
    <>
      <PageHeader title={t`Who can access`} />
      <Stack gap="md">
        <Group gap="sm" role="search" aria-label={t`Who can access`}>
          <SubjectFilters state={state} />
        </Group>
        <Paper withBorder bg="var(--portal-surface)">
          <EmptyState icon={IconLockAccess} title={t`Choose a role or a group`}>
            {t`To view who has access to assets you need the permission ${permission.viewEndUsers}.`}
          </EmptyState>
        </Paper>
      </Stack>
    </>
  )
}

function AccessList({ state }: { state: AccessState }) {
  const { t } = useLingui()
  const query = useQuery(accessQuery(state))
  const selection = useSelection<AccessHolder>(({ key }) => key, JSON.stringify([state.search, state.filters]))
  const mayChange = useAllowedActions().length > 0
  return (
    <>
      <ListPage
        title={t`Who can access`}
        description={<Subject state={state} />}
        actions={
          <DownloadButton file={{ url: exportUrl(state), name: 'access.csv' }}>
            <Trans>Export CSV</Trans>
          </DownloadButton>
        }
        state={state}
        query={query}
        columns={useColumns(query.data?.results ?? [])}
        keyOf={({ key }) => key}
        nameOf={({ key, name, email }) => name || email || key}
        selection={mayChange ? selection : undefined}
        selectionActions={
          <Suspense>
            <AccessSelection selection={selection} state={state} total={query.data?.page.totalResults ?? 0} />
          </Suspense>
        }
        searchLabel={t`Search by name or e-mail`}
        filters={<AccessFilters state={state} />}
        empty={<Nobody state={state} />}
      />
      <BulkChangeDialog />
    </>
  )
}

/** So many characters of a name are in the text above the list. */
const longestName = 80

/** What the page is about, where a link of a role or a group has led here */
function Subject({ state }: { state: AccessState }) {
  const subject = subjectOf(state)
  const { data, isError } = useQuery(subjectNameQuery(subject))
  if (!subject) return <Trans>People with end-user roles, and where each role comes from.</Trans>
  // As in lists, which have the rest on the page of the group or role
  const name = data && data.length > longestName ? `${[...data].slice(0, longestName).join('')}…` : (data ?? '…')
  const all = (
    <Anchor
      component={Link}
      to="/access"
      inherit
      underline="always"
      activeOptions={{ exact: true, includeSearch: true }}
    >
      <Trans>Show everybody</Trans>
    </Anchor>
  )
  if (isError || data === null) return all
  if (subject.kind === 'group')
    return (
      <>
        <Trans>Members of the group {name}.</Trans> {all}
      </>
    )
  return (
    <>
      <Trans>People who hold the role {name}.</Trans> {all}
    </>
  )
}

function Nobody({ state }: { state: AccessState }) {
  const { t } = useLingui()
  const subject = subjectOf(state)
  if (subject?.kind === 'group')
    return (
      <EmptyState icon={IconLockAccess} title={t`The group has no members`}>
        <Trans>Everyone who is added to it, or whom its claim mappings add, is listed here.</Trans>
      </EmptyState>
    )
  return (
    <EmptyState icon={IconLockAccess} title={subject ? t`Nobody holds the role` : t`Nobody has access`}>
      <Trans>Everyone who gets a role, directly or through a group, is listed here.</Trans>
    </EmptyState>
  )
}

function useColumns(people: readonly AccessHolder[]): Column<AccessHolder>[] {
  const { t } = useLingui()
  const assetKeys = new Set(people.flatMap(({ sources }) => sources.flatMap(({ assetKey }) => assetKey ?? [])))
  const names = useQuery({ ...assetNamesQuery([...assetKeys].sort()), enabled: assetKeys.size > 0 })
  const assetName = (key: string): string => names.data?.get(key) ?? (names.data ? t`Another asset` : '…')
  return [
    {
      header: t`Name`,
      sort: 'name',
      render: (person) => <PersonLines person={person} />,
    },
    {
      id: 'access',
      header: t`Access`,
      isTall: true,
      from: 'xs',
      render: ({ sources }) => <AccessSources sources={sources} assetName={assetName} />,
    },
    {
      header: t`Status`,
      sort: 'status',
      from: 'sm',
      width: 150,
      render: ({ status }) => <StatusBadge status={status} />,
    },
    {
      header: t`Last sign-in`,
      sort: 'lastLoginAt',
      from: 'xs',
      width: 150,
      render: ({ lastLoginAt }) => <TimeAgo time={lastLoginAt} />,
    },
  ]
}
