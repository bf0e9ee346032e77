import type { OnFinished } from '../http/hooks/on-finished.ts'
import type { LastUse } from '../modules/api-clients/clients/last-use.ts'
import type { UseCounts } from '../modules/api-clients/clients/use-counts.ts'
import { noteFirstRequests } from './note-first-requests.ts'

/** Counts what the APIs answer API clients: that they did what was asked, or the code of the problem. Notes the first. */
export function countRequestsOfClients(
  onFinished: OnFinished,
  {
    lastUse,
    useCounts,
  }: { lastUse: Pick<LastUse, 'noteFirstRequest' | 'noteFirstUserList'>; useCounts: Pick<UseCounts, 'count'> },
): void {
  noteFirstRequests(onFinished, lastUse)
  onFinished(({ principal, problem }, { statusCode }) => {
    if (principal?.actor.type !== 'api-client') return
    const outcome = problem || statusCode >= 400 ? (`request ${problem?.errorCode ?? statusCode}` as const) : 'request'
    useCounts.count(principal.organizationKey, principal.actor.key ?? '', outcome)
  })
}
