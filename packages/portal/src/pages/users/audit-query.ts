import { queryOptions } from '@tanstack/react-query'
import { answer, management } from '../../api/client.ts'

export type AuditEntry = Awaited<ReturnType<typeof fetchEntries>>['results'][number]

interface AuditFilter {
  entityKey?: string[]
  actorKey?: string[]
  action?: string[]
  limit: number
}

/** The latest entries of the audit trail that concern a user. */
export const auditQuery = (userKey: string, filter: AuditFilter) =>
  queryOptions({
    queryKey: ['audit-entries', 'of-user', userKey, filter],
    queryFn: ({ signal }) => fetchEntries(filter, signal),
    placeholderData: undefined,
  })

const fetchEntries = (filter: AuditFilter, signal: AbortSignal) =>
  answer(management.GET('/audit-entries', { params: { query: { ...filter, sort: '-occurredAt' } }, signal }))
