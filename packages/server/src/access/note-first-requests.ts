import type { OnFinished } from '../http/hooks/on-finished.ts'
import type { LastUse } from '../modules/api-clients/clients/last-use.ts'

/** The operations that list users, in ODC's API and in the management API */
const userLists = ['UserProfile_QueryUsers', 'User_List']

/**
 * Notes when an API first did what an API client asked, and when that was a list of users: until then, nobody knows whether
 * its credentials reached a program that works. Each process notes a client once, and the earliest time is stored. An answer
 * that nobody took does not count: of a request that broke off, the status is still 200.
 */
export function noteFirstRequests(
  onFinished: OnFinished,
  lastUse: Pick<LastUse, 'noteFirstRequest' | 'noteFirstUserList'>,
): void {
  const requests = new Set<string>()
  const lists = new Set<string>()
  onFinished(({ principal, routeOptions }, { statusCode, raw }) => {
    if (principal?.actor.type !== 'api-client' || statusCode >= 300 || !raw.writableFinished) return
    const key = principal.actor.key ?? ''
    if (!requests.has(key)) {
      requests.add(key)
      lastUse.noteFirstRequest(principal.organizationKey, key)
    }
    if (lists.has(key) || !userLists.includes(routeOptions.schema?.operationId ?? '')) return
    lists.add(key)
    lastUse.noteFirstUserList(principal.organizationKey, key)
  })
}
