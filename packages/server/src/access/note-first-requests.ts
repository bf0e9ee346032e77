import type { OnFinished } from '../http/hooks/on-finished.ts'
import type { LastUse } from '../modules/api-clients/clients/last-use.ts'

/**
 * Notes when an API first did what an API client asked: until then, nobody knows whether its credentials reached a program
 * that works. Each process notes a client once, and the earliest time is stored. An answer that nobody took does not count:
 * of a request that broke off, the status is still 200.
 */
export function noteFirstRequests(onFinished: OnFinished, lastUse: Pick<LastUse, 'noteFirstRequest'>): void {
  const noted = new Set<string>()
  onFinished(({ principal }, { statusCode, raw }) => {
    if (principal?.actor.type !== 'api-client' || statusCode >= 300 || !raw.writableFinished) return
    const key = principal.actor.key ?? ''
    if (noted.has(key)) return
    noted.add(key)
    lastUse.noteFirstRequest(principal.organizationKey, key)
  })
}
