import { useNavigate, useSearch } from '@tanstack/react-router'
import type { Search } from '../navigation/search.ts'

export interface ListStateOptions<F extends string> {
  /** The default order of the server: `name`, `-timestamp` */
  sort: string
  /** The filters' names in the URL */
  filters?: readonly F[]
  pageSize?: number
}

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
  setSearch(text: string): void
  setFilter(name: F, value: string | null | undefined): void
  setSort(sort: string): void
  setPage(page: number): void
  /** Removes search, filters, sort and page */
  clear(): void
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
  sort: usualSort,
  filters: names = [],
  pageSize = 25,
}: ListStateOptions<F>): ListState<F> {
  const parameters: Search = useSearch({ strict: false })
  const navigate = useNavigate()
  const text = (name: string): string | undefined => [parameters[name] ?? []].flat()[0]
  const change = (changes: Search, replace: boolean): void => {
    navigate({ to: '.', search: (before: Search) => ({ ...before, ...changes }), replace, resetScroll: false })
  }

  const search = text('search') ?? ''
  const sort = text('sort') ?? usualSort
  const page = Math.max(1, Math.floor(Number(text('page') ?? 1)) || 1)
  const filters = Object.fromEntries(names.map((name) => [name, text(name)])) as Record<F, string | undefined>
  return {
    search,
    sort,
    page,
    filters,
    limit: pageSize,
    offset: (page - 1) * pageSize,
    key: { search, sort, page, pageSize, ...filters },
    isNarrowed: search !== '' || names.some((name) => filters[name] !== undefined),
    // Typing adds no steps to the history.
    setSearch: (value) => change({ search: value || undefined, page: undefined }, true),
    setFilter: (name, value) => change({ [name]: value || undefined, page: undefined }, false),
    setSort: (value) => change({ sort: value === usualSort ? undefined : value, page: undefined }, false),
    setPage: (value) => change({ page: value === 1 ? undefined : String(value) }, false),
    clear: () =>
      change(Object.fromEntries(['search', 'sort', 'page', ...names].map((name) => [name, undefined])), false),
  }
}
