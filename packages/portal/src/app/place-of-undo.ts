import { answer } from '@portico/sdk'
import { managementApi } from '../api/apis.ts'
import { queryClient } from '../api/query-client.ts'
import { reportMilliseconds } from '../components/activity/queries.ts'
import { bulkChangeQuery, canBeUndone } from '../components/bulk/queries.ts'

/** So many of the newest changes are looked at. Whoever has made more chooses from the list. */
const most = 10

interface Place {
  to: string
  search: Record<string, string>
}

const allChanges: Place = { to: '/audit-trail', search: { action: 'bulk-change.started' } }

/**
 * Where a bulk change is undone: the report of the only one that can be, or the list of all. One that was undone already
 * does not count, nor an undo.
 */
export async function placeOfUndo(now = Date.now()): Promise<Place> {
  try {
    const query = {
      action: ['bulk-change.started' as const],
      since: new Date(now - reportMilliseconds).toISOString(),
      limit: most,
    }
    const { results, page } = await answer(managementApi.GET('/audit-entries', { params: { query } }))
    if (page.nextPageOffset !== null) return allChanges
    const changes = await Promise.all(results.map(({ entity }) => readChange(entity.key)))
    const [only, another] = changes.filter((change) => change && !change.undoes && canBeUndone(change))
    return only && !another ? { to: '/users', search: { change: only.key } } : allChanges
  } catch {
    return allChanges
  }
}

/** As it is now. Undefined where its report is gone, or not for this member */
const readChange = (key: string | null) =>
  key === null ? undefined : queryClient.fetchQuery({ ...bulkChangeQuery(key), staleTime: 0 }).catch(() => undefined)
