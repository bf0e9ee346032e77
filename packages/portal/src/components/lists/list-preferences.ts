import { queryClient } from '../../api/query-client.ts'
import { sessionQuery } from '../../api/session.ts'

/** What a person has chosen for one list */
export interface ListPreferences {
  pageSize?: number
  sort?: string
  /** Columns that are not shown, by their ids */
  hidden?: string[]
  views?: SavedView[]
}

/** Search, filters and sort under a name, as the URL holds them */
interface SavedView {
  name: string
  search: Record<string, string>
}

/** Of each person by themselves: several may use a browser. */
function storageKey(id: string): string {
  const session = queryClient.getQueryData(sessionQuery.queryKey)
  return `portico.list.${session?.user.key ?? ''}.${id}`
}

/** A browser may refuse to store anything: the list is then as it is at first. */
export function readPreferences(id: string | undefined): ListPreferences {
  if (id === undefined) return {}
  try {
    const read: unknown = JSON.parse(localStorage.getItem(storageKey(id)) ?? '{}')
    return typeof read === 'object' && read !== null ? (read as ListPreferences) : {}
  } catch {
    return {}
  }
}

export function storePreferences(id: string, preferences: ListPreferences): void {
  try {
    localStorage.setItem(storageKey(id), JSON.stringify(preferences))
  } catch {
    // It holds until the page is left.
  }
}
