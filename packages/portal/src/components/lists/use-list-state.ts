import { useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import type { Search } from '../navigation/search.ts'
import { type ListPreferences, readPreferences, storePreferences } from './list-preferences.ts'

interface ListStateOptions<F extends string> {
  /** Under which its page size, sort, columns and views are remembered; without it, none of them is */
  id?: string
  /** The default order of the server: `name`, `-timestamp` */
  sort: string
  /** The filters' names in the URL */
  filters?: readonly F[]
  /** Those of the filters that say what the list is about, such as whose members it has: they narrow nothing. */
  subjects?: readonly F[]
  pageSize?: number
}

/** How many entries one page may have */
export const pageSizes = [25, 50, 100]

/** What a list shows: search, filters, sort and page, all of it in the URL. */
export interface ListState<F extends string = string> {
  search: string
  sort: string
  page: number
  filters: Record<F, string | undefined>
  /** For the server */
  limit: number
  offset: number
  /** Everything that the shown page depends on, for the key of the query */
  key: Record<string, unknown>
  /** Whether a search or filter is set. An empty list then means that nothing matches. */
  isNarrowed: boolean
  /** Whether there is something to clear: what the list is about as well */
  canClear: boolean
  setSearch(text: string): void
  setFilter(name: F, value: string | null | undefined): void
  setSort(sort: string): void
  /** @param replace adds no step to the history */
  setPage(page: number, replace?: boolean): void
  /** Removes search, filters, sort and page */
  clear(): void
  /** What is remembered: undefined where the list has no id */
  id: string | undefined
  preferences: ListPreferences
  prefer(changes: ListPreferences): void
  /** Search, filters and sort as they are, and showing others instead */
  view: Record<string, string>
  open(view: Record<string, string>): void
}

/**
 * The state of a list in the URL: reload, bookmark, go back, send the link, it is all there.
 *
 * @example
 * const state = useListState({ sort: 'name', filters: ['status'] })
 * const users = useQuery({
 *   queryKey: ['users', 'list', state.key],
 *   queryFn: ({ signal }) => answer(identityApi.GET('/users', { params: { query: {
 *     limit: state.limit, offset: state.offset, sort: state.sort, nameOrEmailContains: state.search || undefined,
 *   } }, signal })),
 * })
 */
export function useListState<const F extends string = never>({
  id,
  sort: firstSort,
  filters: names = [],
  subjects = [],
  pageSize: firstPageSize = 25,
}: ListStateOptions<F>): ListState<F> {
  const parameters: Search = useSearch({ strict: false })
  const navigate = useNavigate()
  const text = (name: string): string | undefined => [parameters[name] ?? []].flat()[0]
  const change = (changes: Search, replace: boolean): void => {
    navigate({ to: '.', search: (before: Search) => ({ ...before, ...changes }), replace, resetScroll: false })
  }

  const [preferences, setPreferences] = useState(() => readPreferences(id))
  const prefer = (changes: ListPreferences): void => {
    const next = { ...preferences, ...changes }
    setPreferences(next)
    if (id !== undefined) storePreferences(id, next)
  }
  const usualSort = preferences.sort ?? firstSort
  const pageSize = pageSizes.find((size) => size === preferences.pageSize) ?? firstPageSize

  const search = text('search') ?? ''
  const sort = text('sort') ?? usualSort
  const page = Math.max(1, Math.floor(Number(text('page') ?? 1)) || 1)
  const filters = Object.fromEntries(names.map((name) => [name, text(name)])) as Record<F, string | undefined>
  const empty = Object.fromEntries(['search', 'sort', 'page', ...names].map((name) => [name, undefined]))
  return {
    search,
    sort,
    page,
    filters,
    limit: pageSize,
    offset: (page - 1) * pageSize,
    key: { search, sort, page, pageSize, ...filters },
    isNarrowed: search !== '' || names.some((name) => filters[name] !== undefined && !subjects.includes(name)),
    canClear: search !== '' || names.some((name) => filters[name] !== undefined),
    // Typing adds no steps to the history.
    setSearch: (value) => change({ search: value || undefined, page: undefined }, true),
    setFilter: (name, value) => change({ [name]: value || undefined, page: undefined }, false),
    setSort(value) {
      if (id !== undefined) prefer({ sort: value })
      change({ sort: value === firstSort ? undefined : value, page: undefined }, false)
    },
    setPage: (value, replace = false) => change({ page: value === 1 ? undefined : String(value) }, replace),
    clear: () => change(empty, false),
    id,
    preferences,
    prefer(changes) {
      prefer(changes)
      if (changes.pageSize !== undefined) change({ page: undefined }, true)
    },
    view: Object.fromEntries(
      Object.entries({ search, sort, ...filters }).flatMap(([name, value]) => (value ? [[name, value as string]] : [])),
    ),
    open: (view) => change({ ...empty, ...view }, false),
  }
}
