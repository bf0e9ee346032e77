import { Button, Group, Paper, Stack } from '@mantine/core'
import { IconZoomExclamation } from '@tabler/icons-react'
import type { UseQueryResult } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { EmptyState } from '../feedback/empty-state.tsx'
import { ErrorPanel } from '../feedback/error-panel.tsx'
import { PageHeader } from '../page/page-header.tsx'
import { type Column, DataTable } from './data-table.tsx'
import { Pager } from './pager.tsx'
import { SearchField } from './search-field.tsx'
import type { ListState } from './use-list-state.ts'

/** A page of results, as all the APIs answer it. */
export interface ResultPage<T> {
  results: T[]
  page: { totalResults: number | null }
}

interface ListPageProps<T> {
  /** The page's title, and the name of the table */
  title: string
  description?: ReactNode
  actions?: ReactNode
  state: ListState
  query: UseQueryResult<ResultPage<T>>
  columns: Column<T>[]
  keyOf(item: T): string
  /** Without it there is no search */
  searchLabel?: string
  /** Fields beside the search: `FilterSelect` and the like */
  filters?: ReactNode
  /** An `EmptyState`, shown when the list has no entries at all */
  empty: ReactNode
}

/** A page with a list: search, filters, table and pager, with states for loading, failure and no entries. */
export function ListPage<T>(props: ListPageProps<T>) {
  const { title, description, actions } = props
  return (
    <>
      <PageHeader title={title} description={description} actions={actions} />
      <List {...props} />
    </>
  )
}

/** The same without the header, for a list within a page. */
export function List<T>(props: Omit<ListPageProps<T>, 'description' | 'actions'>) {
  const { title, state, query, columns, keyOf, searchLabel, filters, empty } = props
  const { data, error, isPlaceholderData, refetch } = query
  const total = data?.page.totalResults ?? data?.results.length ?? 0
  const isEmpty = data !== undefined && data.results.length === 0 && !isPlaceholderData
  const hasNone = isEmpty && !state.isNarrowed && state.page === 1
  const hasTools = Boolean(searchLabel || filters) && !hasNone
  return (
    <Stack gap="md">
      {hasTools && (
        <Group gap="sm" role="search" aria-label={title}>
          {searchLabel && <SearchField label={searchLabel} value={state.search} onChange={state.setSearch} />}
          {filters}
          {state.isNarrowed && (
            <Button variant="subtle" size="compact-sm" onClick={state.clear}>
              Clear
            </Button>
          )}
        </Group>
      )}
      {error ? (
        <ErrorPanel error={error} onRetry={() => refetch()} />
      ) : isEmpty ? (
        <Paper withBorder bg="var(--portal-surface)">
          {hasNone ? (
            empty
          ) : (
            <NothingFound state={state} isPastEnd={state.page > 1 && (total > 0 || !state.isNarrowed)} />
          )}
        </Paper>
      ) : (
        <>
          <DataTable
            caption={title}
            columns={columns}
            items={data?.results}
            keyOf={keyOf}
            isStale={isPlaceholderData}
            sort={state.sort}
            onSort={state.setSort}
          />
          {data && <Pager page={state.page} pageSize={state.limit} total={total} onChange={state.setPage} />}
        </>
      )}
    </Stack>
  )
}

function NothingFound({ state, isPastEnd }: { state: ListState; isPastEnd: boolean }) {
  if (isPastEnd) {
    return (
      <EmptyState
        icon={IconZoomExclamation}
        title="Nothing is on this page"
        action={
          <Button variant="default" onClick={() => state.setPage(1)}>
            To the first page
          </Button>
        }
      >
        The list has become shorter since the link to this page was made.
      </EmptyState>
    )
  }
  return (
    <EmptyState
      icon={IconZoomExclamation}
      title="Nothing matches"
      action={
        <Button variant="default" onClick={state.clear}>
          Show everything
        </Button>
      }
    >
      Try fewer words, or another filter.
    </EmptyState>
  )
}
