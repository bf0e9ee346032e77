import { Trans, useLingui } from '@lingui/react/macro'
import { ActionIcon, Button, Group, Paper, Stack } from '@mantine/core'
import { IconFilterOff, IconZoomExclamation } from '@tabler/icons-react'
import type { UseQueryResult } from '@tanstack/react-query'
import type { MouseEvent, ReactNode } from 'react'
import { EmptyState } from '../feedback/empty-state.tsx'
import { PageHeader } from '../page/page-header.tsx'
import { ColumnsMenu } from './columns-menu.tsx'
import { type Column, columnId, DataTable } from './data-table.tsx'
import { ListFailure } from './list-failure.tsx'
import classes from './list-page.module.css'
import { Pager } from './pager.tsx'
import { PaperLine } from './paper-line.tsx'
import { SearchField } from './search-field.tsx'
import { SelectionBar } from './selection-bar.tsx'
import { useExistingPage } from './use-existing-page.ts'
import type { ListState } from './use-list-state.ts'
import type { Selection } from './use-selection.ts'
import { ViewsMenu } from './views-menu.tsx'

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
  /** Shown in the field where the label is too long for it */
  searchHint?: string
  /** Fields beside the search: `FilterSelect` and the like */
  filters?: ReactNode
  /** An `EmptyState`, shown when the list has no entries at all */
  empty: ReactNode
  /** What the search finds, and what the filters are for, where nothing matches */
  hint?: ReactNode
  /** With it, entries can be selected, and `selectionActions` be done with them */
  selection?: Selection<T> | undefined
  selectionActions?: ReactNode
  nameOf?(item: T): string
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
  const { title, state, query, columns, keyOf, searchLabel, filters, empty, selection } = props
  const { data, error, isPlaceholderData, refetch } = query
  const total = data?.page.totalResults ?? data?.results.length ?? 0
  const isPastEnd = useExistingPage(state, query)
  const isEmpty = data !== undefined && data.results.length === 0 && !isPlaceholderData && !isPastEnd
  const hasNone = isEmpty && !state.isNarrowed
  const hidden = state.preferences.hidden ?? []
  const hasTools = Boolean(searchLabel || filters) && !hasNone
  return (
    <Stack gap="md">
      <PaperLine />
      {hasTools && (
        <Group
          gap="sm"
          role="search"
          aria-label={title}
          className={classes.tools ?? ''}
          data-searched={searchLabel !== undefined}
        >
          {searchLabel && (
            <SearchField label={searchLabel} hint={props.searchHint} value={state.search} onChange={state.setSearch} />
          )}
          {filters}
          {(filters || state.id !== undefined) && (
            <Group gap={6} ms="auto" className={classes.end ?? ''}>
              {filters && <ClearButton state={state} />}
              {state.id !== undefined && (
                <>
                  <ViewsMenu state={state} />
                  {columns.length > 1 && <ColumnsMenu columns={columns} state={state} />}
                </>
              )}
            </Group>
          )}
        </Group>
      )}
      {error ? (
        <ListFailure error={error} state={state} onRetry={() => refetch()} />
      ) : isEmpty ? (
        <Paper withBorder bg="var(--portal-surface)">
          {hasNone ? empty : <NothingFound state={state} hint={props.hint} />}
        </Paper>
      ) : (
        <>
          {selection && (
            <SelectionBar selection={selection} total={total}>
              {props.selectionActions}
            </SelectionBar>
          )}
          <DataTable
            caption={title}
            columns={columns.filter((column, index) => index === 0 || !hidden.includes(columnId(column)))}
            items={isPastEnd ? undefined : data?.results}
            keyOf={keyOf}
            isStale={isPlaceholderData}
            sort={state.sort}
            onSort={state.setSort}
            selection={selection}
            nameOf={props.nameOf}
          />
          {data && !isPastEnd && (
            <Pager
              page={state.page}
              pageSize={state.limit}
              total={total}
              onChange={state.setPage}
              onPageSize={state.id === undefined ? undefined : (pageSize) => state.prefer({ pageSize })}
            />
          )}
        </>
      )}
    </Stack>
  )
}

/** It is there while there is nothing to clear as well, so that the list stays where it is. */
function ClearButton({ state }: { state: ListState }) {
  const { t } = useLingui()
  const clear = (event: MouseEvent<HTMLElement>): void => {
    // A disabled button loses the focus.
    event.currentTarget.closest('[role="search"]')?.querySelector('input')?.focus()
    state.clear()
  }
  return (
    <ActionIcon
      variant="default"
      size={36}
      aria-label={t`Clear search and filters`}
      title={t`Clear search and filters`}
      disabled={!state.canClear}
      onClick={clear}
    >
      <IconFilterOff size={18} stroke={1.6} aria-hidden />
    </ActionIcon>
  )
}

function NothingFound({ state, hint }: { state: ListState; hint: ReactNode }) {
  const { t } = useLingui()
  return (
    <EmptyState
      icon={IconZoomExclamation}
      title={t`Nothing matches`}
      action={
        <Button variant="default" onClick={state.clear}>
          <Trans>Show everything</Trans>
        </Button>
      }
    >
      {hint ?? <Trans>Try fewer words, or another filter.</Trans>}
    </EmptyState>
  )
}
